import { renderCorridor } from '@corridors/manifests';
import { buildFleet } from '@corridors/model';
import { ListObjectsV2Command } from '@aws-sdk/client-s3';
import { CustomObjectsApi } from '@kubernetes/client-node';
import path from 'node:path';
import { parse } from 'yaml';
import { assume } from '../../aws/__testUtils__/roles';
import {
  ACCOUNT,
  REGION,
  ROOT,
  startTestAws,
} from '../../aws/__testUtils__/startTestAws';
import type { TestAws } from '../../aws/__testUtils__/startTestAws';
import { seedMemoExperiment } from '../../aws/seed';
import {
  ADMIN_TOKEN,
  startTestCluster,
} from '../../kubernetes/__testUtils__/startTestCluster';
import type { TestCluster } from '../../kubernetes/__testUtils__/startTestCluster';
import { testKubeConfig } from './__testUtils__/testKubeConfig';
import { startAck } from './startAck';
import type { RunningAck } from './startAck';

const NAMESPACE = 'corridors-aws';

const ENVIRONMENT = `
apiVersion: corridors.dev/v1alpha1
kind: Environment
metadata: { name: single1 }
spec:
  kubernetes:
    cluster: vpc2-kspray1
    apiServer: { cidrs: [10.0.0.10/32], port: 6443 }
    managerRole: edit-spark
    reservedNamespaces: [argocd]
  aws:
    accountId: "${ACCOUNT}"
    region: ${REGION}
    partition: aws
    rolePath: /corridors/
    roleNamePattern: "{environment}_{corridor}"
    permissionsBoundary: "arn:aws:iam::${ACCOUNT}:policy/corridors/corridors-boundary"
    awsNamespace: ${NAMESPACE}
  provisioner: ack
  identity: { mechanism: assume-role }
  nodeRole: { arn: "arn:aws:iam::${ACCOUNT}:role/single1_instance" }
  sharedBuckets:
    - { name: gha-common-1, accountId: "${ACCOUNT}", nodeRole: read, corridors: read }
  spark: { versions: [3.5.6], operators: [kubeflow] }
  quota: { maximum: { cpu: "64", memory: 256Gi, pods: 200 } }
`;

const corridor = (name: string, more: string) => `
apiVersion: corridors.dev/v1alpha1
kind: Corridor
metadata: { name: ${name} }
spec:
  environment: single1
  owner: group:default/${name}
  buckets:
    - { name: primary, versioning: true, expireAfterDays: 365 }
    - { name: spark, purpose: spark }
  spark: { version: 3.5.6, operator: kubeflow }
  quota: { cpu: "16", memory: 64Gi, pods: 50 }
  ${more}
`;

const FILES = [
  { path: 'environments/single1.yaml', content: ENVIRONMENT },
  {
    path: 'corridors/gha1/corridor.yaml',
    content: corridor(
      'gha1',
      'shares: [{ bucket: primary, with: gha2, access: read }]',
    ),
  },
  {
    path: 'corridors/gha2/corridor.yaml',
    content: corridor(
      'gha2',
      'uses: [{ bucket: gha1-primary, access: read }, { bucket: gha-common-1, access: read }]',
    ),
  },
];

interface Rendered {
  apiVersion: string;
  kind: string;
  metadata: { name: string; namespace: string };
}

const PLURALS: Record<string, string> = {
  Bucket: 'buckets',
  Policy: 'policies',
  Role: 'roles',
};

let aws: TestAws;
let cluster: TestCluster;
let ack: RunningAck;

beforeEach(async () => {
  aws = await startTestAws();
  cluster = await startTestCluster({
    setup: [
      { apiVersion: 'v1', kind: 'Namespace', metadata: { name: NAMESPACE } },
    ],
  });
  const experiment = await seedMemoExperiment({
    connection: {
      endpoint: aws.aws.url,
      ca: aws.authority.caPem,
      region: REGION,
      credentials: ROOT,
    },
    accountId: ACCOUNT,
    keyFile: path.join(aws.stateDir, 'keys.json'),
  });
  ack = startAck({
    kubernetes: { server: cluster.url, token: ADMIN_TOKEN, ca: cluster.caPem },
    aws: {
      endpoint: aws.aws.url,
      ca: aws.authority.caPem,
      region: REGION,
      credentials: experiment.ackController,
    },
    accountId: ACCOUNT,
    retryMilliseconds: 50,
    tickMilliseconds: 25,
  });
});

afterEach(async () => {
  await ack.close();
  await cluster.close();
  await aws.remove();
});

const where = ({ apiVersion, kind, metadata }: Rendered) => {
  const [group = '', version = ''] = apiVersion.split('/');
  const { namespace } = metadata;
  return { group, version, plural: PLURALS[kind] ?? '', namespace };
};

function render(): Rendered[] {
  const fleet = buildFleet(FILES);
  expect(fleet.invalid).toEqual([]);
  return fleet.corridors.flatMap(each =>
    fleet.environments
      .flatMap(environment => renderCorridor(each, environment, fleet))
      .filter(file => file.path.startsWith('aws/'))
      .map(file => parse(file.content) as Rendered),
  );
}

async function waitUntilReady(objects: readonly Rendered[]): Promise<void> {
  const custom = testKubeConfig(cluster).makeApiClient(CustomObjectsApi);
  const deadline = Date.now() + 15_000;
  for (;;) {
    const waiting: string[] = [];
    for (const object of objects) {
      const { name } = object.metadata;
      const found = await custom.getNamespacedCustomObject({
        ...where(object),
        name,
      });
      const conditions: { type: string; status: string; message?: string }[] =
        found.status?.conditions ?? [];
      if (
        !conditions.some(
          each => each.type === 'Ready' && each.status === 'True',
        )
      ) {
        waiting.push(`${object.kind} ${name}: ${JSON.stringify(conditions)}`);
      }
    }
    if (waiting.length === 0) {
      return;
    }
    if (Date.now() > deadline) {
      throw new Error(`Not ready within 15 s:\n${waiting.join('\n')}`);
    }
    await new Promise(resolve => setTimeout(resolve, 50));
  }
}

it('brings rendered corridors to be ready, with the access that they agreed on', async () => {
  const objects = render();
  const custom = testKubeConfig(cluster).makeApiClient(CustomObjectsApi);
  for (const object of objects) {
    await custom.createNamespacedCustomObject({
      ...where(object),
      body: object,
    });
  }
  await waitUntilReady(objects);

  const node = await assume(aws, 'single1_instance');
  const list = async (role: string, Bucket: string) => {
    const credentials = await assume(aws, `corridors/${role}`, { as: node });
    return aws
      .s3(credentials)
      .send(new ListObjectsV2Command({ Bucket }))
      .then(
        () => 'allow',
        error => error.name,
      );
  };
  const buckets = [
    'gha1-primary',
    'gha1-spark',
    'gha2-primary',
    'gha-common-1',
  ];
  const cells = async (role: string) =>
    Promise.all(buckets.map(bucket => list(role, bucket)));
  expect(await cells('single1_gha1')).toEqual([
    'allow',
    'allow',
    'AccessDenied',
    'AccessDenied',
  ]);
  expect(await cells('single1_gha2')).toEqual([
    'allow',
    'AccessDenied',
    'allow',
    'allow',
  ]);
}, 30_000);
