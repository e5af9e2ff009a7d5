import { FakeApiServer, FakeObject } from '../__fixtures__/fakeApiServer';
import { FAST_REFLECTOR } from '../__fixtures__/fastTimings';
import { waitUntil } from '../__fixtures__/waitUntil';
import { ClusterObserver, ClusterObserverOptions } from './clusterObserver';

const NAMESPACES = '/api/v1/namespaces';
const ACCOUNTS = '/api/v1/serviceaccounts';
const PODS = '/api/v1/pods';
const QUOTAS = '/api/v1/resourcequotas';
const APPLICATIONS = '/apis/sparkoperator.k8s.io/v1beta2/sparkapplications';
const BUCKETS =
  '/apis/s3.services.k8s.aws/v1alpha1/namespaces/corridors-aws/buckets';
const POLICIES =
  '/apis/iam.services.k8s.aws/v1alpha1/namespaces/corridors-aws/policies';
const ROLES =
  '/apis/iam.services.k8s.aws/v1alpha1/namespaces/corridors-aws/roles';
const EVERYTHING = [
  NAMESPACES,
  ACCOUNTS,
  PODS,
  QUOTAS,
  APPLICATIONS,
  BUCKETS,
  POLICIES,
  ROLES,
];

const HEARTBEAT = { intervalMs: 60, timeoutMs: 60, retryMs: 20 };

function executor(
  name: string,
  status: object,
  labels: Record<string, string> = {},
): FakeObject {
  return {
    metadata: {
      name,
      namespace: 'gha1',
      labels: {
        'spark-role': 'executor',
        'spark-app-selector': 'spark-1',
        ...labels,
      },
    },
    spec: { containers: [{ name: 'spark-kubernetes-executor' }] },
    status,
  };
}

const ended = (exitCode: number, reason: string) => ({
  phase: 'Failed',
  containerStatuses: [
    {
      name: 'spark-kubernetes-executor',
      state: {
        terminated: { exitCode, reason, finishedAt: '2026-11-23T10:05:00Z' },
      },
    },
  ],
});

function failedDriver(name: string): FakeObject {
  return {
    metadata: { name, namespace: 'gha1', labels: { 'spark-role': 'driver' } },
    spec: { containers: [{ name: 'spark-kubernetes-driver' }] },
    status: {
      phase: 'Failed',
      containerStatuses: [
        {
          name: 'spark-kubernetes-driver',
          state: { terminated: { exitCode: 1, reason: 'Error' } },
        },
      ],
    },
  };
}

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

  it('remembers executors that failed, also those it sees only as they are deleted', async () => {
    const observer = observe();
    await becomes(observer, 'live');
    await waitUntil('a watch', () => server.openWatches(PODS) === 1);
    server.put(PODS, executor('exec-1', { phase: 'Running' }));
    server.put(PODS, executor('exec-1', ended(137, 'OOMKilled')));
    server.delete(PODS, 'gha1', 'exec-1');
    server.put(PODS, executor('exec-2', { phase: 'Running' }));
    server.delete(PODS, 'gha1', 'exec-2');
    server.put(
      PODS,
      executor('exec-3', {
        phase: 'Failed',
        reason: 'Evicted',
        message: 'low on memory',
      }),
    );
    await waitUntil(
      'two losses',
      () => (observer.snapshot().lostExecutors.get('gha1') ?? []).length === 2,
    );
    expect(observer.snapshot().lostExecutors.get('gha1')).toMatchObject([
      {
        pod: 'exec-1',
        sparkAppId: 'spark-1',
        exitCode: 137,
        reason: expect.stringContaining('Out of memory'),
      },
      { pod: 'exec-3', reason: 'Evicted: low on memory' },
    ]);
    expect(observer.snapshot().pods.has('gha1/exec-1')).toBe(false);
  });

  it('reads the log of a failed driver once and keeps one redacted line', async () => {
    const log = '/api/v1/namespaces/gha1/pods/driver/log';
    server.logs.set(
      log,
      'starting\nAccessDenied: User: arn:aws:sts::111122223333:assumed-role/single1_instance/i-1 is not authorized to perform: s3:ListBucket, key AKIAIOSFODNN7EXAMPLE\nbye\n',
    );
    const observer = observe();
    const driver = server.put(PODS, failedDriver('driver'));
    await waitUntil(
      'the finding',
      () => observer.snapshot().driverLogs.size === 1,
    );
    server.put(PODS, { ...failedDriver('driver'), extra: 1 });
    await waitUntil(
      'the update',
      () =>
        observer.snapshot().pods.get('gha1/driver')?.resourceVersion !==
        driver.metadata.resourceVersion,
    );
    expect(
      observer.snapshot().driverLogs.get(driver.metadata.uid ?? ''),
    ).toMatchObject({
      state: 'found',
      class: 'denied',
      principalRole: 'single1_instance',
      line: expect.stringContaining('[redacted]'),
    });
    expect(server.requests.filter(({ path }) => path === log)).toHaveLength(1);
  });

  it('says which permission is missing for a log, and reads none where it is told not to', async () => {
    server.plant('/api/v1/namespaces/gha1/pods/driver/log', {
      kind: 'status',
      status: 403,
    });
    const driver = server.put(PODS, failedDriver('driver'));
    const observer = observe();
    await waitUntil(
      'the finding',
      () => observer.snapshot().driverLogs.size === 1,
    );
    expect(
      observer.snapshot().driverLogs.get(driver.metadata.uid ?? ''),
    ).toMatchObject({
      state: 'unreadable',
      message: expect.stringMatching(/^Needs the verb get on pods\/log/),
    });
    const before = server.requests.filter(({ path }) =>
      path.endsWith('/log'),
    ).length;
    const silent = observe({ driverLogs: false });
    await becomes(silent, 'live');
    expect(
      server.requests.filter(({ path }) => path.endsWith('/log')),
    ).toHaveLength(before);
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

  it('holds 200 corridors with 1,000 pods by one watch a collection, and gives snapshots from memory', async () => {
    for (let corridor = 0; corridor < 200; corridor++) {
      const namespace = `corridor-${corridor}`;
      server.put(NAMESPACES, { metadata: { name: namespace } });
      server.put(ACCOUNTS, { metadata: { name: namespace, namespace } });
      for (let pod = 0; pod < 5; pod++) {
        server.put(PODS, {
          metadata: {
            name: `exec-${pod}`,
            namespace,
            labels: { 'spark-role': 'executor' },
          },
          spec: {
            containers: [
              {
                name: 'executor',
                env: Array.from({ length: 40 }, (_, i) => ({
                  name: `E${i}`,
                  value: 'x',
                })),
              },
            ],
          },
          status: { phase: 'Running' },
        });
      }
    }
    const startedAt = performance.now();
    const observer = observe();
    await waitUntil(
      '1,000 pods',
      () => observer.snapshot().pods.size === 1000,
      10_000,
    );
    const listed = performance.now() - startedAt;
    await becomes(observer, 'live');
    server.put(PODS, executor('one-more', { phase: 'Running' }));
    await waitUntil('one more', () => observer.snapshot().pods.size === 1001);

    server.put(PODS, executor('and-another', { phase: 'Running' }));
    await waitUntil('another', () => observer.snapshot().pods.size === 1002);
    const before = performance.now();
    const snapshot = observer.snapshot();
    const found = snapshot.inNamespace('corridor-199').pods.length;
    const taken = performance.now() - before;
    expect(found).toBe(5);
    expect(taken).toBeLessThan(20);
    expect(listed).toBeLessThan(5_000);
    expect(server.countRequests(PODS, { watch: false })).toBe(2);
    expect(server.countRequests(PODS, { watch: true })).toBe(1);
  });
});
