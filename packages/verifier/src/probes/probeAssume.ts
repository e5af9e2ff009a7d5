import {
  AssumeRoleCommand,
  AssumeRoleWithWebIdentityCommand,
  type Credentials,
} from '@aws-sdk/client-sts';
import type { EnvironmentClients, Signer } from '../aws/EnvironmentClients';
import { NO_SESSION, type AwsAnswer, type BareAnswer } from '../aws/answer';
import type { ProbeAnswer } from './probe';

/** Makes what a probe obtains worthless. */
const DENY_EVERYTHING = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Deny', Action: '*', Resource: '*' }],
});

/** The shortest session that AWS grants. */
const SESSION_SECONDS = 900;

/** What a probe of a role needs. */
export interface RoleProbe {
  readonly clients: EnvironmentClients;
  readonly roleArn: string;
  readonly sessionName: string;
  readonly signal: AbortSignal;
}

/** Assumes a role with credentials, for a session that may do nothing. (AWS: "AssumeRole") */
export async function probeAssumeRole(
  probe: RoleProbe,
  signer: Signer,
): Promise<ProbeAnswer> {
  const command = new AssumeRoleCommand(sessionOf(probe));
  const client = probe.clients.sts(signer);
  const answer = await probe.clients.askService(
    options => client.send(command, options),
    probe.signal,
  );
  return { call: 'AssumeRole', answer: withoutSession(answer) };
}

/** Assumes a role with a token, for a session that may do nothing. (AWS: "AssumeRoleWithWebIdentity") */
export async function probeAssumeRoleWithToken(
  probe: RoleProbe,
  token: string,
): Promise<ProbeAnswer> {
  const command = new AssumeRoleWithWebIdentityCommand({
    ...sessionOf(probe),
    WebIdentityToken: token,
  });
  const client = probe.clients.sts('unsigned');
  const answer = await probe.clients.askService(
    options => client.send(command, options),
    probe.signal,
  );
  return { call: 'AssumeRoleWithWebIdentity', answer: withoutSession(answer) };
}

function sessionOf({ roleArn, sessionName }: RoleProbe) {
  return {
    RoleArn: roleArn,
    RoleSessionName: sessionName,
    DurationSeconds: SESSION_SECONDS,
    Policy: DENY_EVERYTHING,
  };
}

/** What was obtained is dropped at once; a success that brings nothing is none. */
function withoutSession(
  answer: AwsAnswer<{ readonly Credentials?: Credentials }>,
): BareAnswer {
  if (answer.kind !== 'ok') {
    return answer;
  }
  return answer.output.Credentials?.AccessKeyId === undefined
    ? { kind: 'error', status: answer.status, code: NO_SESSION, message: '' }
    : { ...answer, output: undefined };
}
