import {
  AttachRolePolicyCommand,
  CreateRoleCommand,
  DeleteRoleCommand,
  GetPolicyVersionCommand,
  GetRoleCommand,
  ListAttachedRolePoliciesCommand,
  ListPolicyVersionsCommand,
  PutRolePolicyCommand,
} from '@aws-sdk/client-iam';
import {
  CreateBucketCommand,
  DeletePublicAccessBlockCommand,
  GetBucketEncryptionCommand,
  GetBucketLifecycleConfigurationCommand,
  GetBucketPolicyCommand,
  GetBucketVersioningCommand,
  GetPublicAccessBlockCommand,
  HeadBucketCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import {
  CoreV1Api,
  CustomObjectsApi,
  PatchStrategy,
  setHeaderOptions,
} from '@kubernetes/client-node';
import path from 'node:path';
import {
  ACCOUNT,
  OTHER_ROOT,
  REGION,
  ROOT,
  policy,
  refusalOf,
  startTestAws,
} from '../../aws/__testUtils__/startTestAws';
import type { TestAws } from '../../aws/__testUtils__/startTestAws';
import { seedMemoExperiment } from '../../aws/seed';
import type { MemoExperiment } from '../../aws/seed';
import {
  ADMIN_TOKEN,
  startTestCluster,
} from '../../kubernetes/__testUtils__/startTestCluster';
import type { TestCluster } from '../../kubernetes/__testUtils__/startTestCluster';
import { testKubeConfig } from './__testUtils__/testKubeConfig';
import { startAck } from './startAck';
import type { RunningAck } from './startAck';

const NAMESPACE = 'corridors-aws';
const BOUNDARY = `arn:aws:iam::${ACCOUNT}:policy/corridors/corridors-boundary`;

let aws: TestAws;
let cluster: TestCluster;
let ack: RunningAck;
let experiment: MemoExperiment;
let custom: CustomObjectsApi;
let now: Date | undefined;

const GROUPS = { Bucket: 's3', Policy: 'iam', Role: 'iam' } as const;
const PLURALS = {
  Bucket: 'buckets',
  Policy: 'policies',
  Role: 'roles',
} as const;
type Kind = keyof typeof GROUPS;

const where = (kind: Kind) => ({
  group: `${GROUPS[kind]}.services.k8s.aws`,
  version: 'v1alpha1',
  plural: PLURALS[kind],
  namespace: NAMESPACE,
});

const create = (
  kind: Kind,
  name: string,
  spec: object,
  annotations: Record<string, string> = {},
) =>
  custom.createNamespacedCustomObject({
    ...where(kind),
    body: {
      apiVersion: `${GROUPS[kind]}.services.k8s.aws/v1alpha1`,
      kind,
      metadata: { name, namespace: NAMESPACE, annotations },
      spec,
    },
  });

const patch = (kind: Kind, name: string, spec: object) =>
  custom.patchNamespacedCustomObject(
    { ...where(kind), name, body: { spec } },
    setHeaderOptions('Content-Type', PatchStrategy.MergePatch),
  );

const remove = (kind: Kind, name: string) =>
  custom.deleteNamespacedCustomObject({ ...where(kind), name });

async function eventually<T>(
  probe: () => Promise<T | undefined | false>,
): Promise<T> {
  const deadline = Date.now() + 8000;
  for (;;) {
    const found = await probe();
    if (found !== undefined && found !== false) {
      return found;
    }
    if (Date.now() > deadline) {
      throw new Error('It did not come to pass within 8 s');
    }
    await new Promise(resolve => setTimeout(resolve, 25));
  }
}

const conditionsOf = async (kind: Kind, name: string) => {
  const object = await custom.getNamespacedCustomObject({
    ...where(kind),
    name,
  });
  const conditions: { type: string; status: string; message?: string }[] =
    object.status?.conditions ?? [];
  return new Map(conditions.map(each => [each.type, each]));
};

const becomes = (kind: Kind, name: string, type: string) =>
  eventually(async () => {
    const found = (await conditionsOf(kind, name)).get(type);
    return found?.status === 'True' && found;
  });

const isGone = (kind: Kind, name: string) =>
  eventually(async () => {
    try {
      await custom.getNamespacedCustomObject({ ...where(kind), name });
      return false;
    } catch (error) {
      return (error as { code?: number }).code === 404;
    }
  });

const DOCUMENT = policy({
  Effect: 'Allow',
  Action: 's3:ListBucket',
  Resource: 'arn:aws:s3:::gha1-primary',
});

const trust = (principal = `arn:aws:iam::${ACCOUNT}:role/single1_instance`) =>
  policy({
    Effect: 'Allow',
    Principal: { AWS: principal },
    Action: 'sts:AssumeRole',
  });

const bucketPolicy = (bucket: string) =>
  policy({
    Effect: 'Deny',
    Principal: '*',
    Action: 's3:*',
    Resource: [`arn:aws:s3:::${bucket}`, `arn:aws:s3:::${bucket}/*`],
    Condition: { Bool: { 'aws:SecureTransport': 'false' } },
  });

const roleSpec = {
  name: 'single1_gha1',
  path: '/corridors/',
  assumeRolePolicyDocument: trust(),
  permissionsBoundary: BOUNDARY,
  policyRefs: [{ from: { name: 'gha1' } }],
  tags: [{ key: 'corridor', value: 'gha1' }],
};

const policySpec = {
  name: 'single1_gha1',
  path: '/corridors/',
  policyDocument: DOCUMENT,
};

beforeEach(async () => {
  now = undefined;
  aws = await startTestAws();
  cluster = await startTestCluster({
    setup: [
      { apiVersion: 'v1', kind: 'Namespace', metadata: { name: NAMESPACE } },
    ],
  });
  experiment = await seedMemoExperiment({
    connection: {
      endpoint: aws.aws.url,
      ca: aws.authority.caPem,
      region: REGION,
      credentials: ROOT,
    },
    accountId: ACCOUNT,
    keyFile: path.join(aws.stateDir, 'keys.json'),
  });
  custom = testKubeConfig(cluster).makeApiClient(CustomObjectsApi);
  ack = startAck({
    kubernetes: { server: cluster.url, token: ADMIN_TOKEN, ca: cluster.caPem },
    aws: {
      endpoint: aws.aws.url,
      ca: aws.authority.caPem,
      region: REGION,
      credentials: experiment.ackController,
    },
    accountId: ACCOUNT,
    clock: () => now ?? new Date(),
    retryMilliseconds: 100,
    tickMilliseconds: 25,
  });
});

afterEach(async () => {
  await ack.close();
  await cluster.close();
  await aws.remove();
});

it('makes a bucket with every setting of its spec, and says so', async () => {
  const Bucket = 'gha1-primary';
  await create('Bucket', 'gha1-primary', {
    name: Bucket,
    createBucketConfiguration: { locationConstraint: REGION },
    tagging: { tagSet: [{ key: 'corridor', value: 'gha1' }] },
    versioning: { status: 'Enabled' },
    encryption: {
      rules: [
        {
          applyServerSideEncryptionByDefault: { sseAlgorithm: 'AES256' },
          bucketKeyEnabled: true,
        },
      ],
    },
    publicAccessBlock: {
      blockPublicACLs: true,
      ignorePublicACLs: true,
      blockPublicPolicy: true,
      restrictPublicBuckets: false,
    },
    ownershipControls: { rules: [{ objectOwnership: 'BucketOwnerEnforced' }] },
    policy: bucketPolicy(Bucket),
    lifecycle: {
      rules: [
        {
          id: 'expire',
          status: 'Enabled',
          filter: { prefix: '' },
          expiration: { days: 365 },
          abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
        },
      ],
    },
  });
  await becomes('Bucket', 'gha1-primary', 'Ready');
  await becomes('Bucket', 'gha1-primary', 'ACK.ResourceSynced');
  const object = await custom.getNamespacedCustomObject({
    ...where('Bucket'),
    name: Bucket,
  });
  expect(object.status.ackResourceMetadata).toEqual({
    arn: `arn:aws:s3:::${Bucket}`,
    ownerAccountID: ACCOUNT,
    region: REGION,
    partition: 'aws',
  });

  const s3 = aws.s3(ROOT);
  const block = await s3.send(new GetPublicAccessBlockCommand({ Bucket }));
  expect(block.PublicAccessBlockConfiguration?.RestrictPublicBuckets).toBe(
    false,
  );
  const encryption = await s3.send(new GetBucketEncryptionCommand({ Bucket }));
  expect(
    encryption.ServerSideEncryptionConfiguration?.Rules?.[0]?.BucketKeyEnabled,
  ).toBe(true);
  expect(
    (await s3.send(new GetBucketVersioningCommand({ Bucket }))).Status,
  ).toBe('Enabled');
  expect((await s3.send(new GetBucketPolicyCommand({ Bucket }))).Policy).toBe(
    bucketPolicy(Bucket),
  );
  const lifecycle = await s3.send(
    new GetBucketLifecycleConfigurationCommand({ Bucket }),
  );
  expect(lifecycle.Rules).toEqual([
    expect.objectContaining({
      ID: 'expire',
      Expiration: { Days: 365 },
      AbortIncompleteMultipartUpload: { DaysAfterInitiation: 7 },
    }),
  ]);
});

it('makes a role once the policy that it refers to exists, and attaches it', async () => {
  await create('Role', 'gha1', roleSpec);
  await becomes('Role', 'gha1', 'ACK.Recoverable');
  await create('Policy', 'gha1', policySpec);
  await becomes('Policy', 'gha1', 'Ready');
  await becomes('Role', 'gha1', 'ACK.ReferencesResolved');
  const iam = aws.iam(ROOT);
  const { Role } = await iam.send(
    new GetRoleCommand({ RoleName: 'single1_gha1' }),
  );
  expect(Role).toMatchObject({
    Arn: `arn:aws:iam::${ACCOUNT}:role/corridors/single1_gha1`,
    PermissionsBoundary: { PermissionsBoundaryArn: BOUNDARY },
  });
  const { AttachedPolicies } = await iam.send(
    new ListAttachedRolePoliciesCommand({ RoleName: 'single1_gha1' }),
  );
  expect(AttachedPolicies).toEqual([
    {
      PolicyName: 'single1_gha1',
      PolicyArn: `arn:aws:iam::${ACCOUNT}:policy/corridors/single1_gha1`,
    },
  ]);
});

it('follows a spec that changes: a new default version, and never more than five', async () => {
  await create('Policy', 'gha1', policySpec);
  await becomes('Policy', 'gha1', 'Ready');
  const PolicyArn = `arn:aws:iam::${ACCOUNT}:policy/corridors/single1_gha1`;
  const iam = aws.iam(ROOT);
  for (let index = 1; index <= 6; index += 1) {
    await patch('Policy', 'gha1', {
      policyDocument: DOCUMENT.replace('primary', `p${index}`),
    });
    await eventually(async () => {
      const { Versions = [] } = await iam.send(
        new ListPolicyVersionsCommand({ PolicyArn }),
      );
      const current = Versions.find(each => each.IsDefaultVersion);
      const { PolicyVersion } = await iam.send(
        new GetPolicyVersionCommand({
          PolicyArn,
          VersionId: current?.VersionId,
        }),
      );
      return decodeURIComponent(PolicyVersion?.Document ?? '').includes(
        `gha1-p${index}`,
      );
    });
  }
  const { Versions } = await iam.send(
    new ListPolicyVersionsCommand({ PolicyArn }),
  );
  expect(Versions).toHaveLength(5);
});

it('leaves alone what was changed in AWS by hand, until the resync comes', async () => {
  const Bucket = 'gha1-primary';
  const PublicAccessBlock = {
    blockPublicACLs: true,
    ignorePublicACLs: true,
    blockPublicPolicy: true,
    restrictPublicBuckets: true,
  };
  await create('Bucket', Bucket, {
    name: Bucket,
    publicAccessBlock: PublicAccessBlock,
  });
  await becomes('Bucket', Bucket, 'Ready');
  const s3 = aws.s3(ROOT);
  await s3.send(new DeletePublicAccessBlockCommand({ Bucket }));
  const isRepaired = async () => {
    try {
      await s3.send(new GetPublicAccessBlockCommand({ Bucket }));
      return true;
    } catch (error) {
      if ((error as Error).name === 'NoSuchPublicAccessBlockConfiguration') {
        return false;
      }
      throw error;
    }
  };
  now = new Date(Date.now() + 9.9 * 3600_000);
  // Once another resource is done, the controllers have looked at the clock.
  await create('Bucket', 'gha1-spark', { name: 'gha1-spark' });
  await becomes('Bucket', 'gha1-spark', 'Ready');
  expect(await isRepaired()).toBe(false);
  now = new Date(Date.now() + 10.1 * 3600_000);
  await eventually(isRepaired);
});

it.each([
  ['a role of the account', 'Role'],
  ['a bucket of the account', 'Bucket'],
  ['a bucket of another account', 'foreign Bucket'],
])(
  'never takes over %s that was there before, nor deletes it',
  async (_, what) => {
    const kind = what === 'Role' ? 'Role' : 'Bucket';
    const location = {
      CreateBucketConfiguration: { LocationConstraint: REGION } as const,
    };
    if (what === 'Role') {
      await aws.iam(ROOT).send(
        new CreateRoleCommand({
          RoleName: 'single1_gha1',
          Path: '/corridors/',
          AssumeRolePolicyDocument: trust(),
        }),
      );
      await create('Role', 'gha1', { ...roleSpec, policyRefs: [] });
    } else {
      const owner = what === 'Bucket' ? ROOT : OTHER_ROOT;
      await aws
        .s3(owner)
        .send(new CreateBucketCommand({ Bucket: 'gha1-primary', ...location }));
      await create('Bucket', 'gha1', {
        name: 'gha1-primary',
        versioning: { status: 'Enabled' },
      });
    }
    const condition = await becomes(kind, 'gha1', 'ACK.Terminal');
    expect(condition.message).toContain('already exists');
    await remove(kind, 'gha1');
    await isGone(kind, 'gha1');
    await (what === 'Role'
      ? aws.iam(ROOT).send(new GetRoleCommand({ RoleName: 'single1_gha1' }))
      : aws
          .s3(what === 'Bucket' ? ROOT : OTHER_ROOT)
          .send(new HeadBucketCommand({ Bucket: 'gha1-primary' })));
  },
);

it('deletes a role with all that was put on it, and a policy with its versions', async () => {
  await create('Policy', 'gha1', policySpec);
  await create('Role', 'gha1', roleSpec);
  await becomes('Role', 'gha1', 'Ready');
  const iam = aws.iam(ROOT);
  await iam.send(
    new PutRolePolicyCommand({
      RoleName: 'single1_gha1',
      PolicyName: 'by-hand',
      PolicyDocument: DOCUMENT,
    }),
  );
  await iam.send(
    new AttachRolePolicyCommand({
      RoleName: 'single1_gha1',
      PolicyArn: BOUNDARY,
    }),
  );
  await remove('Role', 'gha1');
  await isGone('Role', 'gha1');
  await remove('Policy', 'gha1');
  await isGone('Policy', 'gha1');
  expect(
    await refusalOf(iam.send(new GetRoleCommand({ RoleName: 'single1_gha1' }))),
  ).toMatchObject({ status: 404 });
});

it.each([
  ['on the resource', true],
  ['on its namespace', false],
])(
  'keeps the bucket when the deletion policy %s says retain',
  async (_, onResource) => {
    if (!onResource) {
      await testKubeConfig(cluster)
        .makeApiClient(CoreV1Api)
        .patchNamespace(
          {
            name: NAMESPACE,
            body: {
              metadata: {
                annotations: {
                  's3.services.k8s.aws/deletion-policy': 'retain',
                },
              },
            },
          },
          setHeaderOptions('Content-Type', PatchStrategy.MergePatch),
        );
    }
    await create(
      'Bucket',
      'gha1-primary',
      { name: 'gha1-primary' },
      onResource ? { 'services.k8s.aws/deletion-policy': 'retain' } : {},
    );
    await becomes('Bucket', 'gha1-primary', 'Ready');
    await remove('Bucket', 'gha1-primary');
    await isGone('Bucket', 'gha1-primary');
    await expect(
      aws.s3(ROOT).send(new HeadBucketCommand({ Bucket: 'gha1-primary' })),
    ).resolves.toBeDefined();
  },
);

it('holds the custom resource back while its bucket is not empty', async () => {
  await create('Bucket', 'gha1-primary', { name: 'gha1-primary' });
  await becomes('Bucket', 'gha1-primary', 'Ready');
  await aws
    .s3(ROOT)
    .send(
      new PutObjectCommand({ Bucket: 'gha1-primary', Key: 'a', Body: 'b' }),
    );
  await remove('Bucket', 'gha1-primary');
  const condition = await becomes('Bucket', 'gha1-primary', 'ACK.Recoverable');
  expect(condition.message).toContain('BucketNotEmpty');
});

it('makes a role again that was deleted by hand, when its spec changes', async () => {
  await create('Role', 'gha1', { ...roleSpec, policyRefs: [] });
  await becomes('Role', 'gha1', 'Ready');
  const iam = aws.iam(ROOT);
  await iam.send(new DeleteRoleCommand({ RoleName: 'single1_gha1' }));
  await patch('Role', 'gha1', { description: 'again' });
  await expect(
    eventually(async () => {
      try {
        const { Role } = await iam.send(
          new GetRoleCommand({ RoleName: 'single1_gha1' }),
        );
        return Role?.Description;
      } catch {
        return undefined;
      }
    }),
  ).resolves.toBe('again');
});

it('asks for a change of the spec when AWS does not take it, and goes on once it is changed', async () => {
  await create('Role', 'gha1', {
    ...roleSpec,
    policyRefs: [],
    assumeRolePolicyDocument: trust(`arn:aws:iam::${ACCOUNT}:role/nobody`),
  });
  const condition = await becomes('Role', 'gha1', 'ACK.Terminal');
  expect(condition.message).toContain('Invalid principal in policy');
  await patch('Role', 'gha1', { assumeRolePolicyDocument: trust() });
  await becomes('Role', 'gha1', 'Ready');
  expect((await conditionsOf('Role', 'gha1')).has('ACK.Terminal')).toBe(false);
});

it('goes no further than its own rights', async () => {
  await create('Role', 'outside', {
    name: 'admin',
    path: '/',
    assumeRolePolicyDocument: trust(),
  });
  const condition = await becomes('Role', 'outside', 'ACK.Recoverable');
  expect(condition.message).toContain(
    'because no identity-based policy allows the iam:',
  );
});

it('deletes what it had made when it got no further', async () => {
  await create('Bucket', 'gha1', {
    name: 'gha1-primary',
    policy: policy({
      Effect: 'Allow',
      Principal: { AWS: `arn:aws:iam::${ACCOUNT}:role/later` },
      Action: 's3:ListBucket',
      Resource: 'arn:aws:s3:::gha1-primary',
    }),
  });
  const condition = await becomes('Bucket', 'gha1', 'ACK.Recoverable');
  expect(condition.message).toContain('Invalid principal in policy');
  await remove('Bucket', 'gha1');
  await isGone('Bucket', 'gha1');
  expect(
    await refusalOf(
      aws.s3(ROOT).send(new HeadBucketCommand({ Bucket: 'gha1-primary' })),
    ),
  ).toMatchObject({ status: 404 });
});
