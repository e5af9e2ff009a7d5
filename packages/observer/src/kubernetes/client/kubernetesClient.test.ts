import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FakeApiServer } from '../../__testUtils__/fakeApiServer';
import { createTestAuthority } from '../../__testUtils__/testAuthority';
import { waitUntil } from '../../__testUtils__/waitUntil';
import { createKubernetesClient } from './kubernetesClient';
import { serviceAccountTokenRequester } from './serviceAccountTokenRequester';

jest.setTimeout(30_000);

const PODS = '/api/v1/pods';
const LOG = '/api/v1/namespaces/gha1/pods/driver/log';
const POD = {
  namespace: 'gha1',
  name: 'driver',
  container: 'spark-kubernetes-driver',
};

describe('createKubernetesClient', () => {
  const server = new FakeApiServer().serve(PODS);
  const never = new AbortController().signal;
  const client = () =>
    createKubernetesClient({
      server: `${server.url}/`,
      token: 't',
      skipTLSVerify: true,
    });
  const logOptions = {
    tailLines: 200,
    limitBytes: 1000,
    timeoutMs: 5_000,
    signal: never,
  };

  beforeAll(() => server.listen());
  afterAll(() => server.kill());
  afterEach(() => server.clearFaults());

  it('fetches a token for every request where it is given a function', async () => {
    let count = 0;
    const counting = createKubernetesClient({
      server: server.url,
      token: async () => `token-${++count}`,
      skipTLSVerify: true,
    });
    for (const expected of ['Bearer token-1', 'Bearer token-2']) {
      await counting.get(
        PODS,
        {},
        { task: 'list pods', timeoutMs: 5_000, signal: never },
      );
      expect(server.requests.at(-1)?.authorization).toBe(expected);
    }
  });

  it('tells the time of the server', async () => {
    const { serverTime } = await client().get(
      '/version',
      {},
      { task: 'get /version', timeoutMs: 5_000, signal: never },
    );
    expect(Math.abs((serverTime?.getTime() ?? 0) - Date.now())).toBeLessThan(
      2_000,
    );
  });

  it('times out where a server accepts and says nothing', async () => {
    server.plant(PODS, { kind: 'hang' });
    await expect(
      client().get(
        PODS,
        {},
        { task: 'list pods', timeoutMs: 100, signal: never },
      ),
    ).rejects.toMatchObject({
      kind: 'timeout',
      message: 'list pods: no answer in time',
    });
  });

  it('is aborted from outside', async () => {
    server.plant(PODS, { kind: 'hang' });
    const abort = new AbortController();
    const answer = client().get(
      PODS,
      {},
      { task: 'list pods', timeoutMs: 60_000, signal: abort.signal },
    );
    setTimeout(() => abort.abort(), 50);
    await expect(answer).rejects.toMatchObject({ kind: 'aborted' });
  });

  it('fails on an answer that is not JSON', async () => {
    server.plant(PODS, {
      kind: 'status',
      status: 200,
      body: '<html>login</html>',
    });
    await expect(
      client().get(
        PODS,
        {},
        { task: 'list pods', timeoutMs: 5_000, signal: never },
      ),
    ).rejects.toMatchObject({
      kind: 'server',
      message: 'list pods: the answer is not JSON',
    });
  });

  it('ends a watch for which no answer has come, and leaves no socket', async () => {
    server.plant(PODS, { kind: 'hang' });
    const abort = new AbortController();
    const watch = client().watch(
      PODS,
      {},
      { task: 'watch pods', onEvent: () => {}, signal: abort.signal },
    );
    setTimeout(() => abort.abort(), 50);
    await expect(watch).rejects.toMatchObject({ kind: 'aborted' });
    await waitUntil('closed sockets', () => server.openSockets === 0);
  });

  it('fails a watch whose listener throws', async () => {
    const watch = client().watch(
      PODS,
      {},
      {
        task: 'watch pods',
        signal: never,
        onEvent: () => {
          throw new Error('cannot project');
        },
      },
    );
    await waitUntil('an open watch', () => server.openWatches(PODS) === 1);
    server.send(PODS, { type: 'ADDED', object: {} });
    await expect(watch).rejects.toMatchObject({
      message: expect.stringContaining('cannot project'),
    });
  });

  it('reads the end of a log', async () => {
    server.logs.set(LOG, 'line 1\nline 2\n');
    await expect(client().readPodLog(POD, logOptions)).resolves.toBe(
      'line 1\nline 2\n',
    );
    expect(
      Object.fromEntries(server.requests.at(-1)?.query ?? []),
    ).toMatchObject({
      container: 'spark-kubernetes-driver',
      tailLines: '200',
      limitBytes: '1000',
    });
  });

  it('says no-log for a container that has not started', async () => {
    server.logs.delete(LOG);
    await expect(client().readPodLog(POD, logOptions)).rejects.toMatchObject({
      kind: 'no-log',
    });
  });

  it('says forbidden for a log that may not be read', async () => {
    const body = '{"kind":"Status","message":"pods \\"driver\\" is forbidden"}';
    server.plant(LOG, { kind: 'status', status: 403, body });
    await expect(client().readPodLog(POD, logOptions)).rejects.toMatchObject({
      kind: 'forbidden',
      message:
        'get pods/log of gha1/driver: HTTP 403, pods "driver" is forbidden',
    });
  });
});

describe('serviceAccountTokenRequester', () => {
  const server = new FakeApiServer();
  const input = {
    namespace: 'gha1',
    serviceAccount: 'gha1',
    audience: 'sts.amazonaws.com',
    expirationSeconds: 600,
  };
  const signal = new AbortController().signal;
  const request = () =>
    serviceAccountTokenRequester({
      server: server.url,
      token: 'portal',
      skipTLSVerify: true,
    });

  beforeAll(() => server.listen());
  afterAll(() => server.kill());

  it('asks for a token of the ServiceAccount with audience and life time', async () => {
    await expect(request()(input, signal)).resolves.toBe(
      'token-for-sts.amazonaws.com',
    );
    const { method, path, body } = server.requests.at(-1) ?? {};
    expect({ method, path }).toEqual({
      method: 'POST',
      path: '/api/v1/namespaces/gha1/serviceaccounts/gha1/token',
    });
    expect(JSON.parse(body ?? '')).toMatchObject({
      spec: { audiences: ['sts.amazonaws.com'], expirationSeconds: 600 },
    });
  });

  it('tells why the server refuses', async () => {
    await expect(
      request()({ ...input, expirationSeconds: 300 }, signal),
    ).rejects.toMatchObject({
      kind: 'invalid',
      message: expect.stringContaining(
        'may not specify a duration less than 10 minutes',
      ),
    });
  });
});

describe('a connection by TLS', () => {
  let server: FakeApiServer;
  let ca: string;
  let directory: string;
  const signal = new AbortController().signal;
  const ask = (trust: object) =>
    createKubernetesClient({ server: server.url, token: 't', ...trust }).get(
      '/version',
      {},
      { task: 'get /version', timeoutMs: 5_000, signal },
    );

  beforeAll(async () => {
    const authority = await createTestAuthority();
    ca = authority.certificate;
    server = await new FakeApiServer(authority.server).serve(PODS).listen();
    directory = await mkdtemp(join(tmpdir(), 'observer-'));
    await writeFile(join(directory, 'ca.pem'), ca);
  });
  afterAll(async () => {
    await server.kill();
    await rm(directory, { recursive: true });
  });

  it('trusts the authority given as data or as a file', async () => {
    await expect(
      ask({ caData: Buffer.from(ca).toString('base64') }),
    ).resolves.toBeDefined();
    await expect(
      ask({ caFile: join(directory, 'ca.pem') }),
    ).resolves.toBeDefined();
  });

  it('refuses an unknown authority unless told to accept any', async () => {
    await expect(ask({})).rejects.toMatchObject({
      kind: 'network',
      message: expect.stringMatching(/certificate/),
    });
    await expect(ask({ skipTLSVerify: true })).resolves.toBeDefined();
  });

  it('names the file of an authority that cannot be read', async () => {
    await expect(
      ask({ caFile: join(directory, 'missing.pem') }),
    ).rejects.toMatchObject({
      kind: 'network',
      message: expect.stringContaining('missing.pem'),
    });
  });

  it('watches', async () => {
    const abort = new AbortController();
    const events: string[] = [];
    const watch = createKubernetesClient({
      server: server.url,
      caData: Buffer.from(ca).toString('base64'),
    }).watch(
      PODS,
      {},
      {
        task: 'watch pods',
        onEvent: ({ type }) => events.push(type),
        signal: abort.signal,
      },
    );
    await waitUntil('an open watch', () => server.openWatches(PODS) === 1);
    server.put(PODS, { metadata: { name: 'driver', namespace: 'gha1' } });
    await waitUntil('the event', () => events.length === 1);
    abort.abort();
    await expect(watch).rejects.toMatchObject({ kind: 'aborted' });
  });
});
