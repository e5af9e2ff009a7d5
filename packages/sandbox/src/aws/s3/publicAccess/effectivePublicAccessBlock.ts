import type {
  AwsState,
  BucketState,
  PublicAccessBlock,
} from '../../state/AwsState';

/** Nothing is blocked. */
export const NO_PUBLIC_ACCESS_BLOCK: PublicAccessBlock = {
  blockPublicAcls: false,
  ignorePublicAcls: false,
  blockPublicPolicy: false,
  restrictPublicBuckets: false,
};

/** What is set on new buckets since April 2023. */
export const FULL_PUBLIC_ACCESS_BLOCK: PublicAccessBlock = {
  blockPublicAcls: true,
  ignorePublicAcls: true,
  blockPublicPolicy: true,
  restrictPublicBuckets: true,
};

/**
 * The settings in force: of the bucket's and its account's, the more restrictive ("Blocking public access to your
 * Amazon S3 storage").
 */
export function effectivePublicAccessBlock(
  state: AwsState,
  bucket: BucketState,
): PublicAccessBlock {
  const own = bucket.publicAccessBlock ?? NO_PUBLIC_ACCESS_BLOCK;
  const account =
    state.accounts.get(bucket.accountId)?.publicAccessBlock ??
    NO_PUBLIC_ACCESS_BLOCK;
  return {
    blockPublicAcls: own.blockPublicAcls || account.blockPublicAcls,
    ignorePublicAcls: own.ignorePublicAcls || account.ignorePublicAcls,
    blockPublicPolicy: own.blockPublicPolicy || account.blockPublicPolicy,
    restrictPublicBuckets:
      own.restrictPublicBuckets || account.restrictPublicBuckets,
  };
}
