import type { CorridorBucket, DerivedBucketName } from '@corridors/model';

import { bucketPolicy } from '../../aws/bucketPolicy';
import { corridorTags } from '../../aws/tags';
import type { CorridorContext } from '../../corridorContext';
import { CONFIRM_DELETION, WAVE } from '../../files/objectMetadata';
import { ackObject, policyText } from './ackObject';

/** Parts of an upload that nobody completes are paid for until somebody removes them. */
const ABORT_AFTER_DAYS = 7;

function lifecycle(bucket: CorridorBucket) {
  const abort = {
    id: 'abort-incomplete-uploads',
    status: 'Enabled',
    filter: { prefix: '' },
    abortIncompleteMultipartUpload: { daysAfterInitiation: ABORT_AFTER_DAYS },
  };
  if (bucket.expireAfterDays === undefined) {
    return { rules: [abort] };
  }
  const days = bucket.expireAfterDays;
  return {
    rules: [
      abort,
      {
        id: 'expire',
        status: 'Enabled',
        filter: { prefix: '' },
        expiration: { days },
        ...(bucket.versioning
          ? { noncurrentVersionExpiration: { noncurrentDays: days } }
          : {}),
      },
    ],
  };
}

/** Buckets of us-east-1 take no location ("CreateBucket"). */
function location(region: string) {
  return region === 'us-east-1'
    ? {}
    : { createBucketConfiguration: { locationConstraint: region } };
}

/**
 * A bucket: private whatever its policy says, owned by the account, encrypted, TLS only. Its data outlives the object that
 * declares it.
 */
export function ackBucket(
  context: CorridorContext,
  bucket: CorridorBucket,
  names: DerivedBucketName,
) {
  const { corridor, environment } = context;
  return {
    ...ackObject(
      context,
      { group: 's3', kind: 'Bucket' },
      names.name,
      WAVE.bucket,
      {
        'services.k8s.aws/deletion-policy': 'retain',
        ...CONFIRM_DELETION,
      },
    ),
    spec: {
      name: names.name,
      ...location(environment.spec.aws.region),
      publicAccessBlock: {
        blockPublicACLs: true,
        blockPublicPolicy: true,
        ignorePublicACLs: true,
        restrictPublicBuckets: true,
      },
      ownershipControls: {
        rules: [{ objectOwnership: 'BucketOwnerEnforced' }],
      },
      encryption: {
        rules: [
          { applyServerSideEncryptionByDefault: { sseAlgorithm: 'AES256' } },
        ],
      },
      ...(bucket.versioning ? { versioning: { status: 'Enabled' } } : {}),
      lifecycle: lifecycle(bucket),
      policy: policyText(bucketPolicy(context, names)),
      tagging: { tagSet: corridorTags(corridor) },
    },
  };
}
