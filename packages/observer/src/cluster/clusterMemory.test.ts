import { FakeApiServer } from '../__testUtils__/fakeApiServer';
import { FAST_REFLECTOR } from '../__testUtils__/fastTimings';
import { ended, executor, failedDriver } from '../__testUtils__/sparkPods';
import { waitUntil } from '../__testUtils__/waitUntil';
import { ClusterObserver, ClusterObserverOptions } from './clusterObserver';

import {
  ACCOUNTS,
  EVERYTHING,
  NAMESPACES,
  PODS,
} from '../__testUtils__/collectionPaths';

jest.setTimeout(30_000);

const HEARTBEAT = { intervalMs: 60, timeoutMs: 300, retryMs: 20 };

describe('what a ClusterObserver remembers', () => {
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
    server.put(NAMESPACES, {
      metadata: { name: 'gha1', labels: { 'corridors.dev/corridor': 'gha1' } },
    });
  });
  afterEach(async () => {
    await Promise.all(observers.splice(0).map(observer => observer.stop()));
    await server.kill();
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

  it('reads no log where there is no corridor, and does once there is one', async () => {
    server.put(NAMESPACES, { metadata: { name: 'gha1' } });
    server.put(PODS, failedDriver('driver'));
    const observer = observe();
    await becomes(observer, 'live');
    await waitUntil(
      'the watch of namespaces',
      () => server.openWatches(NAMESPACES) === 1,
    );
    const logRequests = () =>
      server.requests.filter(({ path }) => path.endsWith('/log')).length;
    expect(logRequests()).toBe(0);
    server.put(NAMESPACES, {
      metadata: { name: 'gha1', labels: { 'corridors.dev/corridor': 'gha1' } },
    });
    await waitUntil(
      'the finding',
      () => observer.snapshot().driverLogs.size === 1,
    );
    expect(logRequests()).toBe(1);
  });

  it('forgets the lost executors of a namespace that is deleted', async () => {
    server.put(PODS, executor('exec-1', ended(137, 'OOMKilled')));
    const observer = observe();
    await waitUntil('the loss', () =>
      observer.snapshot().lostExecutors.has('gha1'),
    );
    await waitUntil(
      'the watch of namespaces',
      () => server.openWatches(NAMESPACES) === 1,
    );
    server.delete(PODS, 'gha1', 'exec-1');
    server.delete(NAMESPACES, '', 'gha1');
    await waitUntil(
      'forgotten',
      () => !observer.snapshot().lostExecutors.has('gha1'),
    );
    expect(observer.snapshot().namespaces.has('gha1')).toBe(false);
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
    const observer = observe({ timings: { settleMs: 20 } });
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
