import {
  GetBucketEncryptionCommand,
  GetBucketLocationCommand,
  GetBucketOwnershipControlsCommand,
  GetBucketPolicyCommand,
  GetBucketVersioningCommand,
  GetPublicAccessBlockCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { BucketFacts, ObservedPublicAccessBlock } from './awsAccountSnapshot';
import { sameForAll } from './bucketFacts';
import { Fact, ReadOutcome } from './fact';
import { readAws, ReadContext } from './readAws';

/** The outcome of reading every fact of a bucket. */
export type BucketOutcomes = {
  readonly [K in keyof BucketFacts]: BucketFacts[K] extends Fact<infer T>
    ? ReadOutcome<T>
    : never;
};

const NO_BUCKET = ['NoSuchBucket'];
const DEFAULT_REGION = 'us-east-1';
/** What GetBucketLocation still answers for the oldest buckets of eu-west-1. */
const OLD_IRELAND = 'EU';

/** Reads whether a bucket exists and, where it does, its settings. */
export async function readBucket(
  s3: S3Client,
  bucket: string,
  context: ReadContext,
): Promise<BucketOutcomes> {
  const location = await readLocation(s3, bucket, context);
  if (location.kind !== 'value') {
    return sameForAll(location);
  }
  const [encryption, publicAccessBlock, versioning, policy, ownership] =
    await Promise.all([
      readEncryption(s3, bucket, context),
      readPublicAccessBlock(s3, bucket, context),
      readVersioning(s3, bucket, context),
      readPolicy(s3, bucket, context),
      readOwnership(s3, bucket, context),
    ]);
  return {
    location,
    encryption,
    publicAccessBlock,
    versioning,
    policy,
    ownership,
  };
}

export function readLocation(
  s3: S3Client,
  bucket: string,
  context: ReadContext,
  expectedOwner?: string,
) {
  return readAws(context, NO_BUCKET, async call => {
    const answer = await call({
      permission: 's3:GetBucketLocation',
      resource: bucket,
      send: abortSignal =>
        s3.send(
          new GetBucketLocationCommand({
            Bucket: bucket,
            ExpectedBucketOwner: expectedOwner,
          }),
          {
            abortSignal,
          },
        ),
    });
    const region: string = answer.LocationConstraint ?? DEFAULT_REGION;
    return { region: region === OLD_IRELAND ? 'eu-west-1' : region };
  });
}

function readEncryption(s3: S3Client, bucket: string, context: ReadContext) {
  return readAws(
    context,
    [...NO_BUCKET, 'ServerSideEncryptionConfigurationNotFoundError'],
    async call => {
      const answer = await call({
        permission: 's3:GetEncryptionConfiguration',
        resource: bucket,
        send: abortSignal =>
          s3.send(new GetBucketEncryptionCommand({ Bucket: bucket }), {
            abortSignal,
          }),
      });
      const rule =
        answer.ServerSideEncryptionConfiguration?.Rules?.[0]
          ?.ApplyServerSideEncryptionByDefault;
      return {
        algorithm: rule?.SSEAlgorithm ?? 'none',
        kmsKeyArn: rule?.KMSMasterKeyID,
      };
    },
  );
}

export function readPublicAccessBlock(
  s3: S3Client,
  bucket: string,
  context: ReadContext,
  expectedOwner?: string,
) {
  return readAws<ObservedPublicAccessBlock>(
    context,
    [...NO_BUCKET, 'NoSuchPublicAccessBlockConfiguration'],
    async call => {
      const { PublicAccessBlockConfiguration: block } = await call({
        permission: 's3:GetBucketPublicAccessBlock',
        resource: bucket,
        send: abortSignal =>
          s3.send(
            new GetPublicAccessBlockCommand({
              Bucket: bucket,
              ExpectedBucketOwner: expectedOwner,
            }),
            {
              abortSignal,
            },
          ),
      });
      return {
        blockPublicAcls: block?.BlockPublicAcls ?? false,
        ignorePublicAcls: block?.IgnorePublicAcls ?? false,
        blockPublicPolicy: block?.BlockPublicPolicy ?? false,
        restrictPublicBuckets: block?.RestrictPublicBuckets ?? false,
      };
    },
  );
}

function readVersioning(s3: S3Client, bucket: string, context: ReadContext) {
  return readAws<'enabled' | 'suspended' | 'off'>(
    context,
    NO_BUCKET,
    async call => {
      const { Status: status } = await call({
        permission: 's3:GetBucketVersioning',
        resource: bucket,
        send: abortSignal =>
          s3.send(new GetBucketVersioningCommand({ Bucket: bucket }), {
            abortSignal,
          }),
      });
      switch (status) {
        case 'Enabled':
          return 'enabled';
        case 'Suspended':
          return 'suspended';
        default:
          return 'off';
      }
    },
  );
}

export function readPolicy(
  s3: S3Client,
  bucket: string,
  context: ReadContext,
  expectedOwner?: string,
) {
  return readAws(context, [...NO_BUCKET, 'NoSuchBucketPolicy'], async call => {
    const answer = await call({
      permission: 's3:GetBucketPolicy',
      resource: bucket,
      send: abortSignal =>
        s3.send(
          new GetBucketPolicyCommand({
            Bucket: bucket,
            ExpectedBucketOwner: expectedOwner,
          }),
          {
            abortSignal,
          },
        ),
    });
    return answer.Policy ?? '';
  });
}

export function readOwnership(
  s3: S3Client,
  bucket: string,
  context: ReadContext,
  expectedOwner?: string,
) {
  return readAws<string>(
    context,
    [...NO_BUCKET, 'OwnershipControlsNotFoundError'],
    async call => {
      const answer = await call({
        permission: 's3:GetBucketOwnershipControls',
        resource: bucket,
        send: abortSignal =>
          s3.send(
            new GetBucketOwnershipControlsCommand({
              Bucket: bucket,
              ExpectedBucketOwner: expectedOwner,
            }),
            {
              abortSignal,
            },
          ),
      });
      return (
        answer.OwnershipControls?.Rules?.[0]?.ObjectOwnership ?? 'ObjectWriter'
      );
    },
  );
}
