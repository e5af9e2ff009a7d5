import {
  AuthorizationV1Api,
  CoreV1Api,
  KubeConfig,
} from '@kubernetes/client-node';
import { refusalOf } from '../__testUtils__/clientNode';
import {
  ContractCluster,
  openContractCluster,
} from '../__testUtils__/contractCluster';

jest.setTimeout(60_000);

const NAMESPACE = `contract-access-${process.pid}`;

let cluster: ContractCluster;
let core: CoreV1Api;

beforeAll(async () => {
  cluster = await openContractCluster();
  core = cluster.config.makeApiClient(CoreV1Api);
  await core.createNamespace({ body: { metadata: { name: NAMESPACE } } });
});

afterAll(async () => {
  await core.deleteNamespace({ name: NAMESPACE });
  await cluster.close();
});

describe('access', () => {
  it('gives tokens to service accounts that the API itself takes', async () => {
    const { status } = await core.createNamespacedServiceAccountToken({
      namespace: NAMESPACE,
      name: 'default',
      body: { spec: { audiences: [], expirationSeconds: 600 } },
    });
    expect(status?.expirationTimestamp).toBeInstanceOf(Date);

    const config = cluster.config.getCurrentCluster();
    const asAccount = new KubeConfig();
    asAccount.loadFromOptions({
      clusters: [{ ...config, name: 'c' }],
      users: [{ name: 'u', token: status?.token }],
      contexts: [{ name: 'x', cluster: 'c', user: 'u' }],
      currentContext: 'x',
    });
    const user = `system:serviceaccount:${NAMESPACE}:default`;
    expect(
      await refusalOf(
        asAccount
          .makeApiClient(CoreV1Api)
          .listNamespacedSecret({ namespace: NAMESPACE }),
      ),
    ).toMatchObject({
      code: 403,
      status: {
        reason: 'Forbidden',
        message: `secrets is forbidden: User "${user}" cannot list resource "secrets" in API group "" in the namespace "${NAMESPACE}"`,
      },
    });
  });

  it('refuses tokens of less than ten minutes', async () => {
    const call = core.createNamespacedServiceAccountToken({
      namespace: NAMESPACE,
      name: 'default',
      body: { spec: { audiences: ['a'], expirationSeconds: 599 } },
    });
    expect(await refusalOf(call)).toMatchObject({
      code: 422,
      status: {
        message: expect.stringContaining(
          'may not specify a duration less than 10 minutes',
        ),
      },
    });
  });

  it('refuses a token that it did not sign, without a word', async () => {
    const asNobody = new KubeConfig();
    asNobody.loadFromOptions({
      clusters: [{ ...cluster.config.getCurrentCluster(), name: 'c' }],
      users: [{ name: 'u', token: 'not-a-token' }],
      contexts: [{ name: 'x', cluster: 'c', user: 'u' }],
      currentContext: 'x',
    });
    const { code } = await refusalOf(
      asNobody.makeApiClient(CoreV1Api).listNamespace(),
    );
    expect(code).toBe(401);
  });

  it('reviews access', async () => {
    const review = await cluster.config
      .makeApiClient(AuthorizationV1Api)
      .createSelfSubjectAccessReview({
        body: {
          spec: {
            resourceAttributes: {
              verb: 'list',
              resource: 'pods',
              namespace: NAMESPACE,
            },
          },
        },
      });
    expect(review.status?.allowed).toBe(true);
  });
});
