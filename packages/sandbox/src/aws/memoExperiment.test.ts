import {
  AttachRolePolicyCommand,
  CreatePolicyCommand,
  CreateRoleCommand,
} from '@aws-sdk/client-iam';
import {
  CreateBucketCommand,
  ListObjectsV2Command,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import {
  fromInstanceMetadata,
  fromTemporaryCredentials,
} from '@aws-sdk/credential-providers';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import path from 'node:path';
import {
  ACCOUNT,
  EC2_SERVICE,
  REGION,
  ROOT,
  policy,
  refusalOf,
  startTestAws,
} from './__testUtils__/startTestAws';
import type { TestAws, TestCredentials } from './__testUtils__/startTestAws';
import { trust } from './__testUtils__/roles';
import { instanceRoleCredentials, startInstanceMetadata } from './metadata';
import type { RunningInstanceMetadata } from './metadata';
import { seedMemoExperiment } from './seed';
import type { MemoExperiment } from './seed';

const BUCKETS = { gha1: 'gha1-primary-1', gha2: 'gha2-primary-1' } as const;

let test: TestAws;
let metadata: RunningInstanceMetadata;
let experiment: MemoExperiment;
let node: TestCredentials;

const seed = () =>
  seedMemoExperiment({
    connection: {
      endpoint: test.aws.url,
      ca: test.authority.caPem,
      region: REGION,
      credentials: ROOT,
    },
    accountId: ACCOUNT,
    keyFile: path.join(test.stateDir, 'keys.json'),
  });

/** A corridor as its manifests would make it: exact ARNs, of this account's buckets only. */
async function createCorridor(name: keyof typeof BUCKETS) {
  const bucket = BUCKETS[name];
  const s3 = test.s3(ROOT);
  const iam = test.iam(ROOT);
  await s3.send(
    new CreateBucketCommand({
      Bucket: bucket,
      CreateBucketConfiguration: { LocationConstraint: REGION },
    }),
  );
  await s3.send(
    new PutObjectCommand({
      Bucket: bucket,
      Key: `${name}_primary1_content/file`,
      Body: name,
    }),
  );
  const RoleName = `single1_${name}`;
  const Path = '/corridors/';
  await iam.send(
    new CreatePolicyCommand({
      PolicyName: RoleName,
      Path,
      PolicyDocument: policy({
        Effect: 'Allow',
        Action: 's3:ListBucket',
        Resource: `arn:aws:s3:::${bucket}`,
        Condition: { StringEquals: { 'aws:ResourceAccount': ACCOUNT } },
      }),
    }),
  );
  await iam.send(
    new CreateRoleCommand({
      RoleName,
      Path,
      PermissionsBoundary: experiment.permissionsBoundaryArn,
      AssumeRolePolicyDocument: trust({ AWS: experiment.nodeRoleArn }),
    }),
  );
  await iam.send(
    new AttachRolePolicyCommand({
      RoleName,
      PolicyArn: `arn:aws:iam::${ACCOUNT}:policy${Path}${RoleName}`,
    }),
  );
}

beforeEach(async () => {
  test = await startTestAws();
  experiment = await seed();
  await createCorridor('gha1');
  await createCorridor('gha2');
  metadata = await startInstanceMetadata({
    port: 0,
    roleName: experiment.nodeRoleName,
    credentialsFor: instanceRoleCredentials({
      endpoint: test.aws.url,
      ca: test.authority.caPem,
      region: REGION,
      serviceAccessKey: EC2_SERVICE,
      roleArn: experiment.nodeRoleArn,
      instanceId: 'i-0123456789abcdef0',
    }),
  });
  process.env.AWS_EC2_METADATA_SERVICE_ENDPOINT = metadata.url;
  node = await fromInstanceMetadata()();
});

afterEach(async () => {
  delete process.env.AWS_EC2_METADATA_SERVICE_ENDPOINT;
  await metadata.close();
  await test.remove();
});

/** `credential_source = Ec2InstanceMetadata` of an AWS profile: the node's credentials, switched to a role. */
const switchTo = (roleName: string): Promise<TestCredentials> =>
  fromTemporaryCredentials({
    masterCredentials: node,
    params: {
      RoleArn: `arn:aws:iam::${ACCOUNT}:role/corridors/${roleName}`,
      RoleSessionName: 'memo',
    },
    clientConfig: {
      endpoint: test.aws.url,
      region: REGION,
      requestHandler: new NodeHttpHandler({ httpsAgent: test.agent }),
    },
  })();

async function list(credentials: TestCredentials, Bucket: string) {
  try {
    const { CommonPrefixes } = await test
      .s3(credentials)
      .send(new ListObjectsV2Command({ Bucket, Delimiter: '/' }));
    return CommonPrefixes?.map(each => each.Prefix).join();
  } catch (error) {
    return (error as Error).name;
  }
}

it.each([
  ['node', 'gha-common-1', 'gha_common_content/'],
  ['node', 'gha1-primary-1', 'AccessDenied'],
  ['node', 'gha2-primary-1', 'AccessDenied'],
  ['single1_gha1', 'gha1-primary-1', 'gha1_primary1_content/'],
  ['single1_gha1', 'gha2-primary-1', 'AccessDenied'],
  ['single1_gha1', 'gha-common-1', 'AccessDenied'],
  ['single1_gha2', 'gha2-primary-1', 'gha2_primary1_content/'],
  ['single1_gha2', 'gha1-primary-1', 'AccessDenied'],
  ['single1_gha2', 'gha-common-1', 'AccessDenied'],
])('%s lists %s: %s', async (identity, bucket, expected) => {
  const credentials = identity === 'node' ? node : await switchTo(identity);
  expect(await list(credentials, bucket)).toBe(expected);
});

it('tells a bucket that does not exist from one that is denied', async () => {
  expect(await list(node, 'gha2-primary1')).toBe('NoSuchBucket');
});

it('lets the node switch to the roles of corridors, and to nothing else', async () => {
  await expect(switchTo('single1_gha1')).resolves.toBeDefined();
  expect((await refusalOf(switchTo('single1_nobody'))).code).toMatch(
    /AccessDenied/,
  );
});

it('can be seeded again, and keeps the keys that it made', async () => {
  const again = await seed();
  expect(again).toEqual(experiment);
  await expect(list(node, 'gha-common-1')).resolves.toBe('gha_common_content/');
});

it('lets the portal put the canary, and nothing else', async () => {
  const portal = test.s3(experiment.portal);
  const put = (Key: string) =>
    portal.send(new PutObjectCommand({ Bucket: BUCKETS.gha1, Key, Body: 'x' }));
  await expect(put('.corridors/canary')).resolves.toBeDefined();
  expect(await refusalOf(put('other'))).toMatchObject({ code: 'AccessDenied' });
});
