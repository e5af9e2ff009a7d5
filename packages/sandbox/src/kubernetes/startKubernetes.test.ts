import { createRemoteJWKSet, customFetch, jwtVerify } from 'jose';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { RawAnswer, callApi } from './__testUtils__/apiClient';
import {
  ADMIN_TOKEN,
  STRANGER_TOKEN,
  TestCluster,
  startTestCluster,
} from './__testUtils__/startTestCluster';
import { KubernetesServer, startKubernetes } from './startKubernetes';

jest.setTimeout(60_000);

let cluster: TestCluster;

afterEach(async () => {
  await cluster.close();
});

const call = (method: string, target: string, body?: unknown) =>
  callApi(cluster, method, target, { token: ADMIN_TOKEN, body });

const configMap = (name: string) => ({ metadata: { name }, data: { a: '1' } });

async function create(target: string, body: unknown): Promise<RawAnswer> {
  const answer = await call('POST', target, body);
  expect(answer).toMatchObject({ code: 201 });
  return answer;
}

/** Lines of a watch that ends by itself. */
function eventsOf(
  answer: RawAnswer,
): { type: string; object: Record<string, unknown> }[] {
  return answer.text
    .split('\n')
    .filter(line => line !== '')
    .map(line => JSON.parse(line));
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

describe('history', () => {
  beforeEach(async () => {
    cluster = await startTestCluster();
  });

  it('tells a watch of a forgotten version so within the stream, and ends it', async () => {
    const before = (
      await create('/api/v1/namespaces/default/configmaps', configMap('a'))
    ).json;
    const version = (before as { metadata: { resourceVersion: string } })
      .metadata.resourceVersion;
    await create('/api/v1/namespaces/default/configmaps', configMap('b'));
    cluster.compact();
    const answer = await call(
      'GET',
      `/api/v1/configmaps?watch=true&resourceVersion=${version}&timeoutSeconds=30`,
    );
    expect(answer.code).toBe(200);
    expect(eventsOf(answer)).toEqual([
      {
        type: 'ERROR',
        object: expect.objectContaining({
          kind: 'Status',
          code: 410,
          reason: 'Expired',
          message: `too old resource version: ${version} (${
            Number(version) + 1
          })`,
        }),
      },
    ]);
  });

  it('answers a page of a forgotten version with 410', async () => {
    await create('/api/v1/namespaces/default/configmaps', configMap('a'));
    const first = await call('GET', '/api/v1/configmaps?limit=1');
    const token = (first.json as { metadata: { continue: string } }).metadata
      .continue;
    expect(first.json).toMatchObject({
      metadata: { remainingItemCount: expect.any(Number) },
    });
    await create('/api/v1/namespaces/default/configmaps', configMap('b'));
    cluster.compact();
    expect(
      await call('GET', `/api/v1/configmaps?limit=1&continue=${token}`),
    ).toMatchObject({
      code: 410,
      json: { reason: 'Expired' },
    });
  });

  it('ends a watch at its time with a bookmark of the newest version', async () => {
    const watching = call(
      'GET',
      '/api/v1/secrets?watch=true&timeoutSeconds=1&allowWatchBookmarks=true',
    );
    const answer = await watching;
    expect(eventsOf(answer).map(event => event.type)).toEqual(['BOOKMARK']);
  });
});

describe('state', () => {
  let restarted: KubernetesServer | undefined;

  afterEach(async () => {
    await restarted?.close();
    restarted = undefined;
  });

  it('keeps objects, versions and signing key over a restart, and forgets the history', async () => {
    const first = await startTestCluster();
    cluster = first;
    const stateDir = first.dir;
    const options = { ...first.options, stateDir };
    const one = await startKubernetes(options);
    const oneAccess = { url: one.url, caPem: first.caPem };
    const created = await callApi(
      oneAccess,
      'POST',
      '/api/v1/namespaces/default/configmaps',
      { token: ADMIN_TOKEN, body: configMap('kept') },
    );
    const keys = (await callApi(oneAccess, 'GET', '/openid/v1/jwks')).text;
    await one.close();
    expect(
      JSON.parse(
        await readFile(path.join(stateDir, 'kubernetes-test.json'), 'utf8'),
      ),
    ).toHaveProperty('revision');

    restarted = await startKubernetes(options);
    const twoAccess = { url: restarted.url, caPem: first.caPem };
    const read = await callApi(
      twoAccess,
      'GET',
      '/api/v1/namespaces/default/configmaps/kept',
      { token: ADMIN_TOKEN },
    );
    expect(read.json).toEqual(created.json);
    expect((await callApi(twoAccess, 'GET', '/openid/v1/jwks')).text).toBe(
      keys,
    );
    const watch = await callApi(
      twoAccess,
      'GET',
      '/api/v1/configmaps?watch=true&resourceVersion=2&timeoutSeconds=5',
      { token: ADMIN_TOKEN },
    );
    expect(eventsOf(watch)[0]).toMatchObject({
      type: 'ERROR',
      object: { code: 410 },
    });
  });

  it('says which file is no snapshot', async () => {
    cluster = await startTestCluster();
    const file = path.join(cluster.dir, 'kubernetes-broken.json');
    await writeFile(file, '{');
    await expect(
      startKubernetes({
        ...cluster.options,
        clusterName: 'broken',
        stateDir: cluster.dir,
      }),
    ).rejects.toThrow(file);
  });

  it('holds no port after a set-up that it refuses', async () => {
    cluster = await startTestCluster();
    const port = Number(new URL(cluster.url).port);
    await cluster.close();
    const setup = [
      { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'Upper' } },
    ];
    await expect(
      startKubernetes({ ...cluster.options, port, setup }),
    ).rejects.toThrow('Namespace "Upper" is invalid');
    restarted = await startKubernetes({ ...cluster.options, port });
    expect(restarted.url).toBe(`https://127.0.0.1:${port}`);
  });

  it('goes back to its set-up', async () => {
    const namespace = {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: 'argocd' },
    };
    cluster = await startTestCluster({ setup: [namespace] });
    await create('/api/v1/namespaces', { metadata: { name: 'extra' } });
    await cluster.reset();
    expect(await call('GET', '/api/v1/namespaces/extra')).toMatchObject({
      code: 404,
    });
    expect(await call('GET', '/api/v1/namespaces/argocd')).toMatchObject({
      code: 200,
    });
  });
});

describe('faults', () => {
  beforeEach(async () => {
    cluster = await startTestCluster();
  });

  it.each([
    [{ kind: 'expired' } as const, 410],
    [{ kind: 'unauthorized' } as const, 401],
    [{ kind: 'forbidden' } as const, 403],
    [{ kind: 'unavailable' } as const, 503],
  ])('answers %j as the refusal that it is', async (fault, code) => {
    cluster.faults.inject(fault, { times: 1 });
    expect((await call('GET', '/api/v1/pods')).code).toBe(code);
    expect((await call('GET', '/api/v1/pods')).code).toBe(200);
  });

  it('says when to come back', async () => {
    cluster.faults.inject({ kind: 'too-many-requests', retryAfterSeconds: 7 });
    const answer = await call('GET', '/api/v1/pods');
    expect(answer).toMatchObject({
      code: 429,
      headers: { 'retry-after': '7' },
    });
  });

  it('cuts connections', async () => {
    cluster.faults.inject(
      { kind: 'drop' },
      { concerns: subject => subject.path === '/api/v1/pods' },
    );
    await expect(call('GET', '/api/v1/pods')).rejects.toThrow();
    expect((await call('GET', '/api/v1/secrets')).code).toBe(200);
  });

  it('hangs until the client leaves', async () => {
    cluster.faults.inject({ kind: 'hang' });
    const signal = AbortSignal.timeout(300);
    await expect(
      callApi(cluster, 'GET', '/api/v1/pods', { token: ADMIN_TOKEN, signal }),
    ).rejects.toThrow(/abort/i);
  });

  it('answers late', async () => {
    cluster.faults.inject({ kind: 'slow', milliseconds: 200 }, { times: 1 });
    const began = Date.now();
    expect((await call('GET', '/api/v1/pods')).code).toBe(200);
    expect(Date.now() - began).toBeGreaterThanOrEqual(190);
  });
});

describe('custom resource definitions', () => {
  beforeEach(async () => {
    cluster = await startTestCluster();
  });

  it('serves a kind from its definition until the definition is gone', async () => {
    const names = { kind: 'Widget', plural: 'widgets' };
    const openAPIV3Schema = {
      type: 'object',
      properties: {
        spec: {
          type: 'object',
          properties: { size: { type: 'integer', maximum: 3 } },
        },
      },
    };
    await create('/apis/apiextensions.k8s.io/v1/customresourcedefinitions', {
      metadata: { name: 'widgets.example.org' },
      spec: {
        group: 'example.org',
        scope: 'Namespaced',
        names,
        versions: [
          {
            name: 'v1',
            served: true,
            storage: true,
            schema: { openAPIV3Schema },
          },
        ],
      },
    });
    const target = '/apis/example.org/v1/namespaces/default/widgets';
    const { json } = await create(target, {
      metadata: { name: 'w' },
      spec: { size: 2, colour: 'red' },
    });
    expect(json).toMatchObject({ spec: { size: 2 } });
    expect(json).not.toHaveProperty('spec.colour');
    expect(
      await call('POST', target, {
        metadata: { name: 'x' },
        spec: { size: 4 },
      }),
    ).toMatchObject({ code: 422 });

    await call(
      'DELETE',
      '/apis/apiextensions.k8s.io/v1/customresourcedefinitions/widgets.example.org',
    );
    expect(await call('GET', target)).toMatchObject({
      code: 404,
      text: '404 page not found\n',
    });
  });

  it('refuses a definition whose name does not fit', async () => {
    const spec = {
      group: 'example.org',
      scope: 'Namespaced',
      names: { kind: 'Widget', plural: 'widgets' },
      versions: [
        {
          name: 'v1',
          served: true,
          storage: true,
          schema: { openAPIV3Schema: { type: 'object' } },
        },
      ],
    };
    const answer = await call(
      'POST',
      '/apis/apiextensions.k8s.io/v1/customresourcedefinitions',
      { metadata: { name: 'widget.example.org' }, spec },
    );
    expect(answer).toMatchObject({
      code: 422,
      json: { details: { causes: [{ field: 'metadata.name' }] } },
    });
  });
});

describe('a large cluster', () => {
  it('lists 1,000 pods of 200 namespaces in well under 100 ms', async () => {
    const numbers = (count: number) =>
      Array.from({ length: count }, (_, index) => index);
    const namespaces = numbers(200).map(index => ({
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: `n${index}` },
    }));
    const accounts = namespaces.map(({ metadata: { name } }) => ({
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata: { name: 'worker', namespace: name },
    }));
    const pods = numbers(1000).map(index => ({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: {
        name: `p${index}`,
        namespace: `n${index % 200}`,
        labels: { 'spark-role': index % 2 ? 'driver' : 'executor' },
      },
      spec: {
        containers: [
          {
            name: 'main',
            image: 'spark:3.5.6',
            env: numbers(10).map(n => ({
              name: `E${n}`,
              value: 'x'.repeat(40),
            })),
          },
        ],
      },
    }));
    cluster = await startTestCluster({
      setup: [...namespaces, ...accounts, ...pods],
    });
    await call('GET', '/api/v1/pods');
    const durations: number[] = [];
    for (const target of [
      '/api/v1/pods',
      '/api/v1/pods',
      '/api/v1/pods?labelSelector=spark-role%3Ddriver',
    ]) {
      const began = performance.now();
      await call('GET', target);
      durations.push(performance.now() - began);
    }
    expect(Math.min(...durations)).toBeLessThan(100);
  });
});
