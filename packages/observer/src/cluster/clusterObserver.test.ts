import { FakeApiServer } from '../__testUtils__/fakeApiServer';
import { FAST_REFLECTOR } from '../__testUtils__/fastTimings';
import { executor } from '../__testUtils__/sparkPods';
import { waitUntil } from '../__testUtils__/waitUntil';
import { ClusterObserver, ClusterObserverOptions } from './clusterObserver';

import {
  ACCOUNTS,
  APPLICATIONS,
  BUCKETS,
  EVERYTHING,
  NAMESPACES,
  PODS,
  QUOTAS,
  ROLES,
} from '../__testUtils__/collectionPaths';

jest.setTimeout(30_000);

const HEARTBEAT = { intervalMs: 60, timeoutMs: 300, retryMs: 20 };

describe('ClusterObserver', () => {
  let server: FakeApiServer;
  const observers: ClusterObserver[] = [];
  let told = 0;
  const messages: string[] = [];
  const write = (message: string) => {
    messages.push(message);
  };

  function observe(
    options: Partial<ClusterObserverOptions> = {},
  ): ClusterObserver {
    const observer = ClusterObserver.create({
      environment: 'single1',
      connection: { server: server.url, token: 't', skipTLSVerify: true },
      clock: () => new Date(),
      log: { error: write, warn: write, info: write, debug: write },
      onChange: () => {
        told += 1;
      },
      timings: {
        reflector: FAST_REFLECTOR,
        heartbeat: HEARTBEAT,
        settleMs: 20,
      },
      ...options,
    });
    observers.push(observer);
    observer.start();
    return observer;
  }

  const state = (observer: ClusterObserver) => observer.sources()[0]?.state;
  const becomes = (observer: ClusterObserver, expected: string) =>
    waitUntil(`state ${expected}`, () => state(observer) === expected);

  beforeEach(async () => {
    told = 0;
    messages.length = 0;
    server = await new FakeApiServer().serve(...EVERYTHING).listen();
  });
  afterEach(async () => {
    await Promise.all(observers.splice(0).map(observer => observer.stop()));
    await server.kill();
  });

  it('gathers every collection into a snapshot with indexes, and tells of changes', async () => {
    server.put(NAMESPACES, {
      metadata: { name: 'gha1', labels: { 'corridors.dev/corridor': 'gha1' } },
    });
    server.put(ACCOUNTS, { metadata: { name: 'gha1', namespace: 'gha1' } });
    server.put(PODS, { metadata: { name: 'web', namespace: 'gha1' } });
    server.put(PODS, executor('exec-1', { phase: 'Running' }));
    server.put(QUOTAS, {
      metadata: { name: 'corridor', namespace: 'gha1' },
      status: { hard: { pods: '50' }, used: { pods: '1' } },
    });
    server.put(APPLICATIONS, {
      metadata: { name: 'job', namespace: 'gha1' },
      spec: {},
    });
    server.put(BUCKETS, {
      metadata: { name: 'gha1', namespace: 'corridors-aws' },
      spec: { name: 'gha1-primary' },
    });
    server.put(ROLES, {
      metadata: { name: 'gha1', namespace: 'corridors-aws' },
      spec: { name: 'single1_gha1' },
    });
    const observer = observe();
    await becomes(observer, 'live');
    const snapshot = observer.snapshot();
    expect([...snapshot.pods.keys()]).toEqual(['gha1/exec-1']);
    expect([...snapshot.awsResources.keys()].sort()).toEqual([
      'Bucket/corridors-aws/gha1',
      'Role/corridors-aws/gha1',
    ]);
    const { serviceAccounts, pods, sparkApplications, resourceQuotas } =
      snapshot.inNamespace('gha1');
    expect(
      [serviceAccounts, pods, sparkApplications, resourceQuotas].map(
        list => list.length,
      ),
    ).toEqual([1, 1, 1, 1]);
    expect(snapshot.inNamespace('nowhere').pods).toEqual([]);
    expect(observer.sources()).toHaveLength(1);
    await waitUntil('told', () => told > 0);

    const before = told;
    server.put(NAMESPACES, { metadata: { name: 'gha2' } });
    await waitUntil('gha2', () => observer.snapshot().namespaces.has('gha2'));
    await waitUntil('told again', () => told > before);
    expect(snapshot.namespaces.has('gha2')).toBe(false);
    expect(observer.snapshot().revision).toBeGreaterThan(snapshot.revision);
  });

  it('is stale when the server is killed, keeps its facts, and recovers', async () => {
    server.put(NAMESPACES, { metadata: { name: 'gha1' } });
    const observer = observe();
    await becomes(observer, 'live');
    await server.kill();
    await becomes(observer, 'stale');
    expect(observer.sources()[0]).toMatchObject({
      id: 'kubernetes:single1',
      asOf: expect.any(String),
      message: expect.stringContaining('ECONNREFUSED'),
    });
    expect(observer.snapshot().namespaces.has('gha1')).toBe(true);
    await server.restart();
    await becomes(observer, 'live');
  });

  it('is stale when the server hangs with open connections, though no watch breaks, and recovers', async () => {
    const observer = observe();
    await becomes(observer, 'live');
    server.hang();
    await becomes(observer, 'stale');
    expect(observer.sources()[0]?.message).toContain('does not answer');
    expect(messages).toContainEqual(
      expect.stringContaining('Kubernetes of single1 does not answer'),
    );
    server.resume();
    await becomes(observer, 'live');
  });

  it('moves the time as of which its facts hold while nothing happens', async () => {
    const observer = observe();
    await becomes(observer, 'live');
    const first = observer.snapshot().collections.pods.asOf ?? '';
    await waitUntil(
      'a later time',
      () => (observer.snapshot().collections.pods.asOf ?? '') > first,
    );
    expect(server.countRequests(PODS, { watch: false })).toBe(1);
    expect(server.countRequests(PODS, { watch: true })).toBe(1);
  });

  it('does without a Spark operator', async () => {
    server.plant(APPLICATIONS, {
      kind: 'status',
      status: 404,
      body: '404 page not found\n',
    });
    const observer = observe();
    await waitUntil(
      'unavailable',
      () =>
        observer.snapshot().collections.sparkApplications.state ===
        'unavailable',
    );
    await becomes(observer, 'live');
    expect(observer.sources().map(({ id }) => id)).toEqual([
      'kubernetes:single1',
    ]);
  });

  it('says what it may not read and goes on with the rest', async () => {
    const body = JSON.stringify({
      message: 'pods is forbidden: User "viewer" cannot list resource "pods"',
    });
    server.plant(PODS, { kind: 'status', status: 403, body });
    const observer = observe();
    await becomes(observer, 'live');
    await waitUntil(
      'forbidden',
      () => observer.snapshot().collections.pods.state === 'forbidden',
    );
    expect(observer.sources()[1]).toMatchObject({
      id: 'kubernetes:single1/pods',
      state: 'forbidden',
      message: expect.stringMatching(
        /^Needs the verbs list and watch on pods: .*User "viewer"/,
      ),
    });
  });

  it('does not know anything of a server that never was there', async () => {
    await server.kill();
    const observer = observe();
    await becomes(observer, 'stale');
    expect(observer.sources()[0]?.asOf).toBeUndefined();
    await server.restart();
    await becomes(observer, 'live');
  });

  it('notices that the clocks differ', async () => {
    server.clockOffsetMs = 20 * 60_000;
    const observer = observe();
    await waitUntil(
      'the skew',
      () => observer.snapshot().clockSkewSeconds !== undefined,
    );
    expect(
      Math.abs((observer.snapshot().clockSkewSeconds ?? 0) - 1200),
    ).toBeLessThan(3);
    await becomes(observer, 'live');
    expect(observer.sources()[0]?.message).toBe(
      "The clock of the cluster is 20 min ahead of the portal's: one of them is wrong",
    );
  });

  it('stops for good', async () => {
    const observer = observe();
    await becomes(observer, 'live');
    await observer.stop();
    await waitUntil('closed sockets', () => server.openSockets === 0);
    const requests = server.requests.length;
    await new Promise(resolve => setTimeout(resolve, 200));
    expect(server.requests.length).toBe(requests);
    expect(() => observer.start()).toThrow('cannot be started again');
  });
});
