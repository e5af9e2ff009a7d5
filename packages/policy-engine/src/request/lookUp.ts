import { contextKey } from '../conditions/ContextKey';
import { actionOf } from './Action';
import { callerOf } from './prepareCaller';
import type { PreparedCaller } from './PreparedCaller';
import { Request } from './Request';
import type { ContextLookup } from './RequestContext';
import { Target } from './Target';

/**
 * The values of a context key when the caller asks S3 for a bucket of an account.
 *
 * @param key - in any case
 * @param accountId - account that owns the bucket
 */
export function lookUp(
  caller: PreparedCaller,
  key: string,
  accountId: string,
): ContextLookup {
  const bucket = new Target('arn:aws:s3:::bucket', accountId, undefined);
  return new Request(
    callerOf(caller),
    actionOf('s3:ListBucket'),
    bucket,
  ).lookup(contextKey(key));
}
