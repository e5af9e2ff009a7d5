import type { Condition } from '../conditions/Condition';
import { CompiledPolicy, statementsOf } from '../documents/CompiledPolicy';
import type {
  CompiledAccessModel,
  CompiledBucket,
} from './CompiledAccessModel';

/** Keys by which a statement for everybody can still be held to somebody, in lower case. */
const NARROWING_KEYS = new Set([
  'aws:sourceip',
  'aws:sourcearn',
  'aws:sourcevpc',
  'aws:sourcevpce',
  'aws:sourceowner',
  'aws:sourceaccount',
  'aws:sourceorgid',
  'aws:sourceorgpaths',
  'aws:userid',
  'aws:username',
  's3:dataaccesspointarn',
  's3:dataaccesspointaccount',
  's3:x-amz-server-side-encryption-aws-kms-key-id',
]);

/**
 * Whether a bucket policy is public beyond doubt: a statement lets everybody in, and no condition of it looks at who asks
 * or from where. (AWS: "Blocking public access to your Amazon S3 storage", the meaning of "public".)
 */
export function isCertainlyPublic(policy: CompiledPolicy): boolean {
  return statementsOf(policy).some(
    ({ effect, principals, conditions }) =>
      effect === 'Allow' &&
      principals?.named.some(({ kind }) => kind === 'everyone') &&
      !conditions.some(looksAtCaller),
  );
}

function looksAtCaller({ key }: Condition): boolean {
  const folded = key.toLowerCase();
  return folded.startsWith('aws:principal') || NARROWING_KEYS.has(folded);
}

/**
 * Whether public access settings keep callers out of a bucket.
 *
 * @public
 */
export type PublicAccessRestriction = 'open' | 'restricted' | 'unknown';

/**
 * Whether the public access settings of bucket and account keep out callers of other accounts, services apart: with
 * `RestrictPublicBuckets` a public bucket policy lets in only principals of the bucket's account and services. The
 * stricter of both settings counts, and one that is absent restricts nothing. (AWS: "Blocking public access to your
 * Amazon S3 storage".)
 */
export function restrictionOf(
  bucket: CompiledBucket,
  model: CompiledAccessModel,
): PublicAccessRestriction {
  const account = model.accounts.get(bucket.accountId);
  const restricts = [bucket, account].some(
    owner => owner?.publicAccessBlock?.restrictPublicBuckets === true,
  );
  const isUnknown =
    bucket.isPublicAccessBlockUnknown ||
    account?.isPublicAccessBlockUnknown === true;
  if (
    !bucket.policy ||
    !(restricts || isUnknown) ||
    !isCertainlyPublic(bucket.policy)
  ) {
    return 'open';
  }
  return restricts ? 'restricted' : 'unknown';
}
