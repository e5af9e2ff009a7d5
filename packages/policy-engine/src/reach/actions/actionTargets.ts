import { DOCUMENTED_TARGETS } from './documentedActions';
import { serviceOf } from './serviceOf';

/**
 * What an action is asked for.
 *
 * - `s3-control`: what S3 keeps beside buckets, in an account: access points and grants, jobs, Storage Lens
 * - `root`: the root user of an account
 * - `service`: actions that have no resource of their own, `*`
 */
export type ActionTarget =
  | 'bucket'
  | 'object'
  | 's3-control'
  | 'role'
  | 'user'
  | 'group'
  | 'policy'
  | 'oidc-provider'
  | 'saml-provider'
  | 'instance-profile'
  | 'mfa'
  | 'server-certificate'
  | 'delegation-request'
  | 'root'
  | 'service'
  | 'other';

/** What an action that is not documented may be asked for, by its service. */
const POSSIBLE_TARGETS: ReadonlyMap<string, readonly ActionTarget[]> = new Map<
  string,
  readonly ActionTarget[]
>([
  ['s3', ['bucket', 'object', 's3-control']],
  ['iam', ['role', 'user', 'policy', 'oidc-provider']],
  ['sts', ['role']],
]);

/**
 * What kinds of resources an action is asked for: one when it is documented, else all those of the service that isolation
 * hangs on. (AWS: "Actions, resources, and condition keys for Amazon S3", "… for AWS Identity and Access Management",
 * "… for AWS Security Token Service".)
 *
 * @param action - in any case
 */
export function targetsOfAction(action: string): readonly ActionTarget[] {
  const documented = DOCUMENTED_TARGETS.get(action.toLowerCase());
  return documented
    ? [documented]
    : POSSIBLE_TARGETS.get(serviceOf(action)) ?? ['other'];
}

/** Whether an action is asked for on resources of this kind at all. */
export function isAskedOf(
  action: string,
  target: ActionTarget,
  resource: string,
): boolean {
  const [, , service, region, accountId, ...rest] = resource.split(':');
  const name = rest.join(':');
  switch (target) {
    case 'bucket':
      return service === 's3' && !accountId && !name.includes('/');
    case 'object':
      return service === 's3' && !accountId && name.includes('/');
    case 's3-control':
      return service === 's3' && Boolean(accountId);
    case 'role':
    case 'user':
    case 'group':
    case 'policy':
    case 'oidc-provider':
    case 'saml-provider':
    case 'instance-profile':
    case 'mfa':
    case 'server-certificate':
    case 'delegation-request':
      return service === 'iam' && name.startsWith(`${target}/`);
    case 'root':
      return service === 'iam' && !region && name === 'root';
    case 'service':
      return resource === '*';
    case 'other':
      return service === serviceOf(action);
    default:
      return unreachable(target);
  }
}

function unreachable(target: never): never {
  throw new Error(`Unexpected target ${String(target)}`);
}
