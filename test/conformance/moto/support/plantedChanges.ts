import type { StatementDrift } from '@corridors/verifier';
import type { AwsCli } from './AwsCli';
import { ACCOUNT } from './MotoServer';
import { allow, document } from './policies';

const iamArn = (resource: string) => `arn:aws:iam::${ACCOUNT}:${resource}`;
const GHA1 = iamArn('role/corridors/single1_gha1');
const GHA2 = iamArn('role/corridors/single1_gha2');
const NODE = iamArn('role/single1_instance');

/** A change that somebody makes past the repository, and the one difference that it must show as. */
export interface PlantedChange {
  readonly title: string;
  readonly plant: (cli: AwsCli) => Promise<unknown>;
  readonly shows: Partial<StatementDrift>;
}

const tlsOnly = (bucket: string, isDeny: boolean) => ({
  Sid: 'DenyInsecureTransport',
  Effect: isDeny ? 'Deny' : 'Allow',
  Principal: '*',
  Action: 's3:*',
  Resource: [`arn:aws:s3:::${bucket}`, `arn:aws:s3:::${bucket}/*`],
  Condition: { Bool: { 'aws:SecureTransport': 'false' } },
});

const putBucketPolicy = (
  cli: AwsCli,
  bucket: string,
  ...statements: readonly object[]
) =>
  cli.run(
    ...['s3api', 'put-bucket-policy', '--bucket', bucket],
    ...['--policy', document(...statements)],
  );

/** Ten changes, each of another kind. */
export const PLANTED_CHANGES: readonly PlantedChange[] = [
  {
    title: 'trust widened by another principal',
    plant: cli =>
      cli.run(
        ...['iam', 'update-assume-role-policy', '--role-name', 'single1_gha1'],
        '--policy-document',
        document(
          {
            Sid: 'NodeRole',
            Effect: 'Allow',
            Principal: { AWS: NODE },
            Action: 'sts:AssumeRole',
          },
          {
            Sid: 'Backdoor',
            Effect: 'Allow',
            Principal: { AWS: GHA2 },
            Action: 'sts:AssumeRole',
          },
        ),
      ),
    shows: { owner: GHA1, part: 'trust', change: 'added', sid: 'Backdoor' },
  },
  {
    title: 'an inline policy put on a corridor’s role',
    plant: cli =>
      cli.run(
        ...['iam', 'put-role-policy', '--role-name', 'single1_gha1'],
        ...['--policy-name', 'extra', '--policy-document'],
        document(
          allow('s3:GetObject', 'arn:aws:s3:::gha2-*/*', { Sid: 'Peek' }),
        ),
      ),
    shows: {
      owner: GHA1,
      part: 'identity',
      change: 'added',
      policy: 'extra of role single1_gha1',
    },
  },
  {
    title: 'a new version of a managed policy, one action wider',
    plant: cli =>
      cli.run(
        ...['iam', 'create-policy-version', '--set-as-default'],
        ...['--policy-arn', iamArn('policy/corridors/single1_gha2')],
        '--policy-document',
        document(
          allow(
            [
              's3:ListBucket',
              's3:GetBucketLocation',
              's3:ListBucketMultipartUploads',
            ],
            ['arn:aws:s3:::gha2-primary-1', 'arn:aws:s3:::gha2-spark'],
            {
              Sid: 'WriteBuckets',
              Condition: { StringEquals: { 'aws:ResourceAccount': ACCOUNT } },
            },
          ),
          allow(
            [
              's3:GetObject',
              's3:PutObject',
              's3:DeleteObject',
              's3:AbortMultipartUpload',
              's3:ListMultipartUploadParts',
              's3:PutObjectAcl',
            ],
            ['arn:aws:s3:::gha2-primary-1/*', 'arn:aws:s3:::gha2-spark/*'],
            {
              Sid: 'WriteObjects',
              Condition: { StringEquals: { 'aws:ResourceAccount': ACCOUNT } },
            },
          ),
        ),
      ),
    shows: {
      owner: GHA2,
      part: 'identity',
      change: 'changed',
      sid: 'WriteObjects',
    },
  },
  {
    title: 'a statement taken from the node role',
    plant: cli =>
      cli.run(
        ...['iam', 'put-role-policy', '--role-name', 'single1_instance'],
        ...['--policy-name', 'node', '--policy-document'],
        document(
          allow('sts:AssumeRole', iamArn('role/corridors/single1_*'), {
            Sid: 'SwitchToCorridorRoles',
          }),
          allow(
            ['s3:ListBucket', 's3:GetBucketLocation'],
            'arn:aws:s3:::gha-common-1',
            {
              Sid: 'ListSharedBuckets',
              Condition: { StringEquals: { 'aws:ResourceAccount': ACCOUNT } },
            },
          ),
        ),
      ),
    shows: {
      owner: NODE,
      part: 'identity',
      change: 'missing',
      sid: 'ReadSharedBuckets',
    },
  },
  {
    title: 'a boundary put on the node role',
    plant: async cli => {
      await cli.run(
        ...['iam', 'create-policy', '--policy-name', 'limits'],
        ...['--policy-document'],
        document(allow('*', '*', { Sid: 'Everything' })),
      );
      await cli.run(
        ...['iam', 'put-role-permissions-boundary'],
        ...['--role-name', 'single1_instance'],
        ...['--permissions-boundary', iamArn('policy/limits')],
      );
    },
    shows: { owner: NODE, part: 'boundary', change: 'added' },
  },
  {
    title: 'a bucket policy deleted',
    plant: cli =>
      cli.run('s3api', 'delete-bucket-policy', '--bucket', 'gha1-spark'),
    shows: { owner: 'gha1-spark', part: 'bucket-policy', change: 'missing' },
  },
  {
    title: 'a bucket policy opened to another corridor',
    plant: cli =>
      putBucketPolicy(cli, 'gha1-primary-1', tlsOnly('gha1-primary-1', true), {
        ...allow('s3:GetObject', 'arn:aws:s3:::gha1-primary-1/*'),
        Sid: 'Guest',
        Principal: { AWS: GHA2 },
      }),
    shows: {
      owner: 'gha1-primary-1',
      part: 'bucket-policy',
      change: 'added',
      sid: 'Guest',
    },
  },
  {
    title: 'a public access block loosened',
    plant: cli =>
      cli.run(
        ...['s3api', 'put-public-access-block', '--bucket', 'gha1-secondary-1'],
        '--public-access-block-configuration',
        'BlockPublicAcls=true,IgnorePublicAcls=true,BlockPublicPolicy=true,RestrictPublicBuckets=false',
      ),
    shows: {
      owner: 'gha1-secondary-1',
      part: 'public-access-block',
      change: 'changed',
    },
  },
  {
    title: 'access control lists switched on',
    plant: cli =>
      cli.run(
        ...['s3api', 'put-bucket-ownership-controls'],
        ...['--bucket', 'gha2-primary-1', '--ownership-controls'],
        'Rules=[{ObjectOwnership=ObjectWriter}]',
      ),
    shows: {
      owner: 'gha2-primary-1',
      part: 'object-ownership',
      change: 'changed',
    },
  },
  {
    title: 'a bucket deleted',
    plant: cli => cli.run('s3api', 'delete-bucket', '--bucket', 'gha2-spark'),
    shows: { owner: 'gha2-spark', part: 'bucket', change: 'missing' },
  },
];

/** What makes no difference: a trust and a policy that say the same, written in another way. */
export async function rewriteWithoutMeaning(cli: AwsCli): Promise<void> {
  await cli.run(
    ...['iam', 'update-assume-role-policy', '--role-name', 'single1_gha2'],
    '--policy-document',
    {
      Statement: {
        Action: ['sts:AssumeRole'],
        Principal: { AWS: [NODE] },
        Effect: 'Allow',
        Sid: 'NodeRole',
      },
      Version: '2012-10-17',
    },
  );
  const ofThisAccount = {
    StringEquals: { 'AWS:resourceaccount': [ACCOUNT] },
  };
  await cli.run(
    ...['iam', 'put-role-policy', '--role-name', 'single1_instance'],
    ...['--policy-name', 'node', '--policy-document'],
    document(
      allow(['S3:getobject'], 'arn:aws:s3:::gha-common-1/*', {
        Condition: ofThisAccount,
      }),
      allow(
        ['s3:GetBucketLocation', 's3:ListBucket'],
        ['arn:aws:s3:::gha-common-1'],
        { Condition: ofThisAccount },
      ),
      allow('STS:AssumeRole', iamArn('role/corridors/single1_*')),
    ),
  );
}
