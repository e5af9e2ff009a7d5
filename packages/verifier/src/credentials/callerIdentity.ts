import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { parseArn } from '@corridors/policy-engine';
import { nameAnswer } from '../aws/answer';
import type { EnvironmentClients, Signer } from '../aws/EnvironmentClients';
import { causeOf } from '../classify/classify';

/**
 * Whether credentials are good, and whose they are. `GetCallerIdentity` needs no permission and cannot be denied, so a
 * refusal says that the credentials are bad. (AWS: "GetCallerIdentity")
 */
export type CallerIdentity =
  | { readonly kind: 'right'; readonly arn: string }
  | { readonly kind: 'wrong'; readonly cause: string }
  | { readonly kind: 'unsupported'; readonly answer: string };

/** Errors of servers that do not know the call. */
const UNSUPPORTED = new Set([
  'InvalidAction',
  'NotImplemented',
  'MethodNotAllowed',
  'UnknownOperationException',
  'HTTP 404',
  'HTTP 405',
  'HTTP 501',
]);

/**
 * Asks who the signer is, and compares with the role that it should be in.
 *
 * @param roleArn - IAM ARN of the role that the session must belong to
 */
export async function checkCallerIdentity(
  clients: EnvironmentClients,
  signer: Signer,
  roleArn: string,
  signal: AbortSignal,
): Promise<CallerIdentity> {
  const client = clients.sts(signer);
  const answer = await clients.askService(
    options => client.send(new GetCallerIdentityCommand({}), options),
    signal,
  );
  if (answer.kind === 'ok') {
    const arn = answer.output.Arn ?? '';
    return isSessionOf(arn, roleArn)
      ? { kind: 'right', arn }
      : {
          kind: 'wrong',
          cause: `the credentials belong to ${
            arn === '' ? 'no one' : arn
          }, not to ${roleArn}`,
        };
  }
  if (answer.kind === 'error' && UNSUPPORTED.has(answer.code)) {
    return { kind: 'unsupported', answer: nameAnswer(answer) };
  }
  return {
    kind: 'wrong',
    cause: `GetCallerIdentity answered ${causeOf(answer)}`,
  };
}

/** A session names its role without the path. */
function isSessionOf(sessionArn: string, roleArn: string): boolean {
  const role = parseArn(roleArn);
  const roleName = role.resource.slice(role.resource.lastIndexOf('/') + 1);
  const prefix = `arn:${role.partition}:sts::${role.accountId}:assumed-role/${roleName}/`;
  return sessionArn.startsWith(prefix);
}
