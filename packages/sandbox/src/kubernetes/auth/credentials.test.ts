import { createRemoteJWKSet, customFetch, jwtVerify } from 'jose';
import { RawAnswer, callApi } from '../__testUtils__/apiClient';
import {
  ADMIN_TOKEN,
  STRANGER_TOKEN,
  TestCluster,
  startTestCluster,
} from '../__testUtils__/startTestCluster';

jest.setTimeout(60_000);

let cluster: TestCluster;

afterEach(async () => {
  await cluster.close();
});

const call = (method: string, target: string, body?: unknown) =>
  callApi(cluster, method, target, { token: ADMIN_TOKEN, body });

async function create(target: string, body: unknown): Promise<RawAnswer> {
  const answer = await call('POST', target, body);
  expect(answer).toMatchObject({ code: 201 });
  return answer;
}

describe('credentials', () => {
  beforeEach(async () => {
    cluster = await startTestCluster();
  });

  it.each([
    ['a wrong token', 'nonsense', '/api/v1/pods', 401, 'Unauthorized'],
    [
      'a stranger',
      STRANGER_TOKEN,
      '/api/v1/pods',
      403,
      'pods is forbidden: User "stranger" cannot list resource "pods" in API group "" at the cluster scope',
    ],
    [
      'a stranger at one object',
      STRANGER_TOKEN,
      '/apis/apiextensions.k8s.io/v1/customresourcedefinitions/x',
      403,
      'customresourcedefinitions.apiextensions.k8s.io "x" is forbidden: User "stranger" cannot get resource "customresourcedefinitions" in API group "apiextensions.k8s.io" at the cluster scope',
    ],
    [
      'nobody',
      undefined,
      '/api/v1/pods',
      403,
      'pods is forbidden: User "system:anonymous" cannot list resource "pods" in API group "" at the cluster scope',
    ],
    [
      'nobody at a path',
      undefined,
      '/metrics',
      403,
      'forbidden: User "system:anonymous" cannot get path "/metrics"',
    ],
  ])('refuses %s', async (_title, token, target, code, message) => {
    const answer = await callApi(
      cluster,
      'GET',
      target,
      token === undefined ? {} : { token },
    );
    expect(answer).toMatchObject({
      code,
      json: { kind: 'Status', status: 'Failure', code, message },
    });
  });

  it('lets nobody read health, version and the keys of the issuer', async () => {
    for (const target of [
      '/healthz',
      '/version',
      '/openid/v1/jwks',
      '/.well-known/openid-configuration',
    ]) {
      expect(await callApi(cluster, 'GET', target)).toMatchObject({
        code: 200,
      });
    }
  });

  it('signs tokens that its published keys verify', async () => {
    const { json } = await call(
      'POST',
      '/api/v1/namespaces/default/serviceaccounts/default/token',
      {
        spec: { audiences: ['sts.amazonaws.com'], expirationSeconds: 900 },
      },
    );
    const { token } = (json as { status: { token: string } }).status;
    const fetchKeys = async () => {
      const { text } = await callApi(cluster, 'GET', '/openid/v1/jwks');
      return new Response(text, {
        headers: { 'Content-Type': 'application/json' },
      });
    };
    const keys = createRemoteJWKSet(
      new URL(`${cluster.issuer}/openid/v1/jwks`),
      { [customFetch]: fetchKeys },
    );
    const { payload, protectedHeader } = await jwtVerify(token, keys, {
      issuer: cluster.issuer,
      audience: 'sts.amazonaws.com',
    });
    expect(protectedHeader.alg).toBe('RS256');
    expect(payload.sub).toBe('system:serviceaccount:default:default');
    expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBe(900);
  });

  it.each([
    [
      'is for somebody else',
      { audiences: ['sts.amazonaws.com'] },
      () => undefined,
    ],
    [
      'belongs to an account that is gone',
      { audiences: [] },
      () => call('DELETE', '/api/v1/namespaces/default/serviceaccounts/worker'),
    ],
  ])('takes no token that %s', async (_title, spec, change) => {
    await create('/api/v1/namespaces/default/serviceaccounts', {
      metadata: { name: 'worker' },
    });
    const { json } = await create(
      '/api/v1/namespaces/default/serviceaccounts/worker/token',
      { spec },
    );
    const { token } = (json as { status: { token: string } }).status;
    await change();
    expect(await callApi(cluster, 'GET', '/api', { token })).toMatchObject({
      code: 401,
    });
  });

  it('takes the token of a pod until the pod is gone', async () => {
    const pod = {
      metadata: { name: 'job' },
      spec: { containers: [{ name: 'c', image: 'i' }] },
    };
    await create('/api/v1/namespaces/default/pods', pod);
    const { json } = await create(
      '/api/v1/namespaces/default/serviceaccounts/default/token',
      {
        spec: {
          boundObjectRef: { kind: 'Pod', apiVersion: 'v1', name: 'job' },
        },
      },
    );
    const { token } = (json as { status: { token: string } }).status;
    expect(await callApi(cluster, 'GET', '/api', { token })).toMatchObject({
      code: 200,
    });
    await call('DELETE', '/api/v1/namespaces/default/pods/job');
    expect(await callApi(cluster, 'GET', '/api', { token })).toMatchObject({
      code: 401,
    });
  });
});

describe('time', () => {
  it('takes no token after its time', async () => {
    let now = new Date('2026-01-01T00:00:00Z');
    cluster = await startTestCluster({ clock: () => now });
    const { json } = await create(
      '/api/v1/namespaces/default/serviceaccounts/default/token',
      {
        spec: { expirationSeconds: 600 },
      },
    );
    const { token } = (json as { status: { token: string } }).status;
    now = new Date('2026-01-01T00:09:59Z');
    expect(await callApi(cluster, 'GET', '/api', { token })).toMatchObject({
      code: 200,
    });
    now = new Date('2026-01-01T00:10:01Z');
    expect(await callApi(cluster, 'GET', '/api', { token })).toMatchObject({
      code: 401,
    });
  });
});
