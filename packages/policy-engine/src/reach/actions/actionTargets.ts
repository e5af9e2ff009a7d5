/**
 * What an action is asked for.
 *
 * `service` stands for actions that have no resource of their own, `*`.
 */
export type ActionTarget =
  | 'bucket'
  | 'object'
  | 'role'
  | 'user'
  | 'group'
  | 'policy'
  | 'oidc-provider'
  | 'saml-provider'
  | 'service'
  | 'other';

const OF_OBJECTS =
  /^s3:(abortmultipartupload|bypassgovernanceretention|deleteobject\w*|getobject\w*|listmultipartuploadparts|objectowneroverridetobucketowner|putobject\w*|replicatedelete|replicateobject|replicatetags|restoreobject|initiatereplication)$/;

const OF_THE_SERVICE =
  /^s3:(listallmybuckets|(get|put)accountpublicaccessblock|listaccesspoints|createjob|listjobs)$/;

const OF_IAM: readonly (readonly [RegExp, ActionTarget])[] = [
  [/^iam:\w*openidconnectprovider\w*$/, 'oidc-provider'],
  [/^iam:\w*samlprovider\w*$/, 'saml-provider'],
  [/^iam:\w*group\w*$/, 'group'],
  [/^iam:\w*(accesskey|loginprofile|user|mfadevice)\w*$/, 'user'],
  [/^iam:(\w*role\w*|updateassumerolepolicy)$/, 'role'],
  [/^iam:\w*policy\w*$/, 'policy'],
];

/**
 * What kind of resource an action is asked for. (AWS: "Actions, resources, and condition keys for Amazon S3", "… for AWS
 * Identity and Access Management", "… for AWS Security Token Service".)
 *
 * @param action - in any case
 */
export function targetOfAction(action: string): ActionTarget {
  const folded = action.toLowerCase();
  const [service] = folded.split(':');
  switch (service) {
    case 's3':
      if (OF_OBJECTS.test(folded)) {
        // The lock of a bucket bears the name of an action on objects.
        return folded.includes('objectlockconfiguration') ? 'bucket' : 'object';
      }
      return OF_THE_SERVICE.test(folded) ? 'service' : 'bucket';
    case 'iam':
      return OF_IAM.find(([names]) => names.test(folded))?.[1] ?? 'other';
    case 'sts':
      return folded.startsWith('sts:assume') ? 'role' : 'other';
    default:
      return 'other';
  }
}

/** Whether an action is asked for on resources of this kind at all. */
export function isAskedOf(
  action: string,
  target: ActionTarget,
  resource: string,
): boolean {
  const [, , service, , , ...rest] = resource.split(':');
  const name = rest.join(':');
  switch (target) {
    case 'bucket':
      return service === 's3' && !name.includes('/');
    case 'object':
      return service === 's3' && name.includes('/');
    case 'role':
    case 'user':
    case 'group':
    case 'policy':
    case 'oidc-provider':
    case 'saml-provider':
      return service === 'iam' && name.startsWith(`${target}/`);
    case 'service':
      return resource === '*';
    case 'other':
      return service === action.split(':')[0]?.toLowerCase();
    default:
      return unreachable(target);
  }
}

function unreachable(target: never): never {
  throw new Error(`Unexpected target ${String(target)}`);
}
