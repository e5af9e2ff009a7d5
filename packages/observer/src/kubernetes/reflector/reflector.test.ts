import { FakeApiServer } from '../../__testUtils__/fakeApiServer';
import { FAST_REFLECTOR } from '../../__testUtils__/fastTimings';
import { waitUntil } from '../../__testUtils__/waitUntil';
import { createKubernetesClient } from '../client/kubernetesClient';
import {
  ObservedNamespace,
  projectNamespace,
} from '../objects/observedNamespace';
import { ObjectChange } from './objectStore';
import { Reflector } from './reflector';
import { ReflectorTimings } from './reflectorTimings';
import { createScheduler, Scheduler } from './scheduler';

jest.setTimeout(30_000);

const PATH = '/api/v1/namespaces';

describe('Reflector', () => {
  const server = new FakeApiServer();
  const started: Reflector<ObservedNamespace>[] = [];
  const pauses: number[] = [];
  let changes: ObjectChange<ObservedNamespace>[] = [];

  function reflect(
    timings: Partial<ReflectorTimings> = {},
  ): Reflector<ObservedNamespace> {
    const real = createScheduler(() => new Date());
    const scheduler: Scheduler = {
      ...real,
      random: () => 0.5,
      sleep: (ms, signal) => {
        pauses.push(ms);
        return real.sleep(ms, signal);
      },
    };
    const reflector = new Reflector({
      client: createKubernetesClient({
        server: server.url,
        token: 'secret',
        skipTLSVerify: true,
      }),
      path: PATH,
      resource: 'namespaces',
      project: projectNamespace,
      scheduler,
      timings: { ...FAST_REFLECTOR, ...timings },
      onChange: delta => changes.push(...delta),
    });
    started.push(reflector);
    reflector.start();
    return reflector;
  }

  const names = (reflector: Reflector<ObservedNamespace>) =>
    [...reflector.objects().keys()].sort();
  const put = (name: string, labels: Record<string, string> = {}) =>
    server.put(PATH, { metadata: { name, labels } });
  const becomes = (reflector: Reflector<ObservedNamespace>, state: string) =>
    waitUntil(`state ${state}`, () => reflector.status().state === state);
  const watches = () =>
    waitUntil('an open watch', () => server.openWatches(PATH) > 0);

  beforeAll(() => server.listen());
  afterAll(() => server.kill());
  beforeEach(() => {
    server.serve(PATH);
  });
  afterEach(async () => {
    await Promise.all(started.splice(0).map(reflector => reflector.stop()));
    server.clearFaults();
    for (const name of ['a', 'b', 'c']) {
      server.delete(PATH, '', name);
    }
    server.requests.length = 0;
    pauses.length = 0;
    changes = [];
  });

  it('lists page by page and then follows the watch', async () => {
    ['a', 'b', 'c'].forEach(name => put(name));
    const reflector = reflect({ pageSize: 2 });
    await becomes(reflector, 'live');
    expect(names(reflector)).toEqual(['a', 'b', 'c']);
    expect(server.countRequests(PATH, { watch: false })).toBe(2);

    await watches();
    put('a', { changed: 'yes' });
    server.delete(PATH, '', 'b');
    await waitUntil(
      'both events',
      () => names(reflector).length === 2 && changes.length === 5,
    );
    expect(reflector.objects().get('a')?.labels).toEqual({ changed: 'yes' });
    expect(changes.map(({ kind }) => kind)).toEqual([
      'stored',
      'stored',
      'stored',
      'stored',
      'deleted',
    ]);
    const watch = server.requests.find(
      ({ query }) => query.get('watch') === 'true',
    );
    expect(watch?.query.get('timeoutSeconds')).toBe('270');
    expect(watch?.query.get('allowWatchBookmarks')).toBe('true');
    expect(watch?.authorization).toBe('Bearer secret');
  });

  it('goes on from the last version, bookmarks included, when the server ends the watch', async () => {
    const reflector = reflect();
    await becomes(reflector, 'live');
    await watches();
    server.send(PATH, {
      type: 'BOOKMARK',
      object: { metadata: { resourceVersion: '5000' } },
    });
    await waitUntil(
      'the bookmark',
      () => reflector.status().lastEvent !== undefined,
    );
    await new Promise(resolve =>
      setTimeout(resolve, FAST_REFLECTOR.shortestWatchMs),
    );
    server.endWatches(PATH);
    await waitUntil(
      'a second watch',
      () => server.countRequests(PATH, { watch: true }) === 2,
    );
    expect(server.requests.at(-1)?.query.get('resourceVersion')).toBe('5000');
    expect(server.countRequests(PATH, { watch: false })).toBe(1);
    expect(reflector.status()).toMatchObject({ state: 'live', failures: 0 });
  });

  it('lists anew after 410 as an ERROR event in a stream with status 200, and tells what vanished meanwhile', async () => {
    put('a');
    put('b');
    const reflector = reflect();
    await becomes(reflector, 'live');
    await watches();
    await server.kill();
    server.delete(PATH, '', 'b');
    await server.restart({ forgetHistory: true });
    await waitUntil('b is gone', () => names(reflector).join() === 'a');
    expect(changes.at(-1)).toMatchObject({
      kind: 'deleted',
      last: { name: 'b' },
    });
    await becomes(reflector, 'live');
  });

  it.each([
    [
      'as an HTTP status',
      {
        kind: 'status',
        status: 410,
        body: '{"code":410,"reason":"Expired"}',
      } as const,
    ],
    ['as a status without a body', { kind: 'status', status: 410 } as const],
  ])('lists anew after 410 %s', async (_, fault) => {
    server.plant(PATH, fault, { times: 1, watch: true });
    const reflector = reflect();
    await waitUntil(
      'a second list',
      () => server.countRequests(PATH, { watch: false }) === 2,
    );
    await watches();
    expect(reflector.status().state).toBe('live');
  });

  it('keeps what it knows as stale while the server is dead, and recovers', async () => {
    put('a');
    const reflector = reflect();
    await becomes(reflector, 'live');
    await watches();
    const before = reflector.status().asOf;
    await server.kill();
    await becomes(reflector, 'stale');
    expect(names(reflector)).toEqual(['a']);
    expect(reflector.status()).toMatchObject({
      asOf: before,
      message: expect.stringContaining('ECONNREFUSED'),
    });
    await server.restart();
    put('b');
    await becomes(reflector, 'live');
    await waitUntil('b', () => names(reflector).join() === 'a,b');
  });

  it('says stale, not syncing for ever, when a server never answers', async () => {
    server.plant(PATH, { kind: 'hang' });
    const reflector = reflect();
    await becomes(reflector, 'stale');
    expect(reflector.status()).toMatchObject({
      message: expect.stringContaining('no answer in time'),
    });
  });

  it('gives up a connection on which nothing ends in time', async () => {
    put('a');
    const reflector = reflect({
      watchSeconds: 0,
      watchJitterSeconds: 0,
      watchGraceMs: 150,
    });
    await waitUntil(
      'a second watch',
      () => server.countRequests(PATH, { watch: true }) >= 2,
    );
    expect(reflector.status().state).toBe('live');
    expect(server.openWatches(PATH)).toBeLessThanOrEqual(1);
  });

  it('names verb and resource when it is forbidden, and notices the grant', async () => {
    const message =
      'namespaces is forbidden: User "viewer" cannot list resource "namespaces"';
    server.plant(PATH, {
      kind: 'status',
      status: 403,
      body: JSON.stringify({ kind: 'Status', code: 403, message }),
    });
    const reflector = reflect();
    await becomes(reflector, 'forbidden');
    expect(reflector.status().message).toBe(
      `Needs the verbs list and watch on namespaces: list namespaces: HTTP 403, ${message}`,
    );
    server.clearFaults();
    await becomes(reflector, 'live');
  });

  it('calls a collection that the server does not know unavailable, and notices when it appears', async () => {
    server.plant(PATH, {
      kind: 'status',
      status: 404,
      body: '404 page not found\n',
      headers: { 'Content-Type': 'text/plain' },
    });
    const reflector = reflect();
    await becomes(reflector, 'unavailable');
    expect(reflector.status()).toMatchObject({
      failures: 0,
      message: 'The cluster does not know namespaces',
    });
    server.clearFaults();
    put('a');
    await becomes(reflector, 'live');
    expect(names(reflector)).toEqual(['a']);
  });

  it('forgets the objects of a resource type that was removed', async () => {
    put('a');
    const reflector = reflect();
    await becomes(reflector, 'live');
    await watches();
    server.plant(PATH, {
      kind: 'status',
      status: 404,
      body: '404 page not found\n',
    });
    server.endWatches(PATH);
    await becomes(reflector, 'unavailable');
    expect(names(reflector)).toEqual([]);
    expect(changes.at(-1)).toMatchObject({
      kind: 'deleted',
      last: { name: 'a' },
    });
  });

  it('is stale at once when the token is refused, without a body in the answer', async () => {
    const reflector = reflect();
    await becomes(reflector, 'live');
    await watches();
    server.plant(PATH, { kind: 'status', status: 401 });
    server.endWatches(PATH);
    await becomes(reflector, 'stale');
    expect(reflector.status().message).toBe(
      'The API server refused the credentials (401) for namespaces',
    );
  });

  it('waits at least as long as Retry-After asks', async () => {
    server.plant(
      PATH,
      { kind: 'status', status: 429, headers: { 'Retry-After': '1' } },
      { times: 1 },
    );
    const reflector = reflect();
    await waitUntil('the pause', () => pauses.includes(1000));
    expect(reflector.status().state).toBe('syncing');
    await becomes(reflector, 'live');
  });

  it('does not hammer a server that ends every watch at once', async () => {
    server.plant(
      PATH,
      { kind: 'status', status: 200, body: '' },
      { watch: true },
    );
    const reflector = reflect({ backoff: { minimumMs: 50, maximumMs: 400 } });
    await becomes(reflector, 'stale');
    await new Promise(resolve => setTimeout(resolve, 500));
    expect(server.countRequests(PATH, { watch: true })).toBeLessThan(10);
  });

  it('fails a watch that sends what is not an event', async () => {
    const reflector = reflect();
    await becomes(reflector, 'live');
    await watches();
    server.send(PATH, { type: 'SURPRISE', object: {} });
    await waitUntil('a failure', () => reflector.status().failures === 1);
    expect(reflector.status().message).toBe(
      'watch namespaces: unknown watch event SURPRISE',
    );
    await waitUntil(
      'a second watch',
      () => server.countRequests(PATH, { watch: true }) === 2,
    );
  });

  it.each([
    ['while a watch is open', undefined],
    ['while a list hangs', { kind: 'hang' } as const],
    ['while a watch has no answer yet', { kind: 'hang', watch: true } as const],
    ['while it pauses after failures', { kind: 'drop' } as const],
  ])('ends for good when it is stopped %s', async (_, fault) => {
    if (fault) {
      server.plant(PATH, fault, 'watch' in fault ? { watch: true } : {});
    }
    const reflector = reflect({ listTimeoutMs: 60_000 });
    await waitUntil('a request', () => server.requests.length > 0);
    if (!fault) {
      await watches();
    }
    await reflector.stop();
    const requests = server.requests.length;
    await waitUntil('closed sockets', () => server.openSockets === 0);
    server.clearFaults();
    put('c');
    reflector.start();
    await new Promise(resolve => setTimeout(resolve, 150));
    expect(server.requests.length).toBe(requests);
    expect(names(reflector)).not.toContain('c');
  });

  it('is stale when told that the server does not answer, and goes on when told to retry', async () => {
    const reflector = reflect({
      backoff: { minimumMs: 60_000, maximumMs: 60_000 },
    });
    await becomes(reflector, 'live');
    await watches();
    server.hang();
    reflector.distrust('nothing came');
    expect(reflector.status()).toMatchObject({
      state: 'stale',
      message: 'nothing came',
    });
    await waitUntil(
      'the list failed',
      () => reflector.status().message?.includes('no answer in time') === true,
    );
    server.resume();
    reflector.retryNow();
    await becomes(reflector, 'live');
  });

  it('is as fresh as the last sign of life of the server while a watch is open', async () => {
    const reflector = reflect();
    const confirm = (time: string) => reflector.confirm(new Date(time));
    await becomes(reflector, 'live');
    await waitUntil('a confirmation', () => {
      confirm('2030-01-01T00:00:00Z');
      return reflector.status().asOf === '2030-01-01T00:00:00.000Z';
    });
    await server.kill();
    await becomes(reflector, 'stale');
    confirm('2031-01-01T00:00:00Z');
    expect(reflector.status().asOf).toBe('2030-01-01T00:00:00.000Z');
    await server.restart();
    await becomes(reflector, 'live');
    await waitUntil('a confirmation after the outage', () => {
      confirm('2032-01-01T00:00:00Z');
      return reflector.status().asOf === '2032-01-01T00:00:00.000Z';
    });
    expect(reflector.status()).toMatchObject({
      failures: 0,
      message: undefined,
    });
  });

  it('does not believe a sign of life while its own watch cannot be opened', async () => {
    server.plant(PATH, { kind: 'hang' }, { watch: true });
    const reflector = reflect();
    await becomes(reflector, 'live');
    const before = reflector.status().asOf;
    await waitUntil(
      'the watch',
      () => server.countRequests(PATH, { watch: true }) === 1,
    );
    reflector.confirm(new Date('2030-01-01T00:00:00Z'));
    expect(reflector.status().asOf).toBe(before);
  });
});
