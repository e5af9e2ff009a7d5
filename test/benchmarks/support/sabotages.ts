import { ACCOUNT, ISSUER, type PolicyDocument } from './corridorDocuments';
import type { Corridor } from './corridorFleet';

/** Opens a corridor in one way. */
export type Sabotage = (corridor: Corridor) => Corridor;

const PROVIDER = `arn:aws:iam::${ACCOUNT}:oidc-provider/${ISSUER}`;
const HELD = { StringEquals: { 'aws:ResourceAccount': ACCOUNT } };
const READ = ['s3:ListBucket', 's3:GetObject'];
const next = ({ number }: Corridor) => `corridor${number + 1}`;

function adding(
  { Version, Statement }: PolicyDocument,
  statement: object,
): PolicyDocument {
  return { Version, Statement: [...Statement, statement] };
}

function withOwn(statement: (corridor: Corridor) => object): Sabotage {
  return corridor => ({
    ...corridor,
    identity: adding(corridor.identity, statement(corridor)),
  });
}

function withBucket(statement: (bucket: string) => object): Sabotage {
  return corridor => ({
    ...corridor,
    buckets: corridor.buckets.map(({ name, policy }, i) => ({
      name,
      policy: i === 0 ? adding(policy, statement(name)) : policy,
    })),
  });
}

function withTrust(statement: (corridor: Corridor) => object): Sabotage {
  return corridor => ({
    ...corridor,
    trust: adding(corridor.trust, statement(corridor)),
  });
}

const allow = (over: object) => ({ Effect: 'Allow', ...over });

/** The ways in which isolation is commonly lost. */
export const SABOTAGES: readonly Sabotage[] = [
  // The bucket of another.
  withOwn(corridor =>
    allow({
      Action: READ,
      Resource: [
        `arn:aws:s3:::${next(corridor)}-raw`,
        `arn:aws:s3:::${next(corridor)}-raw/*`,
      ],
      Condition: HELD,
    }),
  ),
  // A prefix that others share.
  withOwn(({ name }) =>
    allow({
      Action: READ,
      Resource: `arn:aws:s3:::${name}*`,
      Condition: HELD,
    }),
  ),
  // Every bucket, with everything.
  withOwn(() =>
    allow({ Action: 's3:*', Resource: 'arn:aws:s3:::*', Condition: HELD }),
  ),
  // Buckets of other accounts.
  withOwn(({ name }) =>
    allow({ Action: 's3:PutObject', Resource: `arn:aws:s3:::${name}-*` }),
  ),
  // The policy of its own bucket.
  withOwn(({ name }) =>
    allow({
      Action: ['s3:PutBucketPolicy', 's3:PutBucketAcl'],
      Resource: `arn:aws:s3:::${name}-raw`,
      Condition: HELD,
    }),
  ),
  // Its own role.
  withOwn(({ roleArn }) =>
    allow({
      Action: ['iam:PutRolePolicy', 'iam:PassRole'],
      Resource: roleArn,
    }),
  ),
  // Everything but what is listed.
  withOwn(() =>
    allow({
      NotAction: ['iam:*', 'sts:*'],
      NotResource: 'arn:aws:s3:::secret*',
    }),
  ),
  // Everything, but denied in part and under a condition.
  withOwn(corridor =>
    allow({
      Action: READ,
      Resource: `arn:aws:s3:::${next(corridor)}-*`,
      Condition: { ...HELD, StringLike: { 'aws:PrincipalTag/team': 'data-*' } },
    }),
  ),
  // A bucket for everybody.
  withBucket(bucket =>
    allow({
      Principal: '*',
      Action: 's3:GetObject',
      Resource: `arn:aws:s3:::${bucket}/*`,
    }),
  ),
  // A bucket for everybody of the account.
  withBucket(bucket =>
    allow({
      Principal: '*',
      Action: 's3:GetObject',
      Resource: `arn:aws:s3:::${bucket}/*`,
      Condition: { StringEquals: { 'aws:PrincipalAccount': ACCOUNT } },
    }),
  ),
  // A bucket for roles of a likeness.
  withBucket(bucket =>
    allow({
      Principal: { AWS: '*' },
      Action: READ,
      Resource: [`arn:aws:s3:::${bucket}`, `arn:aws:s3:::${bucket}/*`],
      Condition: {
        ArnLike: {
          'aws:PrincipalArn': `arn:aws:iam::${ACCOUNT}:role/corridors/analytics-${
            bucket.split('-')[0]
          }*`,
        },
      },
    }),
  ),
  // A bucket for another account.
  withBucket(bucket =>
    allow({
      Principal: { AWS: '123456789012' },
      Action: READ,
      Resource: [`arn:aws:s3:::${bucket}`, `arn:aws:s3:::${bucket}/*`],
    }),
  ),
  // The ServiceAccounts of namespaces that begin alike.
  withTrust(({ name }) =>
    allow({
      Principal: { Federated: PROVIDER },
      Action: 'sts:AssumeRoleWithWebIdentity',
      Condition: {
        StringLike: { [`${ISSUER}:sub`]: `system:serviceaccount:${name}*:*` },
      },
    }),
  ),
  // Whoever has a token.
  withTrust(() =>
    allow({
      Principal: { Federated: PROVIDER },
      Action: 'sts:AssumeRoleWithWebIdentity',
    }),
  ),
  // The role of another.
  withTrust(corridor =>
    allow({
      Principal: {
        AWS: `arn:aws:iam::${ACCOUNT}:role/corridors/analytics-${next(
          corridor,
        )}`,
      },
      Action: 'sts:AssumeRole',
    }),
  ),
];
