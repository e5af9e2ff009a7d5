import type {
  AccessModel,
  AccessModelBucket,
  AccessModelRole,
  PolicySource,
} from '../../accessModel';
import type { Permission, Territory } from '../Territory';

export const OWN = '111122223333';
export const OTHER = '444455556666';
export const ISSUER = 'oidc.eks.eu-west-3.amazonaws.com/id/0123456789ABCDEF';
export const PROVIDER = `arn:aws:iam::${OWN}:oidc-provider/${ISSUER}`;

export type Json = Readonly<Record<string, unknown>>;

export const roleArn = (name: string, account = OWN) =>
  `arn:aws:iam::${account}:role/corridors/${name}`;

export function source(
  name: string,
  ...statements: readonly Json[]
): PolicySource {
  return { name, document: { Version: '2012-10-17', Statement: statements } };
}

export const READ_AND_WRITE = [
  's3:GetObject',
  's3:PutObject',
  's3:DeleteObject',
];

/** The statements by which a role uses its own buckets, each spelled out and held to the account. */
export function ownStatements(...buckets: readonly string[]): Json[] {
  const Condition = { StringEquals: { 'aws:ResourceAccount': OWN } };
  const arns = buckets.map(bucket => `arn:aws:s3:::${bucket}`);
  return [
    {
      Sid: 'Buckets',
      Effect: 'Allow',
      Action: ['s3:ListBucket', 's3:GetBucketLocation'],
      Resource: arns,
      Condition,
    },
    {
      Sid: 'Objects',
      Effect: 'Allow',
      Action: READ_AND_WRITE,
      Resource: arns.map(arn => `${arn}/*`),
      Condition,
    },
  ];
}

/** Lets one ServiceAccount in, which is named like its namespace. */
export function ownTrust(name: string): Json {
  return {
    Sid: 'ServiceAccount',
    Effect: 'Allow',
    Principal: { Federated: PROVIDER },
    Action: 'sts:AssumeRoleWithWebIdentity',
    Condition: {
      StringEquals: {
        [`${ISSUER}:aud`]: 'sts.amazonaws.com',
        [`${ISSUER}:sub`]: `system:serviceaccount:${name}:${name}`,
      },
    },
  };
}

export function tlsOnly(bucket: string): Json {
  return {
    Sid: 'DenyInsecureTransport',
    Effect: 'Deny',
    Principal: '*',
    Action: 's3:*',
    Resource: [`arn:aws:s3:::${bucket}`, `arn:aws:s3:::${bucket}/*`],
    Condition: { Bool: { 'aws:SecureTransport': 'false' } },
  };
}

/** Applications that keep to themselves: each with a role and the buckets `<name>-primary` and `<name>-spark`. */
export interface SmallFleet {
  readonly model: AccessModel & {
    readonly roles: AccessModelRole[];
    readonly buckets: AccessModelBucket[];
  };
  readonly territories: Territory[];
  readonly permissions: Permission[];
  readonly context: Readonly<Record<string, string>>;
}

export function smallFleet(
  names: readonly string[] = ['gha1', 'gha2', 'gha10'],
): SmallFleet {
  const bucketsOf = (name: string) => [`${name}-primary`, `${name}-spark`];
  return {
    model: {
      roles: names.map(name => ({
        arn: roleArn(name),
        accountId: OWN,
        trust: source(`${name}-trust`, ownTrust(name)),
        identity: [source(name, ...ownStatements(...bucketsOf(name)))],
      })),
      buckets: names.flatMap(bucketsOf).map(bucket => ({
        name: bucket,
        accountId: OWN,
        policy: source(bucket, tlsOnly(bucket)),
      })),
      oidcProviders: [
        {
          arn: PROVIDER,
          url: `https://${ISSUER}`,
          audiences: ['sts.amazonaws.com'],
        },
      ],
    },
    territories: names.map(name => ({
      id: name,
      accountId: OWN,
      bucketNames: [`${name}-*`],
      roleArns: [roleArn(name)],
      principals: [{ kind: 'role', arn: roleArn(name) }],
      webIdentities: [
        {
          providerArn: PROVIDER,
          subject: `system:serviceaccount:${name}:${name}`,
        },
      ],
    })),
    permissions: [],
    context: { 'aws:SecureTransport': 'true' },
  };
}

/** The fleet with one role's own policy, trust or boundary in place of what it had. */
export function withRole(
  fleet: SmallFleet,
  name: string,
  over: Partial<AccessModelRole>,
): SmallFleet {
  const roles = fleet.model.roles.map(role =>
    role.arn === roleArn(name) ? { ...role, ...over } : role,
  );
  return { ...fleet, model: { ...fleet.model, roles } };
}

/** The fleet with something else about one bucket. */
export function withBucket(
  fleet: SmallFleet,
  name: string,
  over: Partial<AccessModelBucket>,
): SmallFleet {
  const buckets = fleet.model.buckets.map(bucket =>
    bucket.name === name ? { ...bucket, ...over } : bucket,
  );
  return { ...fleet, model: { ...fleet.model, buckets } };
}
