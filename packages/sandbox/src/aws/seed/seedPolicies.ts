/**
 * What a node role may do with a shared bucket.
 *
 * @public
 */
export interface SeedSharedBucket {
  readonly name: string;
  readonly nodeRole: 'none' | 'read' | 'write';
}

interface Statement {
  readonly Sid: string;
  readonly Effect: 'Allow' | 'Deny';
  readonly Principal?: unknown;
  readonly Action: string | readonly string[];
  readonly Resource?: string | readonly string[];
  readonly Condition?: Readonly<
    Record<string, Readonly<Record<string, string>>>
  >;
}

const document = (...statements: readonly Statement[]) =>
  JSON.stringify({ Version: '2012-10-17', Statement: statements });

/** Trust policy of a node's role: EC2 may assume it for its instances. */
export const ec2TrustPolicy = () =>
  document({
    Sid: 'Ec2',
    Effect: 'Allow',
    Principal: { Service: 'ec2.amazonaws.com' },
    Action: 'sts:AssumeRole',
  });

/**
 * What a node role may do: switch to the corridors' roles, and use shared buckets as the environment says.
 *
 * @returns nothing when it may do nothing: IAM takes no policy without a statement
 */
export function nodeRolePolicy(input: {
  readonly accountId: string;
  readonly assumableRoles: readonly string[];
  readonly sharedBuckets: readonly SeedSharedBucket[];
}): string | undefined {
  const owned = { StringEquals: { 'aws:ResourceAccount': input.accountId } };
  const reach = input.sharedBuckets.filter(
    bucket => bucket.nodeRole !== 'none',
  );
  const written = reach.filter(bucket => bucket.nodeRole === 'write');
  const statements: Statement[] = [];
  if (input.assumableRoles.length > 0) {
    statements.push({
      Sid: 'SwitchToCorridorRoles',
      Effect: 'Allow',
      Action: 'sts:AssumeRole',
      Resource: input.assumableRoles,
    });
  }
  if (reach.length > 0) {
    statements.push(
      {
        Sid: 'ListSharedBuckets',
        Effect: 'Allow',
        Action: ['s3:ListBucket', 's3:GetBucketLocation'],
        Resource: reach.map(bucket => `arn:aws:s3:::${bucket.name}`),
        Condition: owned,
      },
      {
        Sid: 'ReadSharedBuckets',
        Effect: 'Allow',
        Action: 's3:GetObject',
        Resource: reach.map(bucket => `arn:aws:s3:::${bucket.name}/*`),
        Condition: owned,
      },
    );
  }
  if (written.length > 0) {
    statements.push({
      Sid: 'WriteSharedBuckets',
      Effect: 'Allow',
      Action: ['s3:PutObject', 's3:DeleteObject', 's3:AbortMultipartUpload'],
      Resource: written.map(bucket => `arn:aws:s3:::${bucket.name}/*`),
      Condition: owned,
    });
  }
  return statements.length > 0 ? document(...statements) : undefined;
}

/** Policy of every bucket: nothing without TLS. */
export const tlsOnlyPolicy = (bucket: string) =>
  document({
    Sid: 'DenyInsecureTransport',
    Effect: 'Deny',
    Principal: '*',
    Action: 's3:*',
    Resource: [`arn:aws:s3:::${bucket}`, `arn:aws:s3:::${bucket}/*`],
    Condition: { Bool: { 'aws:SecureTransport': 'false' } },
  });

/** What no corridor's role may go beyond, whatever its own policies say: objects of buckets of the account. */
export const boundaryPolicy = (accountId: string) =>
  document({
    Sid: 'ObjectsOfThisAccount',
    Effect: 'Allow',
    Action: [
      's3:ListBucket',
      's3:GetBucketLocation',
      's3:ListBucketMultipartUploads',
      's3:GetObject',
      's3:PutObject',
      's3:DeleteObject',
      's3:AbortMultipartUpload',
      's3:ListMultipartUploadParts',
    ],
    Resource: 'arn:aws:s3:::*',
    Condition: { StringEquals: { 'aws:ResourceAccount': accountId } },
  });

/** What the ACK controllers need, and no more: buckets without their objects, roles and policies below one path. */
export function ackControllerPolicy(input: {
  readonly accountId: string;
  readonly rolePath: string;
}): string {
  const iam = (kind: string) =>
    `arn:aws:iam::${input.accountId}:${kind}${input.rolePath}*`;
  return document(
    {
      Sid: 'Buckets',
      Effect: 'Allow',
      Action: [
        's3:CreateBucket',
        's3:DeleteBucket',
        's3:ListBucket',
        's3:GetBucketLocation',
        's3:GetBucketPolicy',
        's3:PutBucketPolicy',
        's3:DeleteBucketPolicy',
        's3:GetBucketPublicAccessBlock',
        's3:PutBucketPublicAccessBlock',
        's3:GetBucketOwnershipControls',
        's3:PutBucketOwnershipControls',
        's3:GetEncryptionConfiguration',
        's3:PutEncryptionConfiguration',
        's3:GetBucketVersioning',
        's3:PutBucketVersioning',
        's3:GetBucketTagging',
        's3:PutBucketTagging',
        's3:GetLifecycleConfiguration',
        's3:PutLifecycleConfiguration',
      ],
      Resource: 'arn:aws:s3:::*',
      Condition: { StringEquals: { 'aws:ResourceAccount': input.accountId } },
    },
    {
      Sid: 'Roles',
      Effect: 'Allow',
      Action: [
        'iam:CreateRole',
        'iam:UpdateRole',
        'iam:DeleteRole',
        'iam:UpdateAssumeRolePolicy',
        'iam:PutRolePermissionsBoundary',
        'iam:DeleteRolePermissionsBoundary',
        'iam:TagRole',
        'iam:UntagRole',
        'iam:ListRoleTags',
        'iam:AttachRolePolicy',
        'iam:DetachRolePolicy',
        'iam:ListAttachedRolePolicies',
        'iam:PutRolePolicy',
        'iam:GetRolePolicy',
        'iam:ListRolePolicies',
        'iam:DeleteRolePolicy',
        'iam:ListInstanceProfilesForRole',
      ],
      Resource: [
        iam('role'),
        `arn:aws:iam::${input.accountId}:instance-profile/*`,
      ],
    },
    {
      // A role that does not exist has no path yet that a policy could name.
      Sid: 'FindRoles',
      Effect: 'Allow',
      Action: 'iam:GetRole',
      Resource: `arn:aws:iam::${input.accountId}:role/*`,
    },
    {
      Sid: 'Policies',
      Effect: 'Allow',
      Action: [
        'iam:CreatePolicy',
        'iam:GetPolicy',
        'iam:DeletePolicy',
        'iam:CreatePolicyVersion',
        'iam:GetPolicyVersion',
        'iam:ListPolicyVersions',
        'iam:DeletePolicyVersion',
        'iam:TagPolicy',
      ],
      Resource: iam('policy'),
    },
  );
}

/** The portal's own identity: it reads configuration, and of all objects it touches the canary alone. */
export const portalPolicy = (accountId: string) =>
  document(
    {
      Sid: 'ReadIam',
      Effect: 'Allow',
      Action: [
        'iam:GetAccountAuthorizationDetails',
        'iam:GetRole',
        'iam:ListRoles',
        'iam:GetRolePolicy',
        'iam:ListRolePolicies',
        'iam:ListAttachedRolePolicies',
        'iam:ListRoleTags',
        'iam:GetPolicy',
        'iam:GetPolicyVersion',
        'iam:ListPolicyVersions',
        'iam:GetOpenIDConnectProvider',
        'iam:ListOpenIDConnectProviders',
      ],
      Resource: '*',
    },
    {
      Sid: 'ReadBuckets',
      Effect: 'Allow',
      Action: [
        's3:ListAllMyBuckets',
        's3:ListBucket',
        's3:GetBucketLocation',
        's3:GetBucketPolicy',
        's3:GetBucketPolicyStatus',
        's3:GetBucketPublicAccessBlock',
        's3:GetBucketOwnershipControls',
        's3:GetEncryptionConfiguration',
        's3:GetBucketVersioning',
        's3:GetBucketTagging',
        's3:GetLifecycleConfiguration',
        's3:GetBucketAcl',
      ],
      Resource: 'arn:aws:s3:::*',
      Condition: { StringEquals: { 'aws:ResourceAccount': accountId } },
    },
    {
      Sid: 'ReadAccountPublicAccessBlock',
      Effect: 'Allow',
      Action: 's3:GetAccountPublicAccessBlock',
      Resource: '*',
    },
    {
      Sid: 'ReadPodIdentityAssociations',
      Effect: 'Allow',
      Action: [
        'eks:ListPodIdentityAssociations',
        'eks:DescribePodIdentityAssociation',
      ],
      Resource: [
        `arn:aws:eks:*:${accountId}:cluster/*`,
        `arn:aws:eks:*:${accountId}:podidentityassociation/*`,
      ],
    },
    {
      Sid: 'Canary',
      Effect: 'Allow',
      Action: ['s3:GetObject', 's3:PutObject'],
      Resource: 'arn:aws:s3:::*/.corridors/canary',
      Condition: { StringEquals: { 'aws:ResourceAccount': accountId } },
    },
  );
