import {
  agreedAccess,
  deriveNames,
  type Access,
  type DerivedBucketName,
} from '@corridors/model';

import type { CorridorContext } from '../corridorContext';
import { environmentOf } from './grants';
import type { PolicyDocument, PolicyStatement } from './policyDocument';
import { S3_ACTIONS } from './s3Actions';

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

interface AgreedShare {
  readonly corridor: string;
  readonly roleArn: string;
  readonly access: Access;
}

/** With whom a bucket is shared, as far as the other side uses it. */
function agreedShares(
  context: CorridorContext,
  bucket: DerivedBucketName,
): AgreedShare[] {
  return context.corridor.spec.shares.flatMap(share => {
    const other = context.fleet.corridors.find(
      ({ metadata }) => metadata.name === share.with,
    );
    const environment = other && environmentOf(other, context);
    const use = other?.spec.uses.find(
      ({ bucket: used }) => used === bucket.name,
    );
    const access = agreedAccess(share.access, use?.access ?? 'none');
    if (!environment || share.bucket !== bucket.bucket || access === 'none') {
      return [];
    }
    const { roleArn } = deriveNames(
      { name: share.with, buckets: [] },
      environment,
    );
    return [{ corridor: share.with, roleArn, access }];
  });
}

function shareStatements(
  share: AgreedShare,
  bucketArn: string,
  account: string,
): PolicyStatement[] {
  const sid = share.corridor.replaceAll('-', '');
  const { bucket, objects } = S3_ACTIONS[share.access];
  const statement = (
    what: string,
    actions: readonly string[],
    resource: string,
  ): PolicyStatement => ({
    Sid: `Share${what}With${sid}`,
    Effect: 'Allow',
    Principal: { AWS: account },
    Action: actions,
    Resource: resource,
    Condition: { ArnEquals: { 'aws:PrincipalArn': share.roleArn } },
  });
  return [
    statement('Bucket', bucket, bucketArn),
    statement('Objects', objects, `${bucketArn}/*`),
  ];
}

/**
 * The policy of a bucket: nothing without TLS ("Security best practices for Amazon S3"), and what is shared with other
 * corridors. A share names the account and holds the role by condition, for a policy that names a role which does not
 * exist yet is refused ("AWS JSON policy elements: Principal"); the role's own policy grants the same.
 */
export function bucketPolicy(
  context: CorridorContext,
  bucket: DerivedBucketName,
): PolicyDocument {
  const { partition, accountId } = context.environment.spec.aws;
  const account = `arn:${partition}:iam::${accountId}:root`;
  return {
    Version: '2012-10-17',
    Statement: [
      tlsOnly(bucket.arn),
      ...agreedShares(context, bucket).flatMap(share =>
        shareStatements(share, bucket.arn, account),
      ),
    ],
  };
}
