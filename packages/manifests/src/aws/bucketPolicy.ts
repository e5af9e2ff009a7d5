import {
  deriveNames,
  type Access,
  type DerivedBucketName,
} from '@corridors/model';

import type { CorridorContext } from '../corridorContext';
import type { PolicyDocument, PolicyStatement } from './policyDocument';

const BUCKET_ACTIONS = ['s3:ListBucket', 's3:GetBucketLocation'];
const OBJECT_ACTIONS: Readonly<Record<Access, readonly string[]>> = {
  read: ['s3:GetObject'],
  write: [
    's3:GetObject',
    's3:PutObject',
    's3:DeleteObject',
    's3:AbortMultipartUpload',
    's3:ListMultipartUploadParts',
  ],
};

function tlsOnly(arn: string): PolicyStatement {
  return {
    Sid: 'DenyInsecureTransport',
    Effect: 'Deny',
    Principal: '*',
    Action: 's3:*',
    Resource: [arn, `${arn}/*`],
    Condition: { Bool: { 'aws:SecureTransport': 'false' } },
  };
}

/** Role of a corridor of another account that this bucket is shared with and that uses it. */
function foreignRole(
  { environment, fleet }: CorridorContext,
  bucket: string,
  name: string,
): string | undefined {
  const other = fleet.corridors.find(({ metadata }) => metadata.name === name);
  const home = fleet.environments.find(
    ({ metadata }) => metadata.name === other?.spec.environment,
  );
  const isUsed = other?.spec.uses.some(use => use.bucket === bucket);
  if (
    !other ||
    !home ||
    !isUsed ||
    home.spec.aws.accountId === environment.spec.aws.accountId
  ) {
    return undefined;
  }
  return deriveNames({ name, buckets: other.spec.buckets }, home).roleArn;
}

/**
 * The policy of a bucket: nothing without TLS ("Security best practices for Amazon S3"). Inside an account the role's own
 * policy is enough to share; across accounts the bucket has to agree ("Cross-account policy evaluation logic").
 */
export function bucketPolicy(
  context: CorridorContext,
  bucket: DerivedBucketName,
): PolicyDocument {
  const shares = context.corridor.spec.shares
    .filter(share => share.bucket === bucket.bucket)
    .flatMap(share => {
      const role = foreignRole(context, bucket.name, share.with);
      if (!role) {
        return [];
      }
      const sid = share.with.replaceAll('-', '');
      const Principal = { AWS: role };
      return [
        {
          Sid: `ShareBucketWith${sid}`,
          Effect: 'Allow' as const,
          Principal,
          Action: BUCKET_ACTIONS,
          Resource: bucket.arn,
        },
        {
          Sid: `ShareObjectsWith${sid}`,
          Effect: 'Allow' as const,
          Principal,
          Action: OBJECT_ACTIONS[share.access],
          Resource: `${bucket.arn}/*`,
        },
      ];
    });
  return {
    Version: '2012-10-17',
    Statement: [tlsOnly(bucket.arn), ...shares],
  };
}
