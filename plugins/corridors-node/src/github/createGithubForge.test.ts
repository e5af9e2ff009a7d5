import { ConfigReader } from '@backstage/config';
import { ScmIntegrations } from '@backstage/integration';
import type { Forge, ForgeChange } from '../forge';
import { startTestGithub, type TestGithub } from '../testing';
import { createGithubForge } from './createGithubForge';

const CHANGE: ForgeChange = {
  branch: 'corridors/gha1',
  base: 'main',
  basePath: '',
  title: 'Corridor gha1',
  body: 'Requested by Ada.',
  files: [
    { path: 'corridors/gha1/corridor.yaml', content: 'kind: Corridor\n' },
    {
      path: 'corridors/gha1/kubernetes/namespace.yaml',
      content: 'kind: Namespace\n',
    },
  ],
  remove: [],
  commitMessage: 'Add corridor gha1',
};

describe('createGithubForge', () => {
  let github: TestGithub;
  let forge: Forge;

  const connect = (
    options: { token?: string; requestTimeoutMs?: number } = {},
  ) =>
    createGithubForge({
      repoUrl: github.repoUrl,
      integrations: ScmIntegrations.fromConfig(
        new ConfigReader({
          integrations: { github: [{ ...github.integration, ...options }] },
        }),
      ),
      clock: () => new Date('2027-01-02T03:04:05Z'),
      requestTimeoutMs: options.requestTimeoutMs,
    });

  beforeEach(async () => {
    github = await startTestGithub({
      'README.md': '# Corridors\n',
      'corridors/old/corridor.yaml': 'kind: Corridor\n',
      'corridors/old/aws/role.yaml': 'kind: Role\n',
    });
    forge = connect();
  });
  afterEach(() => github.close());

  const writes = () =>
    github.requests.filter(request => !request.startsWith('GET '));
  const commits = () =>
    github.requests.filter(request => request === 'POST /git/commits').length;

  describe('openOrUpdate', () => {
    it('puts the files on a branch of their own and opens a pull request', async () => {
      const pull = await forge.openOrUpdate(CHANGE);
      expect(pull).toEqual({
        url: `${github.repoUrl}/pull/1`,
        number: 1,
        headSha: github.repository.tip('corridors/gha1'),
        branch: 'corridors/gha1',
        created: true,
      });
      expect(github.repository.files('corridors/gha1')).toMatchObject({
        'README.md': '# Corridors\n',
        'corridors/gha1/corridor.yaml': 'kind: Corridor\n',
        'corridors/gha1/kubernetes/namespace.yaml': 'kind: Namespace\n',
      });
      expect(github.repository.pulls).toMatchObject([
        { title: 'Corridor gha1', body: 'Requested by Ada.' },
      ]);
      expect(github.repository.messages('corridors/gha1')[0]).toBe(
        'Add corridor gha1\n\nCorridors-Branch: corridors/gha1\n',
      );
    });

    it('writes nothing when asked again', async () => {
      const first = await forge.openOrUpdate(CHANGE);
      const before = commits();
      expect(await forge.openOrUpdate(CHANGE)).toEqual({
        ...first,
        created: false,
      });
      expect(commits()).toBe(before);
      expect(github.repository.pulls).toHaveLength(1);
    });

    it('writes nothing when asked again after main went on', async () => {
      const first = await forge.openOrUpdate(CHANGE);
      github.repository.push('main', { 'README.md': '# More\n' });
      expect((await forge.openOrUpdate(CHANGE)).headSha).toBe(first.headSha);
      expect(github.repository.pulls).toHaveLength(1);
    });

    it('adds a commit to its open pull request, renews its text, and drops files that are no longer rendered', async () => {
      await forge.openOrUpdate(CHANGE);
      const second = await forge.openOrUpdate({
        ...CHANGE,
        title: 'Corridor gha1, again',
        files: [
          {
            path: 'corridors/gha1/corridor.yaml',
            content: 'kind: Corridor\nspec: {}\n',
          },
        ],
      });
      expect(second).toMatchObject({ number: 1, created: false });
      expect(github.repository.files('corridors/gha1')).toEqual({
        ...github.repository.files('main'),
        'corridors/gha1/corridor.yaml': 'kind: Corridor\nspec: {}\n',
      });
      expect(github.repository.messages('corridors/gha1')).toHaveLength(3);
      expect(github.repository.pulls).toMatchObject([
        { title: 'Corridor gha1, again' },
      ]);
    });

    it('removes what is there and passes over what is not', async () => {
      await forge.openOrUpdate({
        ...CHANGE,
        files: [],
        remove: [
          'corridors/old/corridor.yaml',
          'corridors/old/aws/role.yaml',
          'corridors/old/none.yaml',
          'none/x.yaml',
        ],
      });
      expect(github.repository.files('corridors/gha1')).toEqual({
        'README.md': '# Corridors\n',
      });
    });

    it('starts anew at main on a branch that a merged pull request left behind', async () => {
      await forge.openOrUpdate(CHANGE);
      github.repository.merge(1);
      github.repository.push('main', {
        'corridors/gha1/corridor.yaml': 'edited\n',
      });
      const again = await forge.openOrUpdate(CHANGE);
      expect(again).toMatchObject({ number: 2, created: true });
      const { ahead, mergeBase } = github.repository.compare(
        github.repository.tip('main') ?? '',
        again.headSha,
      );
      expect(ahead).toHaveLength(1);
      expect(mergeBase).toBe(github.repository.tip('main'));
    });

    it('starts anew at main on a branch whose pull request was closed', async () => {
      await forge.openOrUpdate(CHANGE);
      github.repository.pulls.forEach(pull =>
        Object.assign(pull, { state: 'closed' }),
      );
      github.repository.push('main', { 'README.md': '# More\n' });
      const again = await forge.openOrUpdate(CHANGE);
      expect(again).toMatchObject({ number: 2, created: true });
      expect(github.repository.files('corridors/gha1')['README.md']).toBe(
        '# More\n',
      );
    });

    it('leaves a branch alone that somebody else committed to', async () => {
      await forge.openOrUpdate(CHANGE);
      const tip = github.repository.push(
        'corridors/gha1',
        { 'corridors/gha1/corridor.yaml': 'mine\n' },
        'Grace',
      );
      await expect(forge.openOrUpdate(CHANGE)).rejects.toMatchObject({
        kind: 'conflict',
        message: expect.stringMatching(
          /holds commit \w{10} by Grace.*delete the branch, then try again/,
        ),
      });
      expect(github.repository.tip('corridors/gha1')).toBe(tip);
    });

    it('finds the foreign commit after more than a hundred of its own', async () => {
      const { repository } = github;
      repository.setTip('corridors/gha1', repository.tip('main') ?? '');
      for (let index = 0; index < 120; index++) {
        const tip = repository.tip('corridors/gha1') ?? '';
        repository.setTip(
          'corridors/gha1',
          repository.commit({
            tree: repository.readCommit(tip)?.tree ?? '',
            parents: [tip],
            message: 'Ours\n\nCorridors-Branch: corridors/gha1\n',
            author: 'portal',
          }),
        );
      }
      repository.push('corridors/gha1', { x: 'x' }, 'Grace');
      await expect(forge.openOrUpdate(CHANGE)).rejects.toMatchObject({
        kind: 'conflict',
        message: expect.stringContaining('by Grace'),
      });
    });

    it('says that there is nothing to propose', async () => {
      github.repository.push(
        'main',
        Object.fromEntries(CHANGE.files.map(file => [file.path, file.content])),
      );
      await expect(forge.openOrUpdate(CHANGE)).rejects.toMatchObject({
        kind: 'rejected',
        message: expect.stringContaining('main already holds these very files'),
      });
      expect(github.repository.tip('corridors/gha1')).toBeUndefined();
    });

    it.each([
      [
        'climbs out of the repository',
        { files: [{ path: '../x', content: '' }] },
      ],
      ['is absolute', { files: [{ path: '/etc/x', content: '' }] }],
      ['goes into Git', { files: [{ path: '.git/config', content: '' }] }],
      ['has a backslash', { files: [{ path: 'a\\b', content: '' }] }],
      ['removes by climbing', { remove: ['a/../../x'] }],
      [
        'lies outside of the folder',
        { basePath: 'spark', files: [{ path: 'corridors/x', content: '' }] },
      ],
      ['goes to the base itself', { branch: 'main' }],
    ])(
      'refuses a change that %s, before anything is sent',
      async (_what, part) => {
        await expect(
          forge.openOrUpdate({ ...CHANGE, ...part }),
        ).rejects.toMatchObject({ kind: 'rejected' });
        expect(github.requests).toEqual([]);
      },
    );

    it.each([
      ['branch', /^\/git\/refs$/],
      ['pull request', /^\/pulls$/],
    ])(
      'makes no second one when the answer to the creation of the %s was lost',
      async (_what, path) => {
        github.fail({ method: 'POST', path, answer: 'drop' });
        await expect(forge.openOrUpdate(CHANGE)).rejects.toMatchObject({
          kind: 'unavailable',
        });
        const pull = await forge.openOrUpdate(CHANGE);
        expect(pull.number).toBe(1);
        expect(github.repository.pulls).toHaveLength(1);
        expect(commits()).toBe(1);
      },
    );

    it('takes over a pull request that another process opened in between', async () => {
      await forge.openOrUpdate(CHANGE);
      github.fail({
        method: 'GET',
        path: /^\/pulls$/,
        times: 2,
        answer: 200,
        body: [],
      });
      expect(await forge.openOrUpdate(CHANGE)).toMatchObject({
        number: 1,
        created: false,
      });
    });

    it('opens one pull request when two ask at once', async () => {
      const pulls = await Promise.all([
        forge.openOrUpdate(CHANGE),
        forge.openOrUpdate(CHANGE),
      ]);
      expect(pulls.map(pull => pull.number)).toEqual([1, 1]);
      expect(github.repository.pulls).toHaveLength(1);
    });

    it('refuses an open pull request that goes elsewhere', async () => {
      github.repository.push('release', {});
      await forge.openOrUpdate({ ...CHANGE, base: 'release' });
      github.repository.setTip(
        'corridors/gha1',
        github.repository.tip('main') ?? '',
      );
      await expect(forge.openOrUpdate(CHANGE)).rejects.toMatchObject({
        kind: 'conflict',
        message: expect.stringContaining('to release, not to main'),
      });
    });
  });

  describe('failures', () => {
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
        connect({ requestTimeoutMs: 50 }).status(1),
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
      await expect(connect({ token: ' ' }).status(1)).rejects.toMatchObject({
        kind: 'unauthorized',
        message: expect.stringContaining('no credentials are configured'),
      });
      expect(github.requests).toEqual([]);
    });

    it('shows no token in any failure', async () => {
      const token = 'ghp_anotherTokenThatIsWrong';
      const failure = await connect({ token })
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

  describe('status', () => {
    it('follows a pull request from open to merged', async () => {
      const { headSha } = await forge.openOrUpdate(CHANGE);
      expect(await forge.status(1)).toEqual({
        number: 1,
        url: `${github.repoUrl}/pull/1`,
        state: 'open',
        branch: 'corridors/gha1',
        headSha,
        title: 'Corridor gha1',
        author: 'portal',
        reviews: 'none',
        checkedAt: '2027-01-02T03:04:05.000Z',
      });
      github.repository.merge(1);
      expect(await forge.status(1)).toMatchObject({
        state: 'merged',
        mergedAt: '2027-01-02T03:04:05Z',
        mergeCommitSha: github.repository.tip('main'),
      });
    });

    it.each([
      [[], 'none'],
      [['ada APPROVED'], 'approved'],
      [['ada CHANGES_REQUESTED', 'grace APPROVED'], 'changes-requested'],
      [['ada CHANGES_REQUESTED', 'ada APPROVED'], 'approved'],
      [['ada APPROVED', 'ada COMMENTED'], 'approved'],
      [['ada CHANGES_REQUESTED', 'ada DISMISSED'], 'none'],
    ])('sums up the reviews %j as %s', async (given, reviews) => {
      await forge.openOrUpdate(CHANGE);
      for (const review of given) {
        const [login = '', state = ''] = review.split(' ');
        github.repository.pulls[0]?.reviews.push({ user: { login }, state });
      }
      expect(await forge.status(1)).toMatchObject({ reviews });
      expect(await forge.findOpen('corridors/gha1')).toMatchObject({
        number: 1,
        reviews,
      });
    });

    it('finds open pull requests by branch and by prefix', async () => {
      await forge.openOrUpdate(CHANGE);
      await forge.openOrUpdate({ ...CHANGE, branch: 'renovate/x' });
      expect(await forge.findOpen('corridors/gha2')).toBeUndefined();
      const listed = await forge.listOpen('corridors/');
      expect(listed.map(({ number, branch }) => ({ number, branch }))).toEqual([
        { number: 1, branch: 'corridors/gha1' },
      ]);
    });
  });

  describe('readTree', () => {
    it('reads a folder with paths from the root, and the commit it read', async () => {
      expect(await forge.readTree('main', 'corridors/old')).toEqual({
        sha: github.repository.tip('main'),
        files: [
          { path: 'corridors/old/aws/role.yaml', content: 'kind: Role\n' },
          { path: 'corridors/old/corridor.yaml', content: 'kind: Corridor\n' },
        ],
      });
    });

    it('reads everything, and nothing of a folder that is not there', async () => {
      expect((await forge.readTree('main', '')).files).toHaveLength(3);
      expect((await forge.readTree('main', 'corridors/none')).files).toEqual(
        [],
      );
    });

    it('refuses a file that no manifest can be', async () => {
      github.repository.push('main', {
        'corridors/old/huge.yaml': 'x'.repeat(1024 * 1024 + 1),
      });
      await expect(forge.readTree('main', 'corridors')).rejects.toMatchObject({
        kind: 'rejected',
        message: expect.stringContaining('corridors/old/huge.yaml'),
      });
    });

    it('says that a branch is not there', async () => {
      await expect(forge.readTree('none', '')).rejects.toMatchObject({
        kind: 'not-found',
      });
    });
  });
});
