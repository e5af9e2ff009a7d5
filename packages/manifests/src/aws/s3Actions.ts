import type { Access } from '@corridors/model';

/**
 * Actions on a bucket itself, and on its objects.
 *
 * @public
 */
export interface S3Actions {
  readonly bucket: readonly string[];
  readonly objects: readonly string[];
}

/**
 * What S3A needs to read and to write ("Working with IAM Assumed Roles", Hadoop), and nothing that changes a bucket: what
 * rendered policies grant, and all that sharing a bucket permits.
 *
 * @public
 */
export const S3_ACTIONS: Readonly<Record<Access, S3Actions>> = {
  read: {
    bucket: ['s3:ListBucket', 's3:GetBucketLocation'],
    objects: ['s3:GetObject'],
  },
  write: {
    bucket: [
      's3:ListBucket',
      's3:GetBucketLocation',
      's3:ListBucketMultipartUploads',
    ],
    objects: [
      's3:GetObject',
      's3:PutObject',
      's3:DeleteObject',
      's3:AbortMultipartUpload',
      's3:ListMultipartUploadParts',
    ],
  },
};
