import type { AwsState } from '../state/AwsState';
import { findPolicy } from '../state/findEntity';

/** The policies of AWS's own that the sandbox knows. */
const AWS_MANAGED: ReadonlyMap<string, string> = new Map([
  [
    'arn:aws:iam::aws:policy/AdministratorAccess',
    JSON.stringify({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }],
    }),
  ],
]);

/** Whether a managed policy is one of AWS's own. */
export const isAwsManaged = (arn: string): boolean => AWS_MANAGED.has(arn);

/** Default version of a managed policy, JSON; nothing when there is no such policy. */
export function findManagedPolicyDocument(
  state: AwsState,
  arn: string,
): string | undefined {
  const policy = findPolicy(state, arn);
  return (
    policy?.versions.find(version => version.id === policy.defaultVersionId)
      ?.document ?? AWS_MANAGED.get(arn)
  );
}

/**
 * Default version of a managed policy that is in use, JSON.
 *
 * @throws Error when it is gone; IAM refuses to delete a policy that is attached, so that cannot be
 */
export function managedPolicyDocument(state: AwsState, arn: string): string {
  const document = findManagedPolicyDocument(state, arn);
  if (document === undefined) {
    throw new Error(`${arn} is attached and does not exist`);
  }
  return document;
}
