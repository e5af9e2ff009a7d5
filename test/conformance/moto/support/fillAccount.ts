import type { AwsCli } from './AwsCli';
import { ACCOUNT } from './MotoServer';
import { allow, document, trust } from './policies';

const iamArn = (resource: string) => `arn:aws:iam::${ACCOUNT}:${resource}`;
const objects = (bucket: string) => `arn:aws:s3:::${bucket}/*`;

export const AWS_READ_ONLY = 'arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess';
export const ISSUER = 'https://oidc.eks.eu-west-3.amazonaws.com/id/ABCDEF';
export const CLUSTER = 'analytics-eks1';

/** ARNs of what {@link fillAccount} makes. */
export const ARNS = {
  nodeRole: iamArn('role/nodes'),
  corridorRole: iamArn('role/corridors/single1_gha1'),
  podsRole: iamArn('role/pods'),
  readerRole: iamArn('role/reader'),
  user: iamArn('user/people/ada'),
  managedPolicy: iamArn('policy/corridors/gha1'),
  boundary: iamArn('policy/limits'),
  provider: iamArn('oidc-provider/oidc.eks.eu-west-3.amazonaws.com/id/ABCDEF'),
};

/** Every document that {@link fillAccount} puts somewhere; only the second of the versions is in force. */
export const DOCUMENTS = {
  ec2Trust: trust({ Service: 'ec2.amazonaws.com' }),
  corridorTrust: trust({ AWS: ARNS.nodeRole }),
  podsTrust: trust({ Service: 'pods.eks.amazonaws.com' }, [
    'sts:AssumeRole',
    'sts:TagSession',
  ]),
  inline: document(
    allow('s3:GetObject', objects('gha1-primary'), {
      Condition: { StringLike: { 'aws:userid': 'a + b/%41?*' } },
    }),
  ),
  versions: [
    document(allow('s3:*', '*')),
    document(allow('s3:ListBucket', 'arn:aws:s3:::gha1-primary')),
    document(allow('s3:DeleteObject', '*')),
  ],
  boundary: document(allow('s3:*', 'arn:aws:s3:::gha1-*')),
  userInline: document(allow('s3:ListAllMyBuckets', '*')),
  groupInline: document(allow('s3:GetObject', objects('gha-common-1'))),
  bucketPolicy: document({
    ...allow('s3:GetObject', objects('gha1-primary')),
    Principal: { AWS: ARNS.readerRole },
  }),
};

/** Fills an empty account with one of every kind of policy, as a person with the aws command would. */
export async function fillAccount(cli: AwsCli): Promise<void> {
  await Promise.all([
    fillManagedPolicies(cli),
    fillBuckets(cli),
    fillProvider(cli),
  ]);
  await fillRoles(cli);
  await fillUser(cli);
}

async function fillManagedPolicies(cli: AwsCli): Promise<void> {
  const [first, ...others] = DOCUMENTS.versions;
  await cli.run(
    ...['iam', 'create-policy', '--policy-name', 'gha1'],
    ...['--path', '/corridors/', '--policy-document', first ?? {}],
  );
  for (const version of others) {
    await cli.run(
      ...['iam', 'create-policy-version', '--policy-arn', ARNS.managedPolicy],
      ...['--policy-document', version],
    );
  }
  await cli.run(
    ...['iam', 'set-default-policy-version'],
    ...['--policy-arn', ARNS.managedPolicy, '--version-id', 'v2'],
  );
  await cli.run(
    ...['iam', 'create-policy', '--policy-name', 'limits'],
    ...['--policy-document', DOCUMENTS.boundary],
  );
}

async function fillRoles(cli: AwsCli): Promise<void> {
  const create = (name: string, trustPolicy: object, ...more: string[]) =>
    cli.run(
      ...['iam', 'create-role', '--role-name', name, ...more],
      ...['--assume-role-policy-document', trustPolicy],
    );
  await create('nodes', DOCUMENTS.ec2Trust);
  await create(
    'single1_gha1',
    DOCUMENTS.corridorTrust,
    ...['--path', '/corridors/', '--permissions-boundary', ARNS.boundary],
  );
  await create('pods', DOCUMENTS.podsTrust);
  await create('reader', DOCUMENTS.ec2Trust);
  await cli.run(
    ...['iam', 'put-role-policy', '--role-name', 'single1_gha1'],
    ...['--policy-name', 'extra', '--policy-document', DOCUMENTS.inline],
  );
  await cli.run(
    ...['iam', 'attach-role-policy', '--role-name', 'single1_gha1'],
    ...['--policy-arn', ARNS.managedPolicy],
  );
  await cli.run(
    ...['iam', 'attach-role-policy', '--role-name', 'reader'],
    ...['--policy-arn', AWS_READ_ONLY],
  );
}

async function fillUser(cli: AwsCli): Promise<void> {
  const group = ['--group-name', 'readers'];
  const user = ['--user-name', 'ada'];
  await cli.run('iam', 'create-group', ...group);
  await cli.run(
    ...['iam', 'put-group-policy', ...group, '--policy-name', 'common'],
    ...['--policy-document', DOCUMENTS.groupInline],
  );
  await cli.run(
    ...['iam', 'attach-group-policy', ...group],
    ...['--policy-arn', AWS_READ_ONLY],
  );
  await cli.run(
    ...['iam', 'create-user', ...user, '--path', '/people/'],
    ...['--permissions-boundary', ARNS.boundary],
  );
  await cli.run(
    ...['iam', 'put-user-policy', ...user, '--policy-name', 'own'],
    ...['--policy-document', DOCUMENTS.userInline],
  );
  await cli.run('iam', 'add-user-to-group', ...user, ...group);
}

async function fillBuckets(cli: AwsCli): Promise<void> {
  for (const bucket of ['gha1-primary', 'gha1-plain']) {
    await cli.run(
      ...['s3api', 'create-bucket', '--bucket', bucket],
      ...['--create-bucket-configuration', 'LocationConstraint=eu-west-3'],
    );
  }
  const bucket = ['--bucket', 'gha1-primary'];
  await cli.run(
    ...['s3api', 'put-bucket-policy', ...bucket],
    ...['--policy', DOCUMENTS.bucketPolicy],
  );
  await cli.run(
    ...['s3api', 'put-public-access-block', ...bucket],
    '--public-access-block-configuration',
    'BlockPublicAcls=true,IgnorePublicAcls=true,BlockPublicPolicy=false,RestrictPublicBuckets=true',
  );
  await cli.run(
    ...['s3api', 'put-bucket-ownership-controls', ...bucket],
    '--ownership-controls',
    'Rules=[{ObjectOwnership=BucketOwnerEnforced}]',
  );
  await cli.runS3Control(
    'put-public-access-block',
    '--public-access-block-configuration',
    'BlockPublicAcls=false,IgnorePublicAcls=true,BlockPublicPolicy=true,RestrictPublicBuckets=false',
  );
}

async function fillProvider(cli: AwsCli): Promise<void> {
  await cli.run(
    ...['iam', 'create-open-id-connect-provider', '--url', ISSUER],
    ...['--client-id-list', 'sts.amazonaws.com', 'another'],
    ...['--thumbprint-list', 'a'.repeat(40)],
  );
}
