import type { CompiledPolicy } from '../documents/CompiledPolicy';
import { parseArn } from '../arn';
import type { PreparedTarget } from './PreparedTarget';
import { Target } from './Target';

/**
 * Makes a bucket, an object or a role ready to be asked for many times.
 *
 * @param resource - its ARN, or `*` for actions that have none. A `*` or `?` in an object key stands for itself
 * @param resourceAccount - account that owns it, 12 digits
 * @param policy - the bucket policy or the role's trust policy; absent when it has none
 * @throws {@link InvalidRequestError} when resource or account is not understood
 * @public
 */
export function prepareTarget(
  resource: string,
  resourceAccount: string,
  policy?: CompiledPolicy,
): PreparedTarget {
  return new Target(resource, resourceAccount, policy);
}

/**
 * Makes something that S3 keeps beside buckets, as an access point or a job, ready to be asked for. Only the caller's own
 * policies are looked at: what it has of its own is not known.
 */
export function prepareControlTarget(
  arn: string,
  accountId: string,
): PreparedTarget {
  return new Target(arn, accountId, undefined, parseArn);
}

/** @throws TypeError when the target was not made by {@link prepareTarget} */
export function targetOf(prepared: PreparedTarget): Target {
  if (!(prepared instanceof Target)) {
    throw new TypeError('The target was not made by prepareTarget');
  }
  return prepared;
}
