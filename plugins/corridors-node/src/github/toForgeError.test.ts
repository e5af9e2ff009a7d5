import type { Forge } from '../forge';
import { startTestGithub, type TestGithub } from '../testing';
import {
  CHANGE,
  connectTestForge,
  MAIN,
} from './__testUtils__/connectTestForge';

describe('failures of the GitHub forge', () => {
  let github: TestGithub;
  let forge: Forge;
  beforeEach(async () => {
    github = await startTestGithub(MAIN);
    forge = connectTestForge(github);
  });
  afterEach(() => github.close());

  const writes = () =>
    github.requests.filter(request => !request.startsWith('GET '));

  const EVERYWHERE = /./;
  it.each([
    [401, 'unauthorized', 'token is wrong or expired'],
    [403, 'forbidden', 'needs read and write access'],
    [404, 'not-found', 'may not see'],
    [405, 'conflict', 'try again'],
    [409, 'conflict', 'try again'],
    [422, 'rejected', 'rule of the repository'],
    [429, 'unavailable', 'Too many requests'],
    [500, 'unavailable', 'try again later'],
    [503, 'unavailable', 'try again later'],
  ])('tells an answer of %d as %s', async (answer, kind, advice) => {
    github.fail({
      path: EVERYWHERE,
      times: 9,
      answer,
      message: 'What GitHub says',
    });
    const failure = await forge.status(7).catch(error => error);
    expect(failure).toMatchObject({
      name: 'ForgeError',
      kind,
      status: answer,
    });
    expect(failure.message).toContain('Could not read pull request 7 in');
    expect(failure.message).toContain(
      `GitHub answered ${answer} "What GitHub says"`,
    );
    expect(failure.message).toContain(advice);
  });

  it.each([401, 403, 409, 422, 500])(
    'passes on %d while a change is proposed, and a retry succeeds',
    async answer => {
      github.fail({ method: 'POST', path: /^\/pulls$/, answer });
      await expect(forge.openOrUpdate(CHANGE)).rejects.toMatchObject({
        status: answer,
      });
      expect(await forge.openOrUpdate(CHANGE)).toMatchObject({
        number: 1,
        created: true,
      });
    },
  );

  it.each([
    ['retry-after', { 'retry-after': '30' }, 'in 30 s'],
    [
      'a time of reset',
      { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1800000000' },
      '2027-01-15T08:00:00.000Z',
    ],
  ])('knows the rate limit by %s', async (_what, headers, when) => {
    github.fail({ path: EVERYWHERE, answer: 403, headers });
    await expect(forge.status(1)).rejects.toMatchObject({
      kind: 'unavailable',
      message: expect.stringContaining(when),
    });
  });

  it('gives up on a server that does not answer', async () => {
    github.fail({ path: EVERYWHERE, answer: 'hang' });
    await expect(
      connectTestForge(github, { requestTimeoutMs: 50 }).status(1),
    ).rejects.toMatchObject({
      kind: 'timeout',
      isTransient: true,
      message: expect.stringContaining('no answer within 0.05 s'),
    });
  });

  it('stops when it is told to', async () => {
    github.fail({ path: EVERYWHERE, answer: 'hang' });
    const controller = new AbortController();
    const asked = forge.status(1, controller.signal);
    controller.abort(new Error('The task was cancelled'));
    await expect(asked).rejects.toThrow('The task was cancelled');
  });

  it('names the cause when nothing listens', async () => {
    await github.close();
    await expect(forge.status(1)).rejects.toMatchObject({
      kind: 'unavailable',
      message: expect.stringMatching(/no connection \(.*ECONNREFUSED/),
    });
    github = await startTestGithub();
  });

  it('says so when no credentials are configured', async () => {
    await expect(
      connectTestForge(github, { token: ' ' }).status(1),
    ).rejects.toMatchObject({
      kind: 'unauthorized',
      message: expect.stringContaining('no credentials are configured'),
    });
    expect(github.requests).toEqual([]);
  });

  it('shows no token in any failure', async () => {
    const token = 'ghp_anotherTokenThatIsWrong';
    const failure = await connectTestForge(github, { token })
      .openOrUpdate(CHANGE)
      .catch(error => error);
    expect(failure).toMatchObject({ kind: 'unauthorized', status: 401 });
    expect(
      JSON.stringify([
        failure.message,
        failure.stack,
        failure,
        String(failure.cause),
      ]),
    ).not.toContain(token);
  });

  it('says that the base branch is missing', async () => {
    await expect(
      forge.openOrUpdate({ ...CHANGE, base: 'trunk' }),
    ).rejects.toMatchObject({
      kind: 'not-found',
      message: expect.stringContaining(
        'Branch trunk of platform/corridors-gitops does not exist',
      ),
    });
    expect(writes()).toEqual([]);
  });
});
