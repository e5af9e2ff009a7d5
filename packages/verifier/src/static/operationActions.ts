import type { Operation } from '@corridors/model';

/** What an operation on a bucket asks AWS for. */
export interface BucketAction {
  readonly action: string;
  /** Whether it is asked for on an object; otherwise on the bucket. */
  readonly isOnObject: boolean;
}

const onBucket = (action: string): BucketAction => ({
  action,
  isOnObject: false,
});
const onObject = (action: string): BucketAction => ({
  action,
  isOnObject: true,
});

/**
 * The actions of each operation on a bucket; an identity that may do one of them may do the operation. To administer a bucket
 * is to rewrite what guards it. (AWS: "Actions, resources, and condition keys for Amazon S3".)
 */
export const BUCKET_ACTIONS: Readonly<
  Record<Exclude<Operation, 'assume'>, readonly BucketAction[]>
> = {
  list: [onBucket('s3:ListBucket')],
  read: [onObject('s3:GetObject')],
  write: [onObject('s3:PutObject')],
  delete: [onObject('s3:DeleteObject')],
  administer: [
    onBucket('s3:PutBucketPolicy'),
    onBucket('s3:DeleteBucketPolicy'),
    onBucket('s3:PutBucketAcl'),
    onBucket('s3:PutBucketOwnershipControls'),
    onBucket('s3:PutBucketPublicAccessBlock'),
  ],
};
