import {
  AssumeRoleCommand,
  AssumeRoleWithWebIdentityCommand,
  type Credentials,
} from '@aws-sdk/client-sts';
import type { CredentialPlan } from '@corridors/manifests';
import { nameAnswer, type AwsAnswer } from '../aws/answer';
import type {
  AwsCredentials,
  EnvironmentAccess,
} from '../aws/environmentAccess';
import type { EnvironmentClients } from '../aws/EnvironmentClients';
import { causeOf, classify } from '../classify/classify';
import { checkCallerIdentity } from './callerIdentity';
import type { CredentialOutcome } from './credentialOutcome';
import { describeFailure } from './describeFailure';

/** The shortest token that Kubernetes grants. */
const TOKEN_SECONDS = 600;

/** The shortest session that AWS grants. */
const SESSION_SECONDS = 900;

/** What carrying out a plan needs. */
export interface CredentialTools {
  readonly access: EnvironmentAccess;
  readonly clients: EnvironmentClients;
  readonly random: () => string;
}

type Plan<K extends CredentialPlan['kind']> = Extract<
  CredentialPlan,
  { kind: K }
>;

/** Carries out a credential plan. Throws only when the signal aborts. */
export async function obtainCredentials(
  plan: CredentialPlan,
  tools: CredentialTools,
  signal: AbortSignal,
): Promise<CredentialOutcome> {
  switch (plan.kind) {
    case 'anonymous':
      return { kind: 'unsigned' };
    case 'not-possible':
      return { kind: 'not-configured', detail: plan.reason };
    case 'node-role':
      return obtainNodeCredentials(tools, signal);
    case 'assume-role':
      return assumeFromNode(plan, tools, signal);
    case 'web-identity':
      return assumeWithToken(plan, tools, signal);
    default: {
      const unknown: never = plan;
      throw new Error(`Unknown credential plan ${JSON.stringify(unknown)}`);
    }
  }
}

async function obtainNodeCredentials(
  { access }: CredentialTools,
  signal: AbortSignal,
): Promise<Exclude<CredentialOutcome, { kind: 'refused' }>> {
  if (!access.nodeRoleCredentials) {
    return {
      kind: 'not-configured',
      detail: `Environment ${access.environment.metadata.name} has no source for the credentials of its node role.`,
    };
  }
  try {
    return {
      kind: 'credentials',
      credentials: await access.nodeRoleCredentials(signal),
    };
  } catch (error) {
    signal.throwIfAborted();
    return {
      kind: 'failed',
      cause: `the credentials of the node role could not be had (${describeFailure(
        error,
      )})`,
    };
  }
}

async function assumeFromNode(
  plan: Plan<'assume-role'>,
  tools: CredentialTools,
  signal: AbortSignal,
): Promise<CredentialOutcome> {
  const node = await obtainNodeCredentials(tools, signal);
  if (node.kind !== 'credentials') {
    return node;
  }
  const { access, clients } = tools;
  const nodeRoleArn = access.environment.spec.nodeRole?.arn;
  if (nodeRoleArn !== undefined) {
    const caller = await checkCallerIdentity(
      clients,
      node.credentials,
      nodeRoleArn,
      signal,
    );
    if (caller.kind === 'wrong') {
      return {
        kind: 'failed',
        cause: `the credentials of the node role are not good: ${caller.cause}`,
      };
    }
  }
  const client = clients.sts(node.credentials);
  const command = new AssumeRoleCommand(sessionOf(plan.roleArn, tools.random));
  const answer = await clients.askService(
    options => client.send(command, options),
    signal,
  );
  return readSession('AssumeRole with the node role', plan.roleArn, answer);
}

async function assumeWithToken(
  plan: Plan<'web-identity'>,
  tools: CredentialTools,
  signal: AbortSignal,
): Promise<CredentialOutcome> {
  const { access, clients, random } = tools;
  if (!access.requestServiceAccountToken) {
    return {
      kind: 'not-configured',
      detail: `Environment ${access.environment.metadata.name} has no cluster that tokens of ServiceAccounts could be asked of.`,
    };
  }
  const { namespace, serviceAccount, audience } = plan;
  let token: string;
  try {
    const request = {
      namespace,
      serviceAccount,
      audience,
      expirationSeconds: TOKEN_SECONDS,
    };
    token = await access.requestServiceAccountToken(request, signal);
  } catch (error) {
    signal.throwIfAborted();
    return {
      kind: 'failed',
      cause: `no token of ServiceAccount ${namespace}/${serviceAccount} could be had (${describeFailure(
        error,
      )})`,
    };
  }
  const client = clients.sts('unsigned');
  const command = new AssumeRoleWithWebIdentityCommand({
    ...sessionOf(plan.roleArn, random),
    WebIdentityToken: token,
  });
  const answer = await clients.askService(
    options => client.send(command, options),
    signal,
  );
  const outcome = readSession(
    'AssumeRoleWithWebIdentity',
    plan.roleArn,
    answer,
  );
  return outcome.kind === 'credentials' || outcome.kind === 'refused'
    ? { ...outcome, token }
    : outcome;
}

function sessionOf(roleArn: string, random: () => string) {
  return {
    RoleArn: roleArn,
    RoleSessionName: `corridors-${random()}`,
    DurationSeconds: SESSION_SECONDS,
  };
}

function readSession(
  call: string,
  roleArn: string,
  answer: AwsAnswer<{ Credentials?: Credentials }>,
): Exclude<CredentialOutcome, { kind: 'unsigned' }> {
  if (answer.kind === 'ok') {
    const credentials = readCredentials(answer.output.Credentials);
    return credentials
      ? { kind: 'credentials', credentials }
      : { kind: 'failed', cause: `${call} answered without credentials` };
  }
  if (classify('assume', answer).verdict === 'deny') {
    return {
      kind: 'refused',
      detail: `${call} for ${roleArn} answered ${nameAnswer(
        answer,
      )}: the role does not exist, or its trust policy refuses.`,
    };
  }
  return { kind: 'failed', cause: `${call} answered ${causeOf(answer)}` };
}

function readCredentials(
  found: Credentials | undefined,
): AwsCredentials | undefined {
  if (!found?.AccessKeyId || !found.SecretAccessKey || !found.SessionToken) {
    return undefined;
  }
  return {
    accessKeyId: found.AccessKeyId,
    secretAccessKey: found.SecretAccessKey,
    sessionToken: found.SessionToken,
    ...(found.Expiration ? { expiration: found.Expiration } : {}),
  };
}
