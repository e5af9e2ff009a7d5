import {
  CreateOpenIDConnectProviderCommand,
  CreateRoleCommand,
  PutRolePolicyCommand,
} from '@aws-sdk/client-iam';
import { CreateBucketCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import path from 'node:path';
import { instanceRoleCredentials, startInstanceMetadata } from '../../../aws';
import {
  ACCOUNT,
  EC2_SERVICE,
  REGION,
  ROOT,
  TestAws,
  policy,
  startTestAws,
} from '../../../aws/__testUtils__/startTestAws';
import { IDENTITY_WEBHOOK } from '../../../kubernetes';
import { callApi } from '../../../kubernetes/__testUtils__/apiClient';
import {
  ADMIN_TOKEN,
  TestCluster,
  startTestCluster,
} from '../../../kubernetes/__testUtils__/startTestCluster';
import { Kubelet, startKubelet } from '../../kubelet';
import { sparkPrograms } from '../driver/sparkPrograms';
import { SparkOperator, startSparkOperator } from '../startSparkOperator';

export const NODE_ROLE = `arn:aws:iam::${ACCOUNT}:role/node`;
export const CORRIDOR_ROLE = `arn:aws:iam::${ACCOUNT}:role/gha1`;
export const BUCKET = 'gha1-primary';
const NAMESPACE = 'gha1';
const ISSUER = 'https://oidc.example/cluster';

const rbac = (kind: string, name: string, rest: object) => ({
  apiVersion: 'rbac.authorization.k8s.io/v1',
  kind,
  metadata: { name, namespace: NAMESPACE },
  ...rest,
});

/** What a corridor's namespace holds, and the operator's rights. */
const setup = [
  { apiVersion: 'v1', kind: 'Namespace', metadata: { name: NAMESPACE } },
  {
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind: 'MutatingWebhookConfiguration',
    metadata: { name: IDENTITY_WEBHOOK },
  },
  {
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: {
      name: NAMESPACE,
      namespace: NAMESPACE,
      annotations: { 'eks.amazonaws.com/role-arn': CORRIDOR_ROLE },
    },
  },
  rbac('Role', 'driver', {
    rules: [
      {
        apiGroups: [''],
        resources: ['pods', 'configmaps', 'services'],
        verbs: [
          'get',
          'list',
          'watch',
          'create',
          'update',
          'patch',
          'delete',
          'deletecollection',
        ],
      },
    ],
  }),
  rbac('RoleBinding', 'driver', {
    roleRef: {
      apiGroup: 'rbac.authorization.k8s.io',
      kind: 'Role',
      name: 'driver',
    },
    subjects: [
      { kind: 'ServiceAccount', name: NAMESPACE, namespace: NAMESPACE },
    ],
  }),
  {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRole',
    metadata: { name: 'spark-operator' },
    rules: [
      {
        apiGroups: ['sparkoperator.k8s.io'],
        resources: ['sparkapplications', 'sparkapplications/status'],
        verbs: ['get', 'list', 'watch', 'update', 'patch'],
      },
      {
        apiGroups: [''],
        resources: ['pods', 'services', 'configmaps', 'events'],
        verbs: ['get', 'list', 'watch', 'create', 'update', 'patch', 'delete'],
      },
    ],
  },
  {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRoleBinding',
    metadata: { name: 'spark-operator' },
    roleRef: {
      apiGroup: 'rbac.authorization.k8s.io',
      kind: 'ClusterRole',
      name: 'spark-operator',
    },
    subjects: [
      {
        apiGroup: 'rbac.authorization.k8s.io',
        kind: 'User',
        name: 'spark-operator',
      },
    ],
  },
];

async function seedAws(aws: TestAws): Promise<void> {
  const iam = aws.iam(ROOT);
  const s3 = aws.s3(ROOT);
  const provider = ISSUER.replace('https://', '');
  const federated = `arn:aws:iam::${ACCOUNT}:oidc-provider/${provider}`;
  await s3.send(new CreateBucketCommand({ Bucket: BUCKET }));
  await s3.send(
    new PutObjectCommand({ Bucket: BUCKET, Key: 'in/a.json', Body: '{"a":1}' }),
  );
  await iam.send(
    new CreateOpenIDConnectProviderCommand({
      Url: ISSUER,
      ClientIDList: ['sts.amazonaws.com'],
    }),
  );
  await iam.send(
    new CreateRoleCommand({
      RoleName: 'node',
      AssumeRolePolicyDocument: policy({
        Effect: 'Allow',
        Principal: { Service: 'ec2.amazonaws.com' },
        Action: 'sts:AssumeRole',
      }),
    }),
  );
  await iam.send(
    new PutRolePolicyCommand({
      RoleName: 'node',
      PolicyName: 'switch',
      PolicyDocument: policy({
        Effect: 'Allow',
        Action: 'sts:AssumeRole',
        Resource: CORRIDOR_ROLE,
      }),
    }),
  );
  await iam.send(
    new CreateRoleCommand({
      RoleName: 'gha1',
      AssumeRolePolicyDocument: policy(
        {
          Effect: 'Allow',
          Principal: { AWS: NODE_ROLE },
          Action: 'sts:AssumeRole',
        },
        {
          Effect: 'Allow',
          Principal: { Federated: federated },
          Action: 'sts:AssumeRoleWithWebIdentity',
          Condition: {
            StringEquals: {
              [`${provider}:aud`]: 'sts.amazonaws.com',
              [`${provider}:sub`]: `system:serviceaccount:${NAMESPACE}:${NAMESPACE}`,
            },
          },
        },
      ),
    }),
  );
  await iam.send(
    new PutRolePolicyCommand({
      RoleName: 'gha1',
      PolicyName: 'bucket',
      PolicyDocument: policy({
        Effect: 'Allow',
        Action: ['s3:ListBucket', 's3:GetObject', 's3:PutObject'],
        Resource: [`arn:aws:s3:::${BUCKET}`, `arn:aws:s3:::${BUCKET}/*`],
      }),
    }),
  );
}

/** A cluster with a node and the Spark operator beside an AWS account with a corridor's role and bucket. */
export interface SparkWorld {
  readonly cluster: TestCluster;
  readonly aws: TestAws;
  call(
    method: string,
    target: string,
    body?: unknown,
    contentType?: string,
  ): ReturnType<typeof callApi>;
  /** Ends the node's kubelet and starts it again on the same state. */
  restartKubelet(): Promise<void>;
  close(): Promise<void>;
}

/** Starts all of it over real HTTP. */
export async function startSparkWorld(): Promise<SparkWorld> {
  const cluster = await startTestCluster({
    issuer: ISSUER,
    region: REGION,
    setup,
    users: [
      { name: 'admin', token: ADMIN_TOKEN, groups: ['system:masters'] },
      { name: 'spark-operator', token: 'operator-token' },
      {
        name: 'system:node:node-1',
        token: 'node-token',
        groups: ['system:nodes'],
      },
    ],
  });
  const aws = await startTestAws({
    fetchJwks: async () =>
      JSON.parse((await callApi(cluster, 'GET', '/openid/v1/jwks')).text),
  });
  await seedAws(aws);
  const metadata = await startInstanceMetadata({
    port: 0,
    roleName: 'node',
    credentialsFor: instanceRoleCredentials({
      endpoint: aws.aws.url,
      ca: aws.authority.caPem,
      region: REGION,
      serviceAccessKey: EC2_SERVICE,
      roleArn: NODE_ROLE,
      instanceId: 'i-0123456789abcdef0',
    }),
  });
  const connection = (token: string) => ({
    server: cluster.url,
    caPem: cluster.caPem,
    token,
  });
  const start = (): Promise<Kubelet> =>
    startKubelet({
      kubernetes: connection('node-token'),
      nodeName: 'node-1',
      logDir: path.join(cluster.dir, 'logs'),
      programs: sparkPrograms({
        region: REGION,
        endpoints: { s3: aws.aws.url, sts: aws.aws.url },
        caPem: aws.authority.caPem,
        instanceMetadataUrl: metadata.url,
        batchIntervalMs: 100,
      }),
    });
  let kubelet = await start();
  const operator: SparkOperator = startSparkOperator({
    kubernetes: connection('operator-token'),
  });
  return {
    cluster,
    aws,
    call: (method, target, body, contentType) =>
      callApi(cluster, method, target, {
        token: ADMIN_TOKEN,
        body,
        ...(contentType === undefined ? {} : { contentType }),
      }),
    async restartKubelet() {
      await kubelet.close();
      kubelet = await start();
    },
    async close() {
      await operator.close();
      await kubelet.close();
      await metadata.close();
      await aws.remove();
      await cluster.close();
    },
  };
}
