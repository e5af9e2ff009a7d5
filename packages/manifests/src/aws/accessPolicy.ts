import type { CorridorContext } from '../corridorContext';
import { bucketGrants, type BucketGrant } from './grants';
import type { PolicyDocument, PolicyStatement } from './policyDocument';
import { S3_ACTIONS } from './s3Actions';

const TITLES = { read: 'Read', write: 'Write' } as const;

function statements(
  access: BucketGrant['access'],
  accountId: string,
  suffix: string,
  arns: readonly string[],
): PolicyStatement[] {
  // A bucket name can belong to anybody: without the owner's account a role could be led to a stranger's bucket.
  const Condition = { StringEquals: { 'aws:ResourceAccount': accountId } };
  return [
    {
      Sid: `${TITLES[access]}Buckets${suffix}`,
      Effect: 'Allow',
      Action: S3_ACTIONS[access].bucket,
      Resource: arns,
      Condition,
    },
    {
      Sid: `${TITLES[access]}Objects${suffix}`,
      Effect: 'Allow',
      Action: S3_ACTIONS[access].objects,
      Resource: arns.map(arn => `${arn}/*`),
      Condition,
    },
  ];
}

/**
 * The policy of a corridor's role: exact bucket ARNs, never a prefix, each bound to the account that owns it.
 */
export function accessPolicy(context: CorridorContext): PolicyDocument {
  const own = context.environment.spec.aws.accountId;
  const groups = new Map<string, BucketGrant[]>();
  for (const grant of bucketGrants(context)) {
    const key = `${grant.accountId} ${grant.access}`;
    groups.set(key, [...(groups.get(key) ?? []), grant]);
  }
  return {
    Version: '2012-10-17',
    Statement: [...groups.values()].flatMap(([first, ...rest]) =>
      first
        ? statements(
            first.access,
            first.accountId,
            first.accountId === own ? '' : `Of${first.accountId}`,
            [first, ...rest].map(({ arn }) => arn),
          )
        : [],
    ),
  };
}
