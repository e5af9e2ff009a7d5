/** Account of every corridor of the benchmarks. */
export const ACCOUNT = '444455556666';

/** Issuer of the tokens of every corridor's ServiceAccount. */
export const ISSUER =
  'oidc.eks.us-east-1.amazonaws.com/id/EXAMPLED539D4633E53DE1B716D3041E';

/** A policy document whose statements can be added to. */
export interface PolicyDocument {
  readonly Version: string;
  readonly Statement: readonly object[];
}

/** The policy documents of one corridor, in the shape in which they are rendered. */
export interface CorridorDocuments {
  readonly name: string;
  readonly roleArn: string;
  readonly identity: PolicyDocument;
  readonly trust: PolicyDocument;
  readonly buckets: readonly {
    readonly name: string;
    readonly policy: PolicyDocument;
  }[];
}

/** The corridor of a number: three buckets, and what it uses of a shared bucket and of its neighbour's first bucket. */
export function corridorDocuments(number: number): CorridorDocuments {
  const name = `corridor${number}`;
  const neighbour = `corridor${number === 0 ? 1 : number - 1}`;
  const names = ['raw', 'curated', 'spark'].map(bucket => `${name}-${bucket}`);
  const uses = [
    ...(number % 2 === 0
      ? [{ of: ACCOUNT, buckets: [`${neighbour}-raw`] }]
      : []),
    ...(number % 3 === 0
      ? [{ of: '777788889999', buckets: ['reference-data-1'] }]
      : []),
  ];
  return {
    name,
    roleArn: `arn:aws:iam::${ACCOUNT}:role/corridors/analytics-${name}`,
    identity: document([
      ...access('Write', ACCOUNT, names),
      ...uses.flatMap(({ of, buckets }) => access('Read', of, buckets)),
    ]),
    trust: document([
      {
        Sid: 'CorridorServiceAccount',
        Effect: 'Allow',
        Principal: {
          Federated: `arn:aws:iam::${ACCOUNT}:oidc-provider/${ISSUER}`,
        },
        Action: 'sts:AssumeRoleWithWebIdentity',
        Condition: {
          StringEquals: {
            [`${ISSUER}:aud`]: 'sts.amazonaws.com',
            [`${ISSUER}:sub`]: `system:serviceaccount:${name}:${name}`,
          },
        },
      },
    ]),
    buckets: names.map((bucket, i) => ({
      name: bucket,
      policy: document([
        tlsOnly(bucket),
        ...(i === 0 && number % 2 === 1
          ? shares(bucket, `corridor${number + 1}`)
          : []),
      ]),
    })),
  };
}

/** A permissions boundary that every corridor keeps to. */
export const BOUNDARY = document([
  {
    Sid: 'Storage',
    Effect: 'Allow',
    Action: ['s3:*', 'sts:AssumeRole', 'sts:TagSession'],
    Resource: '*',
  },
  {
    Sid: 'NoPolicyOfABucket',
    Effect: 'Deny',
    Action: ['s3:PutBucketPolicy', 's3:DeleteBucketPolicy', 's3:PutBucketAcl'],
    Resource: '*',
  },
]);

/** A service control policy with what organisations commonly deny. */
export const SERVICE_CONTROL_POLICY = document([
  { Sid: 'FullAccess', Effect: 'Allow', Action: '*', Resource: '*' },
  {
    Sid: 'NoUsers',
    Effect: 'Deny',
    Action: ['iam:CreateUser', 'iam:CreateAccessKey'],
    Resource: '*',
  },
]);

function document(statements: readonly object[]): PolicyDocument {
  return { Version: '2012-10-17', Statement: statements };
}

function access(
  kind: 'Read' | 'Write',
  accountId: string,
  buckets: readonly string[],
): object[] {
  const arns = buckets.map(bucket => `arn:aws:s3:::${bucket}`);
  const Condition = { StringEquals: { 'aws:ResourceAccount': accountId } };
  const suffix = accountId === ACCOUNT ? '' : `Of${accountId}`;
  return [
    {
      Sid: `${kind}Buckets${suffix}`,
      Effect: 'Allow',
      Action: [
        's3:ListBucket',
        's3:GetBucketLocation',
        ...(kind === 'Write' ? ['s3:ListBucketMultipartUploads'] : []),
      ],
      Resource: arns,
      Condition,
    },
    {
      Sid: `${kind}Objects${suffix}`,
      Effect: 'Allow',
      Action: [
        's3:GetObject',
        ...(kind === 'Write'
          ? [
              's3:PutObject',
              's3:DeleteObject',
              's3:AbortMultipartUpload',
              's3:ListMultipartUploadParts',
            ]
          : []),
      ],
      Resource: arns.map(arn => `${arn}/*`),
      Condition,
    },
  ];
}

function tlsOnly(bucket: string): object {
  return {
    Sid: 'DenyInsecureTransport',
    Effect: 'Deny',
    Principal: '*',
    Action: 's3:*',
    Resource: [`arn:aws:s3:::${bucket}`, `arn:aws:s3:::${bucket}/*`],
    Condition: { Bool: { 'aws:SecureTransport': 'false' } },
  };
}

function shares(bucket: string, corridor: string): object[] {
  const statement = (
    what: string,
    actions: readonly string[],
    resource: string,
  ) => ({
    Sid: `Share${what}With${corridor}`,
    Effect: 'Allow',
    Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` },
    Action: actions,
    Resource: resource,
    Condition: {
      ArnEquals: {
        'aws:PrincipalArn': `arn:aws:iam::${ACCOUNT}:role/corridors/analytics-${corridor}`,
      },
    },
  });
  return [
    statement(
      'Bucket',
      ['s3:ListBucket', 's3:GetBucketLocation'],
      `arn:aws:s3:::${bucket}`,
    ),
    statement('Objects', ['s3:GetObject'], `arn:aws:s3:::${bucket}/*`),
  ];
}
