import { callApi } from '../__testUtils__/apiClient';
import {
  ADMIN_TOKEN,
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
