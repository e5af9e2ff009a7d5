/** By bearing a token, without credentials of AWS. */
const WITH_TOKEN: ReadonlySet<string> = new Set([
  'sts:assumerolewithwebidentity',
  'sts:assumerolewithsaml',
]);

const BESIDE_ASSUMING: ReadonlySet<string> = new Set([
  'sts:tagsession',
  'sts:setsourceidentity',
]);

const BUCKET_POLICY: ReadonlySet<string> = new Set([
  's3:getbucketpolicy',
  's3:putbucketpolicy',
  's3:deletebucketpolicy',
]);

/**
 * Whether a role's trust policy guards the action: assuming the role, tagging and naming the session.
 *
 * @param action - in lower case
 * @public
 */
export function isAssumption(action: string): boolean {
  return (
    action === 'sts:assumerole' ||
    isTokenAction(action) ||
    isBesideAssuming(action)
  );
}

/** Whether the action is asked for with a token instead of credentials. @param action - in lower case */
export function isTokenAction(action: string): boolean {
  return WITH_TOKEN.has(action);
}

/** Whether the action is needed beside assuming a role, to tag the session. @param action - in lower case */
export function isBesideAssuming(action: string): boolean {
  return BESIDE_ASSUMING.has(action);
}

/** Whether the action reads or rewrites the policy of a bucket. @param action - in lower case */
export function isBucketPolicyAction(action: string): boolean {
  return BUCKET_POLICY.has(action);
}
