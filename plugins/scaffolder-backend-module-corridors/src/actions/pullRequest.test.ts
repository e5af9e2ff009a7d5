import { mkdir, rm, symlink, writeFile } from 'fs/promises';
import path from 'path';
import { ActionHarness, CORRIDOR } from '../__testUtils__/ActionHarness';
import { createPullRequestAction } from './pullRequest';
import { createRenderAction } from './render';

describe('corridors:pull-request', () => {
  let harness: ActionHarness;
  let filesDigest: unknown;
  beforeEach(async () => {
    harness = await ActionHarness.start();
    const rendered = await harness.run(
      createRenderAction({ gateway: harness.gateway }),
      { corridor: CORRIDOR },
    );
    filesDigest = rendered.filesDigest;
  });
  afterEach(() => harness.close());

  const run = (
    options?: Parameters<ActionHarness['run']>[2],
    input: object = {},
  ) =>
    harness.run(
      createPullRequestAction({
        gateway: harness.gateway,
        forges: harness.forges,
        portalUrl: 'https://portal.example.com',
      }),
      { corridor: CORRIDOR, filesDigest, ...input },
      options,
    );
  const sent = () =>
    harness.corridors.sent
      .map(({ method, path: to }) => `${method} ${to}`)
      .slice(1);
  const inFolder = (file: string) =>
    path.join(harness.workspacePath, 'corridors/gha1', file);

  it('reserves, proposes and records', async () => {
    expect(await run()).toEqual({
      requestId: 'request-1',
      pullRequestUrl: `${harness.github.repoUrl}/pull/1`,
      pullRequestNumber: 1,
    });
    expect(sent()).toEqual([
      'POST /v1/requests',
      'PUT /v1/requests/request-1/pull-request',
    ]);
    expect(harness.corridors.requests).toMatchObject([
      { state: 'open', pullRequest: { number: 1 } },
    ]);
    expect(harness.github.repository.files('corridors/gha1')).toEqual({
      'README.md': '# Corridors\n',
      'corridors/gha1/corridor.yaml': harness.corridors.files['corridor.yaml'],
      'corridors/gha1/kubernetes/namespace.yaml':
        harness.corridors.files['kubernetes/namespace.yaml'],
    });
  });

  it('says in the pull request who asked for what, with the link to the request', async () => {
    await run(undefined, {
      corridor: {
        ...CORRIDOR,
        metadata: { name: 'gha1', title: '@team `x` | <b>' },
      },
    });
    const [pull] = harness.github.repository.pulls;
    expect(pull?.title).toBe('Add corridor gha1 in single1');
    expect(pull?.body).toContain('| Requested by | `user:default/ada` |');
    expect(pull?.body).toContain('| Owner | `group:default/gha` |');
    expect(pull?.body).toContain('| Title | `@team  x    <b>` |');
    expect(pull?.body).toContain(
      '[request-1](https://portal.example.com/corridors/requests/request-1)',
    );
    expect(pull?.body).toContain(
      '- `corridors/gha1/kubernetes/namespace.yaml`',
    );
  });

  it('removes from the repository what is no longer rendered', async () => {
    harness.github.repository.push('main', {
      'corridors/gha1/aws/old.yaml': 'old\n',
    });
    harness.corridors.removed.push('aws/old.yaml');
    await run();
    expect(
      Object.keys(harness.github.repository.files('corridors/gha1')),
    ).not.toContain('corridors/gha1/aws/old.yaml');
  });

  describe('a workspace that differs', () => {
    it.each([
      [
        'a line',
        () =>
          writeFile(
            inFolder('kubernetes/namespace.yaml'),
            'kind: Namespace\nmetadata:\n  name: other\n',
          ),
        'kubernetes/namespace.yaml, line 3, is "  name: other" and was rendered as "  name: gha1"',
      ],
      [
        'a line too many',
        () =>
          writeFile(
            inFolder('corridor.yaml'),
            `${harness.corridors.files['corridor.yaml']}more`,
          ),
        'corridor.yaml, line 4, is "more" and was rendered as ""',
      ],
      [
        'a line too few',
        () => writeFile(inFolder('corridor.yaml'), 'kind: Corridor\nmetadata:'),
        'corridor.yaml, line 3, is not there and was rendered as "  name: gha1"',
      ],
      [
        'a file too many',
        () => writeFile(inFolder('a.yaml'), ''),
        'a.yaml was not rendered',
      ],
      [
        'a file too few',
        () => rm(inFolder('corridor.yaml')),
        'corridor.yaml is missing',
      ],
      [
        'a link',
        async () => {
          await rm(inFolder('corridor.yaml'));
          await symlink('/etc/hostname', inFolder('corridor.yaml'));
        },
        'corridor.yaml is not a regular file',
      ],
      [
        'no folder',
        () => rm(inFolder(''), { recursive: true }),
        'corridor.yaml is missing',
      ],
    ])(
      'is refused for %s, and the reservation is given back',
      async (_what, tamper, difference) => {
        await mkdir(inFolder(''), { recursive: true });
        await tamper();
        await expect(run()).rejects.toMatchObject({
          name: 'ConflictError',
          message: expect.stringContaining(difference),
        });
        expect(harness.corridors.requests).toMatchObject([
          { state: 'failed', error: expect.stringContaining(difference) },
        ]);
        expect(harness.github.requests).toEqual([]);
      },
    );
  });

  describe('a forge that fails', () => {
    it.each([
      [401, 'token is wrong or expired'],
      [409, 'try again'],
      [422, 'rule of the repository'],
      [500, 'try again later'],
    ])(
      'answering %d gives the reservation back with the reason, and a retry makes one pull request',
      async (answer, advice) => {
        const checkpoints = new Map();
        harness.github.fail({ method: 'POST', path: /^\/pulls$/, answer });
        await expect(run({ checkpoints })).rejects.toMatchObject({
          name: 'ForgeError',
          message: expect.stringContaining(advice),
        });
        expect(harness.corridors.requests).toMatchObject([
          { state: 'failed', error: expect.stringContaining(advice) },
        ]);
        expect(await run({ checkpoints })).toMatchObject({
          requestId: 'request-2',
          pullRequestNumber: 1,
        });
        expect(harness.github.repository.pulls).toHaveLength(1);
        expect(harness.corridors.requests).toMatchObject([
          { state: 'failed' },
          { state: 'open' },
        ]);
      },
    );

    it('after the work was done leads to the same pull request on a retry', async () => {
      harness.github.fail({
        method: 'POST',
        path: /^\/pulls$/,
        answer: 'drop',
      });
      await expect(run()).rejects.toMatchObject({ kind: 'unavailable' });
      expect(await run()).toMatchObject({ pullRequestNumber: 1 });
      expect(harness.github.repository.pulls).toHaveLength(1);
    });

    it('while the release fails as well is told as the failure of the forge', async () => {
      harness.github.fail({ path: /./, answer: 401 });
      harness.corridors.fail({
        path: /release$/,
        status: 500,
        name: 'Error',
        message: 'Database is gone',
      });
      await expect(run()).rejects.toMatchObject({
        name: 'ForgeError',
        kind: 'unauthorized',
      });
    });

    it('is given up when the task is cancelled, and the reservation goes back', async () => {
      harness.github.fail({ path: /./, answer: 'hang' });
      const controller = new AbortController();
      const running = run({ signal: controller.signal });
      while (harness.github.requests.length === 0) {
        await new Promise(resolve => setImmediate(resolve));
      }
      controller.abort(new Error('The task was cancelled'));
      await expect(running).rejects.toThrow('The task was cancelled');
      expect(harness.corridors.requests).toMatchObject([
        { state: 'failed', error: 'The task was cancelled' },
      ]);
    });
  });

  describe('taken up anew', () => {
    it('repeats nothing that was done', async () => {
      const checkpoints = new Map();
      const first = await run({ checkpoints });
      const before = harness.github.requests.length;
      expect(await run({ checkpoints })).toEqual(first);
      expect(harness.github.requests).toHaveLength(before);
      expect(harness.corridors.requests).toHaveLength(1);
    });

    it('goes on with the reservation that it made before it was lost', async () => {
      const checkpoints = new Map();
      harness.github.fail({ method: 'GET', path: /./, answer: 500 });
      harness.corridors.fail({
        path: /release$/,
        status: 500,
        name: 'Error',
        message: 'Database is gone',
      });
      await expect(run({ checkpoints })).rejects.toThrow('GitHub answered 500');
      expect(harness.corridors.requests).toMatchObject([{ state: 'reserved' }]);
      expect(await run({ checkpoints })).toMatchObject({
        requestId: 'request-1',
        pullRequestNumber: 1,
      });
      expect(harness.corridors.requests).toMatchObject([{ state: 'open' }]);
    });

    it('records the pull request that it could not record before', async () => {
      const checkpoints = new Map();
      harness.corridors.fail({
        path: /pull-request$/,
        status: 500,
        name: 'Error',
        message: 'Database is gone',
      });
      await expect(run({ checkpoints })).rejects.toThrow(
        `Could not record pull request ${harness.github.repoUrl}/pull/1: Database is gone`,
      );
      expect(harness.corridors.requests).toMatchObject([{ state: 'reserved' }]);
      expect(await run({ checkpoints })).toMatchObject({
        requestId: 'request-1',
        pullRequestNumber: 1,
      });
      expect(harness.corridors.requests).toMatchObject([{ state: 'open' }]);
      expect(harness.github.repository.pulls).toHaveLength(1);
    });
  });

  it('passes on that the corridor is asked for already', async () => {
    await run();
    await expect(run()).rejects.toMatchObject({
      name: 'ConflictError',
      message:
        'Could not reserve the corridor: A request for "gha1" is open already: request-1',
    });
  });

  it('neither reserves nor proposes in a dry run, and still refuses a changed workspace', async () => {
    expect(await run({ isDryRun: true })).toMatchObject({
      requestId: 'dry-run',
    });
    expect(sent()).toEqual(['POST /v1/preflight']);
    expect(harness.github.requests).toEqual([]);
    await writeFile(inFolder('corridor.yaml'), 'other');
    await expect(run({ isDryRun: true })).rejects.toThrow(
      /corridor\.yaml, line 1/,
    );
  });

  it.each([
    [{ filesDigest: undefined }, 'filesDigest: '],
    [{ filesDigest: '' }, 'filesDigest: '],
    [{ folder: '../elsewhere' }, 'folder: '],
    [{ corridor: null }, 'corridor: '],
  ])('names the field that is wrong in %j', async (input, field) => {
    await expect(run(undefined, input)).rejects.toMatchObject({
      name: 'InputError',
      message: expect.stringContaining(field),
    });
  });
});
