import { promises as fs } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { PassThrough } from 'node:stream';
import { type PortalAnswer, PortalServer } from '../__fixtures__/PortalServer';
import { corridors } from '../__fixtures__/terminal';
import { temporaryFolder } from '../__fixtures__/temporaryFolder';
import { runVerify, type VerifyOptions } from './runVerify';

const TIMINGS = {
  pollMilliseconds: 5,
  requestMilliseconds: 2_000,
  failures: 3,
};

const RUN = '/v1/verifications/run-1';

const run = (
  state: string,
  change: Record<string, unknown> = {},
): PortalAnswer => ({
  body: {
    id: 'run-1',
    state,
    progress: { phase: 'evaluating', cells: 40, answered: 12 },
    findings: [],
    analyses: [],
    ...change,
  },
});

const finding = (kind: string) => ({ kind, title: `A ${kind}` });

let portal: PortalServer;
beforeEach(async () => {
  portal = await PortalServer.start();
  portal.answer('POST /v1/verifications', { ...run('queued'), status: 202 });
  portal.answer(`GET ${RUN}/report?format=markdown`, { body: '# Report' });
});
afterEach(() => portal.stop());

async function verify(
  options: Partial<VerifyOptions> = {},
  env: Record<string, string> = {},
) {
  const stdout = new PassThrough();
  const stderr = new PassThrough();
  const exitCode = await runVerify(
    {
      portal: portal.url,
      scope: { kind: 'corridor', corridor: 'gha1' },
      views: ['declared', 'observed'],
      format: 'markdown',
      timeout: 10,
      ...options,
    },
    {
      stdin: new PassThrough(),
      stdout,
      stderr,
      cwd: os.tmpdir(),
      env,
      now: () => new Date(),
    },
    TIMINGS,
  );
  return {
    exitCode,
    stdout: String(stdout.read() ?? ''),
    stderr: String(stderr.read() ?? ''),
  };
}

describe('runVerify', () => {
  it('starts a run with the token, waits until it is over and prints the report', async () => {
    portal.answer(
      `GET ${RUN}`,
      run('running'),
      run('running'),
      run('succeeded'),
    );
    const outcome = await verify({}, { CORRIDORS_TOKEN: 'secret-token' });
    expect(outcome).toEqual({
      exitCode: 0,
      stdout: '# Report\n',
      stderr: [
        'Run run-1 queued',
        'Run run-1 evaluating: 12 of 40 cells',
        'Run run-1 succeeded: no findings.',
        '',
      ].join('\n'),
    });
    const [start] = portal.requests;
    expect(start).toEqual({
      method: 'POST',
      path: '/api/corridors/v1/verifications',
      authorization: 'Bearer secret-token',
      body: {
        scope: { kind: 'corridor', corridor: 'gha1' },
        views: ['declared', 'observed'],
      },
    });
    expect(
      portal.requests.every(one => one.authorization === 'Bearer secret-token'),
    ).toBe(true);
  });

  it('sends no token when there is none', async () => {
    portal.answer(`GET ${RUN}`, run('succeeded'));
    await verify();
    expect(portal.requests[0]).not.toHaveProperty('authorization');
  });

  it.each([
    ['a leak', run('succeeded', { findings: [finding('leak')] }), 1],
    ['drift', run('succeeded', { findings: [finding('drift')] }), 1],
    [
      'something unproven',
      run('succeeded', { findings: [finding('unproven')] }),
      1,
    ],
    [
      'something blocked',
      run('succeeded', { findings: [finding('blocked')] }),
      0,
    ],
    [
      'a policy that is not understood',
      run('succeeded', { analyses: [{ notUnderstood: [{ message: 'x' }] }] }),
      1,
    ],
    ['a run that failed', run('failed', { error: 'It broke' }), 1],
    ['a run that was cancelled', run('cancelled'), 1],
    ['a run that was interrupted', run('interrupted'), 1],
  ])('ends by what was found: %s', async (_, answer, exitCode) => {
    portal.answer(`GET ${RUN}`, answer);
    expect((await verify()).exitCode).toBe(exitCode);
  });

  it('writes the report to a file', async () => {
    portal.answer(`GET ${RUN}`, run('succeeded'));
    portal.answer(`GET ${RUN}/report?format=csv`, { body: 'a,b\n' });
    const folder = await temporaryFolder();
    const output = path.join(folder, 'report.csv');
    const { stdout } = await verify({ format: 'csv', output });
    expect(stdout).toBe('');
    expect(await fs.readFile(output, 'utf8')).toBe('a,b\n');
  });

  it('asks again when the portal is unavailable for a while', async () => {
    const unavailable = { status: 503, body: {} };
    portal.answer(`GET ${RUN}`, unavailable, unavailable, run('succeeded'));
    expect((await verify()).exitCode).toBe(0);
  });

  it.each([
    ['unavailable for long', { status: 503, body: {} }, 'answered 503'],
    [
      'not willing',
      { status: 403, body: { error: { message: 'Not allowed' } } },
      "answered 403: Not allowed. The token's owner may not run",
    ],
    ['asked without a token', { status: 401, body: {} }, 'Set CORRIDORS_TOKEN'],
    ['no portal', { body: '<html>' }, 'something else than JSON'],
    ['of another version', { body: { id: 'run-1' } }, 'does not understand'],
    [
      'somewhere else',
      { status: 302, headers: { location: 'http://127.0.0.1:1/' }, body: '' },
      'cannot be reached',
    ],
  ])('says when the portal is %s', async (_, answer, message) => {
    portal.answer(`GET ${RUN}`, answer);
    await expect(verify()).rejects.toThrow(message);
  });

  it('says when the portal does not answer', async () => {
    const { url } = portal;
    await portal.stop();
    await expect(verify({ portal: url })).rejects.toThrow(
      /cannot be reached: .*ECONNREFUSED/,
    );
  });

  it('gives up after a time and says that the run goes on', async () => {
    portal.answer(`GET ${RUN}`, run('running'));
    await expect(verify({ timeout: 0.05 })).rejects.toThrow(
      'It goes on in the portal',
    );
  });
});

describe('corridors verify', () => {
  it.each([
    ['no scope', ['verify'], "required option '--scope <scope>'"],
    [
      'a scope of no kind',
      ['verify', '--scope', 'gha1'],
      'Give corridor:<name>',
    ],
    [
      'a scope without a name',
      ['verify', '--scope', 'corridor:'],
      'Give corridor:<name>',
    ],
    [
      'an unknown view',
      ['verify', '--scope', 'corridor:gha1', '--views', 'seen'],
      'Views are',
    ],
    [
      'no time',
      ['verify', '--scope', 'corridor:gha1', '--timeout', '0'],
      'Give a number of seconds',
    ],
    ['no portal', ['verify', '--scope', 'corridor:gha1'], 'CORRIDORS_PORTAL'],
    [
      'an address of something else',
      ['verify', '--scope', 'corridor:gha1', '--portal', 'file:///etc'],
      'is no address of a portal',
    ],
  ])('refuses %s', async (_, args, message) => {
    const { exitCode, stderr } = await corridors(args);
    expect(exitCode).toBe(2);
    expect(stderr).toContain(message);
  });

  it('takes the address of the environment', async () => {
    portal.answer(`GET ${RUN}`, run('succeeded'));
    portal.answer('POST /v1/verifications', run('succeeded'));
    const { exitCode, stdout } = await corridors(
      ['verify', '--scope', 'account:111122223333'],
      { env: { CORRIDORS_PORTAL: `${portal.url}/` } },
    );
    expect([exitCode, stdout]).toEqual([0, '# Report\n']);
    expect(portal.requests[0]?.body).toEqual({
      scope: { kind: 'account', accountId: '111122223333' },
      views: ['declared', 'configured', 'observed'],
    });
  });
});
