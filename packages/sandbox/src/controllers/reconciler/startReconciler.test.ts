import {
  TestGithub,
  REPOSITORY,
  startTestGithub,
} from '../../github/__testUtils__/startTestGithub';
import { callApi } from '../../kubernetes/__testUtils__/apiClient';
import { eventually } from '../../kubernetes/__testUtils__/eventually';
import {
  ADMIN_TOKEN,
  TestCluster,
  startTestCluster,
} from '../../kubernetes/__testUtils__/startTestCluster';
import { Reconciler, startReconciler } from './startReconciler';

jest.setTimeout(60_000);

const CLUSTER = 'vpc2-kspray1';

const environment = `kind: Environment
metadata: { name: single1 }
spec: { kubernetes: { cluster: ${CLUSTER} }, aws: { awsNamespace: corridors-aws } }
`;
const namespaceYaml = (name: string) => `apiVersion: v1
kind: Namespace
metadata: { name: ${name}, labels: { app.kubernetes.io/managed-by: corridors } }
`;
const configMapYaml = (
  namespace: string,
  value: string,
  annotations = '{}',
) => `apiVersion: v1
kind: ConfigMap
metadata: { name: corridor-connection, namespace: ${namespace}, annotations: ${annotations} }
data: { value: "${value}" }
`;
const bucketYaml = `apiVersion: s3.services.k8s.aws/v1alpha1
kind: Bucket
metadata:
  name: gha1-primary
  namespace: corridors-aws
  annotations: { argocd.argoproj.io/sync-options: Prune=confirm }
spec: { name: gha1-primary }
`;

let github: TestGithub;
let cluster: TestCluster;
let reconciler: Reconciler;
let log: string[];

const setup = ['argocd', 'corridors-aws'].map(name => ({
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name },
}));

const call = (
  method: string,
  target: string,
  body?: unknown,
  contentType?: string,
) =>
  callApi(cluster, method, target, {
    token: ADMIN_TOKEN,
    body,
    ...(contentType === undefined ? {} : { contentType }),
  });

/** Commits files to main; a file without content is removed. */
async function commit(
  files: Readonly<Record<string, string | null>>,
): Promise<void> {
  const { git } = github.author.rest;
  const { data: head } = await git.getRef({ ...REPOSITORY, ref: 'heads/main' });
  const { data: parent } = await git.getCommit({
    ...REPOSITORY,
    commit_sha: head.object.sha,
  });
  const { data: tree } = await git.createTree({
    ...REPOSITORY,
    base_tree: parent.tree.sha,
    tree: Object.entries(files).map(([path, content]) => ({
      path,
      mode: '100644' as const,
      type: 'blob' as const,
      ...(content === null ? { sha: null } : { content }),
    })),
  });
  const { data: created } = await git.createCommit({
    ...REPOSITORY,
    message: 'Change',
    tree: tree.sha,
    parents: [head.object.sha],
  });
  await git.updateRef({ ...REPOSITORY, ref: 'heads/main', sha: created.sha });
}

const corridor = (name: string, value = '1'): Record<string, string> => ({
  [`corridors/${name}/corridor.yaml`]: 'spec: { environment: single1 }\n',
  [`corridors/${name}/kubernetes/namespace.yaml`]: namespaceYaml(name),
  [`corridors/${name}/kubernetes/connection.yaml`]: configMapYaml(name, value),
});

const valueOf = async (namespace: string) =>
  (
    (
      await call(
        'GET',
        `/api/v1/namespaces/${namespace}/configmaps/corridor-connection`,
      )
    ).json as {
      data?: { value: string };
    }
  ).data?.value;

const start = (token = 'reconciler-token', clock = () => new Date()) =>
  startReconciler({
    clock,
    kubernetes: { server: cluster.url, caPem: cluster.caPem, token },
    cluster: CLUSTER,
    github: {
      apiBaseUrl: github.github.apiBaseUrl,
      repository: `${REPOSITORY.owner}/${REPOSITORY.repo}`,
      token: 'reader-token',
    },
    pollIntervalMs: 50,
    log: message => log.push(message),
  });

beforeEach(async () => {
  log = [];
  github = await startTestGithub();
  cluster = await startTestCluster({
    setup,
    users: [
      { name: 'admin', token: ADMIN_TOKEN, groups: ['system:masters'] },
      {
        name: 'gitops-reconciler',
        token: 'reconciler-token',
        groups: ['system:masters'],
      },
      { name: 'weak', token: 'weak-token' },
    ],
  });
  reconciler = start();
});

afterEach(async () => {
  await reconciler.close();
  await github.close();
  await cluster.close();
});

it('applies what is merged, and what is changed', async () => {
  await commit({
    'environments/single1.yaml': environment,
    ...corridor('gha1'),
    'corridors/gha1/aws/bucket.yaml': bucketYaml,
  });
  await eventually(async () => expect(await valueOf('gha1')).toBe('1'));
  await eventually(async () =>
    expect(
      await call(
        'GET',
        '/apis/s3.services.k8s.aws/v1alpha1/namespaces/corridors-aws/buckets/gha1-primary',
      ),
    ).toMatchObject({ code: 200 }),
  );
  await commit({
    'corridors/gha1/kubernetes/connection.yaml': configMapYaml('gha1', '2'),
  });
  await eventually(async () => expect(await valueOf('gha1')).toBe('2'));
});

it('leaves corridors of other clusters alone', async () => {
  await commit({
    'environments/single1.yaml': environment,
    'environments/far.yaml': environment
      .replace('single1', 'far')
      .replace(CLUSTER, 'another'),
    ...corridor('gha1'),
    ...corridor('far1'),
    'corridors/far1/corridor.yaml': 'spec: { environment: far }\n',
  });
  await eventually(async () => expect(await valueOf('gha1')).toBe('1'));
  expect(await call('GET', '/api/v1/namespaces/far1')).toMatchObject({
    code: 404,
  });
});

it('changes nothing when nothing changed', async () => {
  await commit({
    'environments/single1.yaml': environment,
    ...corridor('gha1'),
  });
  await eventually(async () => expect(await valueOf('gha1')).toBe('1'));
  const version = (await call('GET', '/api/v1/namespaces/gha1')).json;
  await commit({ 'README.md': 'another text\n' });
  await reconciler.close();
  reconciler = start();
  await commit({
    'corridors/gha1/kubernetes/connection.yaml': configMapYaml('gha1', '2'),
  });
  await eventually(async () => expect(await valueOf('gha1')).toBe('2'));
  expect((await call('GET', '/api/v1/namespaces/gha1')).json).toEqual(version);
});

it('removes what no file wants any more, and holds what must be confirmed', async () => {
  await commit({
    'environments/single1.yaml': environment,
    ...corridor('gha1'),
    'corridors/gha1/aws/bucket.yaml': bucketYaml,
  });
  await eventually(async () => expect(await valueOf('gha1')).toBe('1'));
  await commit({
    'corridors/gha1/corridor.yaml': null,
    'corridors/gha1/kubernetes/namespace.yaml': null,
    'corridors/gha1/kubernetes/connection.yaml': null,
    'corridors/gha1/aws/bucket.yaml': null,
  });
  await eventually(async () =>
    expect(await call('GET', '/api/v1/namespaces/gha1')).toMatchObject({
      code: 404,
    }),
  );
  expect(
    await call(
      'GET',
      '/apis/s3.services.k8s.aws/v1alpha1/namespaces/corridors-aws/buckets/gha1-primary',
    ),
  ).toMatchObject({ code: 200 });
  expect(log.join('\n')).toContain(
    'Bucket gha1-primary is no longer wanted and waits for somebody to confirm',
  );
});

it.each([
  ['the environment is not readable', { 'environments/single1.yaml': '{' }],
  [
    'the specification is not readable',
    { 'corridors/gha1/corridor.yaml': 'spec: [' },
  ],
])('removes nothing when %s', async (_title, broken) => {
  await commit({
    'environments/single1.yaml': environment,
    ...corridor('gha1'),
  });
  await eventually(async () => expect(await valueOf('gha1')).toBe('1'));
  await commit({
    ...broken,
    'corridors/gha1/kubernetes/connection.yaml': null,
  });
  await commit({
    'environments/other.yaml': environment.replace('single1', 'other'),
    ...corridor('gha2'),
    'corridors/gha2/corridor.yaml': 'spec: { environment: other }\n',
  });
  await eventually(async () => expect(await valueOf('gha2')).toBe('1'));
  expect(await valueOf('gha1')).toBe('1');
});

it('refuses what corridors have no use for, tells so by an event, and goes on', async () => {
  await commit({
    'environments/single1.yaml': environment,
    ...corridor('gha1'),
    'corridors/gha1/kubernetes/secret.yaml':
      'apiVersion: v1\nkind: Secret\nmetadata: { name: s, namespace: gha1 }\n',
  });
  await eventually(async () => expect(await valueOf('gha1')).toBe('1'));
  expect(await call('GET', '/api/v1/namespaces/gha1/secrets/s')).toMatchObject({
    code: 404,
  });
  await eventually(async () => {
    const { text } = await call('GET', '/api/v1/namespaces/argocd/events');
    expect(text).toContain(
      'corridors/gha1/kubernetes/secret.yaml: kind Secret of v1 is not applied for corridors',
    );
  });
});

it('takes over no namespace that was there before, and puts nothing into it', async () => {
  await call('POST', '/api/v1/namespaces', { metadata: { name: 'gha1' } });
  await commit({
    'environments/single1.yaml': environment,
    ...corridor('gha1'),
    ...corridor('gha2'),
  });
  await eventually(async () => expect(await valueOf('gha2')).toBe('1'));
  const { text } = await call('GET', '/api/v1/namespaces/argocd/events');
  expect(text).toContain(
    'Namespace gha1 exists and was not made for corridor gha1',
  );
  expect(
    (await call('GET', '/api/v1/namespaces/gha1')).json,
  ).not.toHaveProperty(['metadata', 'annotations']);
  expect(await valueOf('gha1')).toBeUndefined();
});

it('takes over no object of another corridor', async () => {
  await commit({
    'environments/single1.yaml': environment,
    ...corridor('gha1'),
    'corridors/gha1/aws/bucket.yaml': bucketYaml,
  });
  const path =
    '/apis/s3.services.k8s.aws/v1alpha1/namespaces/corridors-aws/buckets/gha1-primary';
  await eventually(async () =>
    expect(await call('GET', path)).toMatchObject({ code: 200 }),
  );
  await commit({
    ...corridor('gha2'),
    'corridors/gha2/aws/bucket.yaml': bucketYaml.replace(
      'spec: {',
      'spec: { acl: private,',
    ),
  });
  await eventually(() =>
    expect(log.join('\n')).toContain(
      'Bucket gha1-primary exists and was not made for corridor gha2',
    ),
  );
  expect((await call('GET', path)).json).not.toHaveProperty('spec.acl');
});

it('removes what must be confirmed once somebody did', async () => {
  await commit({
    'environments/single1.yaml': environment,
    ...corridor('gha1'),
    'corridors/gha1/aws/bucket.yaml': bucketYaml,
  });
  const path =
    '/apis/s3.services.k8s.aws/v1alpha1/namespaces/corridors-aws/buckets/gha1-primary';
  await eventually(async () =>
    expect(await call('GET', path)).toMatchObject({ code: 200 }),
  );
  await call(
    'PATCH',
    path,
    {
      metadata: {
        annotations: {
          'argocd.argoproj.io/deletion-approved': '2026-01-01T00:00:00Z',
        },
      },
    },
    'application/merge-patch+json',
  );
  await commit({ 'corridors/gha1/aws/bucket.yaml': null });
  await eventually(async () =>
    expect(await call('GET', path)).toMatchObject({ code: 404 }),
  );
});

it('puts right what drifted', async () => {
  await reconciler.close();
  let now = Date.now();
  reconciler = start('reconciler-token', () => new Date(now));
  await commit({
    'environments/single1.yaml': environment,
    ...corridor('gha1'),
  });
  await eventually(async () => expect(await valueOf('gha1')).toBe('1'));
  await call(
    'PATCH',
    '/api/v1/namespaces/gha1/configmaps/corridor-connection',
    { data: { value: 'by hand' } },
    'application/merge-patch+json',
  );
  now += 60_000;
  await eventually(async () => expect(await valueOf('gha1')).toBe('1'));
});

it('changes what the cluster made in the namespace of a corridor', async () => {
  await commit({
    'environments/single1.yaml': environment,
    ...corridor('gha1'),
    'corridors/gha1/kubernetes/default.yaml':
      'apiVersion: v1\nkind: ServiceAccount\nmetadata: { name: default, namespace: gha1 }\nautomountServiceAccountToken: false\n',
  });
  await eventually(async () =>
    expect(
      (
        await call('GET', '/api/v1/namespaces/gha1/serviceaccounts/default')
      ).json,
    ).toMatchObject({
      automountServiceAccountToken: false,
    }),
  );
});

it('tells by an event what the cluster refuses, and tries again', async () => {
  await commit({
    'environments/single1.yaml': environment,
    ...corridor('gha1'),
    'corridors/gha1/kubernetes/connection.yaml': configMapYaml(
      'gha1',
      'x',
    ).replace('corridor-connection', 'Upper'),
  });
  await eventually(async () => {
    const { text } = await call('GET', '/api/v1/namespaces/argocd/events');
    expect(text).toContain('metadata.name: Invalid value');
    expect(text).toContain('SyncFailed');
  });
  await commit({
    'corridors/gha1/kubernetes/connection.yaml': configMapYaml('gha1', 'y'),
  });
  await eventually(async () => expect(await valueOf('gha1')).toBe('y'));
});

it('goes on after the forge or the cluster was away', async () => {
  await commit({
    'environments/single1.yaml': environment,
    ...corridor('gha1'),
  });
  await eventually(async () => expect(await valueOf('gha1')).toBe('1'));
  cluster.faults.inject({ kind: 'drop' });
  await commit({
    'corridors/gha1/kubernetes/connection.yaml': configMapYaml('gha1', '2'),
  });
  await eventually(() =>
    expect(log.some(line => line.includes('corridors/gha1'))).toBe(true),
  );
  cluster.faults.clear();
  await eventually(async () => expect(await valueOf('gha1')).toBe('2'));
});

it('says what its own credentials may not do', async () => {
  await reconciler.close();
  reconciler = start('weak-token');
  await commit({
    'environments/single1.yaml': environment,
    ...corridor('gha1'),
  });
  await eventually(() =>
    expect(log.join('\n')).toContain('User "weak" cannot list resource'),
  );
});
