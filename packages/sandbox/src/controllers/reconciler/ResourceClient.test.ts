import {
  ADMIN_TOKEN,
  startTestCluster,
  TestCluster,
} from '../../kubernetes/__testUtils__/startTestCluster';
import { createKubeConfig } from '../cluster';
import { ResourceClient } from './ResourceClient';

let cluster: TestCluster;
let client: ResourceClient;

beforeEach(async () => {
  cluster = await startTestCluster();
  client = new ResourceClient(
    createKubeConfig({
      server: cluster.url,
      token: ADMIN_TOKEN,
      caPem: cluster.caPem,
    }),
    'test',
  );
});

afterEach(() => cluster.close());

const metadata = (name: string) => ({ name, namespace: 'default' });

it.each([
  [
    'from',
    {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: metadata('policy'),
      spec: {
        podSelector: {},
        policyTypes: ['Ingress'],
        ingress: [{ from: [{ podSelector: {} }] }],
      },
    },
  ],
  [
    'default',
    {
      apiVersion: 'v1',
      kind: 'LimitRange',
      metadata: metadata('limits'),
      spec: { limits: [{ type: 'Container', default: { memory: '1Gi' } }] },
    },
  ],
])('keeps the field %s, a word of the language', async (_, manifest) => {
  await client.create(manifest);
  const live = await client.read(manifest);
  expect(live?.spec).toEqual(manifest.spec);
});

it('says in the words of the server why it refused', async () => {
  const manifest = {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'lost', namespace: 'nowhere' },
  };
  await expect(client.create(manifest)).rejects.toMatchObject({
    code: 404,
    body: expect.stringContaining('namespaces \\"nowhere\\" not found'),
  });
});

it('reads nothing where there is nothing', async () => {
  expect(
    await client.read({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: metadata('absent'),
    }),
  ).toBeUndefined();
});
