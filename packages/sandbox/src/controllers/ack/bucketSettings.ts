import {
  BucketVersioningStatus,
  DeleteBucketLifecycleCommand,
  DeleteBucketPolicyCommand,
  ExpirationStatus,
  GetBucketEncryptionCommand,
  GetBucketLifecycleConfigurationCommand,
  GetBucketOwnershipControlsCommand,
  GetBucketPolicyCommand,
  GetBucketVersioningCommand,
  GetPublicAccessBlockCommand,
  ObjectOwnership,
  PutBucketEncryptionCommand,
  PutBucketLifecycleConfigurationCommand,
  PutBucketOwnershipControlsCommand,
  PutBucketPolicyCommand,
  PutBucketVersioningCommand,
  PutPublicAccessBlockCommand,
  ServerSideEncryption,
} from '@aws-sdk/client-s3';
import type { LifecycleRule, S3Client } from '@aws-sdk/client-s3';
import { isDeepStrictEqual } from 'node:util';
import { errorName } from '../../aws/clients/errorName';
import { AckError } from './AckError';
import type { AckBucket } from './AckObject';
import { isSameDocument } from './isSameDocument';

type Spec = AckBucket['spec'];

/** Brings one setting of a bucket to what the spec says. */
type BucketSetting = (s3: S3Client, spec: Spec) => Promise<void>;

async function unlessAbsent<T>(
  code: string,
  read: () => Promise<T>,
): Promise<T | undefined> {
  try {
    return await read();
  } catch (error) {
    if (errorName(error) === code) {
      return undefined;
    }
    throw error;
  }
}

/** A word of the spec as one that S3 knows. */
function known<T extends string>(
  words: Readonly<Record<string, T>>,
  word: string,
  field: string,
): T {
  const found = Object.values(words).find(each => each === word);
  if (found === undefined) {
    throw new AckError('terminal', `InvalidInput: ${field} cannot be ${word}`);
  }
  return found;
}

const publicAccessBlock: BucketSetting = async (
  s3,
  { name: Bucket, publicAccessBlock: wanted },
) => {
  if (!wanted) {
    return;
  }
  const desired = {
    BlockPublicAcls: wanted.blockPublicACLs ?? false,
    IgnorePublicAcls: wanted.ignorePublicACLs ?? false,
    BlockPublicPolicy: wanted.blockPublicPolicy ?? false,
    RestrictPublicBuckets: wanted.restrictPublicBuckets ?? false,
  };
  const actual = await unlessAbsent(
    'NoSuchPublicAccessBlockConfiguration',
    () => s3.send(new GetPublicAccessBlockCommand({ Bucket })),
  );
  if (!isDeepStrictEqual(actual?.PublicAccessBlockConfiguration, desired)) {
    await s3.send(
      new PutPublicAccessBlockCommand({
        Bucket,
        PublicAccessBlockConfiguration: desired,
      }),
    );
  }
};

const ownership: BucketSetting = async (
  s3,
  { name: Bucket, ownershipControls },
) => {
  const wanted = ownershipControls?.rules?.[0]?.objectOwnership;
  if (wanted === undefined) {
    return;
  }
  const desired = known(ObjectOwnership, wanted, 'objectOwnership');
  const actual = await unlessAbsent('OwnershipControlsNotFoundError', () =>
    s3.send(new GetBucketOwnershipControlsCommand({ Bucket })),
  );
  if (actual?.OwnershipControls?.Rules?.[0]?.ObjectOwnership !== desired) {
    await s3.send(
      new PutBucketOwnershipControlsCommand({
        Bucket,
        OwnershipControls: { Rules: [{ ObjectOwnership: desired }] },
      }),
    );
  }
};

const encryption: BucketSetting = async (
  s3,
  { name: Bucket, encryption: wanted },
) => {
  const rule = wanted?.rules?.[0];
  const algorithm = rule?.applyServerSideEncryptionByDefault?.sseAlgorithm;
  if (rule === undefined || algorithm === undefined) {
    return;
  }
  const desired = {
    SSEAlgorithm: known(ServerSideEncryption, algorithm, 'sseAlgorithm'),
    KMSMasterKeyID: rule.applyServerSideEncryptionByDefault?.kmsMasterKeyID,
    BucketKeyEnabled: rule.bucketKeyEnabled ?? false,
  };
  const { ServerSideEncryptionConfiguration: configuration } = await s3.send(
    new GetBucketEncryptionCommand({ Bucket }),
  );
  const actual = configuration?.Rules?.[0];
  const isSame =
    actual?.ApplyServerSideEncryptionByDefault?.SSEAlgorithm ===
      desired.SSEAlgorithm &&
    actual.ApplyServerSideEncryptionByDefault.KMSMasterKeyID ===
      desired.KMSMasterKeyID &&
    (actual.BucketKeyEnabled ?? false) === desired.BucketKeyEnabled;
  if (!isSame) {
    const { BucketKeyEnabled, ...byDefault } = desired;
    await s3.send(
      new PutBucketEncryptionCommand({
        Bucket,
        ServerSideEncryptionConfiguration: {
          Rules: [
            { ApplyServerSideEncryptionByDefault: byDefault, BucketKeyEnabled },
          ],
        },
      }),
    );
  }
};

const versioning: BucketSetting = async (
  s3,
  { name: Bucket, versioning: wanted },
) => {
  if (wanted?.status === undefined) {
    return;
  }
  const Status = known(
    BucketVersioningStatus,
    wanted.status,
    'versioning.status',
  );
  const actual = await s3.send(new GetBucketVersioningCommand({ Bucket }));
  if (actual.Status !== Status) {
    await s3.send(
      new PutBucketVersioningCommand({
        Bucket,
        VersioningConfiguration: { Status },
      }),
    );
  }
};

const policy: BucketSetting = async (s3, { name: Bucket, policy: wanted }) => {
  const actual = await unlessAbsent('NoSuchBucketPolicy', () =>
    s3.send(new GetBucketPolicyCommand({ Bucket })),
  );
  if (wanted === undefined) {
    if (actual) {
      await s3.send(new DeleteBucketPolicyCommand({ Bucket }));
    }
  } else if (!isSameDocument(wanted, actual?.Policy)) {
    await s3.send(new PutBucketPolicyCommand({ Bucket, Policy: wanted }));
  }
};

type SpecRule = NonNullable<NonNullable<Spec['lifecycle']>['rules']>[number];

function toRule(rule: SpecRule): LifecycleRule {
  const {
    expiration,
    noncurrentVersionExpiration,
    abortIncompleteMultipartUpload,
  } = rule;
  return {
    ID: rule.id,
    Status: known(ExpirationStatus, rule.status, 'lifecycle status'),
    Filter: { Prefix: rule.filter?.prefix ?? rule.prefix ?? '' },
    ...(expiration && {
      Expiration: {
        Days: expiration.days,
        ExpiredObjectDeleteMarker: expiration.expiredObjectDeleteMarker,
      },
    }),
    ...(noncurrentVersionExpiration && {
      NoncurrentVersionExpiration: {
        NoncurrentDays: noncurrentVersionExpiration.noncurrentDays,
      },
    }),
    ...(abortIncompleteMultipartUpload && {
      AbortIncompleteMultipartUpload: {
        DaysAfterInitiation: abortIncompleteMultipartUpload.daysAfterInitiation,
      },
    }),
  };
}

/** As JSON, so that what is undefined and what is absent are the same. */
const isSameRules = (
  left: readonly LifecycleRule[],
  right: readonly LifecycleRule[],
) =>
  isDeepStrictEqual(
    JSON.parse(JSON.stringify(left)),
    JSON.parse(JSON.stringify(right)),
  );

const lifecycle: BucketSetting = async (
  s3,
  { name: Bucket, lifecycle: wanted },
) => {
  const desired = (wanted?.rules ?? []).map(toRule);
  const actual = await unlessAbsent('NoSuchLifecycleConfiguration', () =>
    s3.send(new GetBucketLifecycleConfigurationCommand({ Bucket })),
  );
  if (desired.length === 0) {
    if (actual) {
      await s3.send(new DeleteBucketLifecycleCommand({ Bucket }));
    }
  } else if (!isSameRules(actual?.Rules ?? [], desired)) {
    await s3.send(
      new PutBucketLifecycleConfigurationCommand({
        Bucket,
        LifecycleConfiguration: { Rules: desired },
      }),
    );
  }
};

/** The settings in the order in which they are made: protection first. */
export const bucketSettings: readonly BucketSetting[] = [
  publicAccessBlock,
  ownership,
  encryption,
  versioning,
  policy,
  lifecycle,
];
