import {
  commitToNewBranch,
  openTestPullRequest,
  REPOSITORY,
  startTestGithub,
  TestGithub,
} from './__testUtils__/startTestGithub';

const readme = (content: string) => Buffer.from(content).toString('base64');

describe('REST API, driven by Octokit', () => {
  let server: TestGithub;
  beforeEach(async () => {
    server = await startTestGithub();
  });
  afterEach(() => server.close());

  describe('who may do what', () => {
    it('says who the token belongs to', async () => {
      const { data } = await server.author.rest.users.getAuthenticated();
      expect(data).toMatchObject({ login: 'portal', name: 'Portal' });
    });

    it.each([
      ['a wrong token', 'wrong', 401, 'Bad credentials'],
      ['no token', undefined, 401, 'Requires authentication'],
    ])('refuses %s', async (_what, token, status, message) => {
      await expect(
        server.connect(token).rest.repos.get(REPOSITORY),
      ).rejects.toMatchObject({
        status,
        message: expect.stringContaining(message),
      });
    });

    it('lets a read-only token read and not write', async () => {
      const { data } = await server.reader.rest.repos.get(REPOSITORY);
      expect(data.permissions).toMatchObject({ pull: true, push: false });
      await expect(
        server.reader.rest.git.createRef({
          ...REPOSITORY,
          ref: 'refs/heads/x',
          sha: 'f'.repeat(40),
        }),
      ).rejects.toMatchObject({ status: 403 });
    });

    it('knows no repository but its own', async () => {
      await expect(
        server.author.rest.repos.get({ owner: 'platform', repo: 'other' }),
      ).rejects.toMatchObject({
        status: 404,
        message: expect.stringContaining('Not Found'),
      });
    });
  });

  describe('branches and references', () => {
    it('creates, lists, moves and deletes a branch whose name holds a slash', async () => {
      const sha = await commitToNewBranch(server.author, 'corridors/gha1', {
        path: 'a.txt',
        content: 'a',
      });
      const { data: branches } = await server.author.rest.repos.listBranches(
        REPOSITORY,
      );
      expect(branches.map(branch => branch.name)).toEqual([
        'corridors/gha1',
        'main',
      ]);
      const { data: branch } = await server.author.rest.repos.getBranch({
        ...REPOSITORY,
        branch: 'corridors/gha1',
      });
      expect(branch.commit.sha).toBe(sha);
      await server.author.rest.git.deleteRef({
        ...REPOSITORY,
        ref: 'heads/corridors/gha1',
      });
      await expect(
        server.author.rest.git.getRef({
          ...REPOSITORY,
          ref: 'heads/corridors/gha1',
        }),
      ).rejects.toMatchObject({ status: 404 });
    });

    it('refuses a reference that exists, a commit that does not, and a name that Git would not take', async () => {
      const sha = await commitToNewBranch(server.author, 'taken', {
        path: 'a.txt',
        content: 'a',
      });
      const create = (ref: string, of: string) =>
        server.author.rest.git.createRef({ ...REPOSITORY, ref, sha: of });
      await expect(create('refs/heads/taken', sha)).rejects.toMatchObject({
        status: 422,
        message: expect.stringContaining('Reference already exists'),
      });
      await expect(
        create('refs/heads/new', 'f'.repeat(40)),
      ).rejects.toMatchObject({
        status: 422,
        message: expect.stringContaining('Object does not exist'),
      });
      await expect(create('refs/heads/a..b', sha)).rejects.toMatchObject({
        status: 422,
      });
    });

    it('moves a branch only forward, unless forced', async () => {
      const first = await commitToNewBranch(server.author, 'one', {
        path: 'a.txt',
        content: '1',
      });
      const second = await commitToNewBranch(server.author, 'two', {
        path: 'a.txt',
        content: '2',
      });
      const move = (force: boolean) =>
        server.author.rest.git.updateRef({
          ...REPOSITORY,
          ref: 'heads/one',
          sha: second,
          force,
        });
      await expect(move(false)).rejects.toMatchObject({
        status: 422,
        message: expect.stringContaining('Update is not a fast forward'),
      });
      expect((await move(true)).data.object.sha).toBe(second);
      expect(first).not.toBe(second);
    });

    it('compares two branches from where they part', async () => {
      await commitToNewBranch(server.author, 'one', {
        path: 'a.txt',
        content: '1\n',
      });
      await server.author.rest.repos.createOrUpdateFileContents({
        ...REPOSITORY,
        path: 'b.txt',
        message: 'Add b',
        content: readme('b'),
      });
      const { data } =
        await server.author.rest.repos.compareCommitsWithBasehead({
          ...REPOSITORY,
          basehead: 'main...one',
        });
      expect(data).toMatchObject({
        status: 'diverged',
        ahead_by: 1,
        behind_by: 1,
        total_commits: 1,
      });
      expect(data.files).toEqual([
        expect.objectContaining({
          filename: 'a.txt',
          status: 'added',
          additions: 1,
          patch: '@@ -0,0 +1 @@\n+1',
        }),
      ]);
    });
  });

  describe('trees', () => {
    it('lists folders within folders with sizes', async () => {
      const { data } = await server.author.rest.git.getTree({
        ...REPOSITORY,
        tree_sha: 'main',
        recursive: '1',
      });
      expect(
        data.tree.map(({ path, type, size }) => ({ path, type, size })),
      ).toEqual([
        { path: 'README.md', type: 'blob', size: 12 },
        { path: 'environments', type: 'tree', size: undefined },
        { path: 'environments/single1.yaml', type: 'blob', size: 18 },
      ]);
    });

    it('removes a file, and the folder with its last one', async () => {
      const { data: main } = await server.author.rest.repos.getCommit({
        ...REPOSITORY,
        ref: 'main',
      });
      const { data: tree } = await server.author.rest.git.createTree({
        ...REPOSITORY,
        base_tree: main.commit.tree.sha,
        tree: [
          {
            path: 'environments/single1.yaml',
            mode: '100644',
            type: 'blob',
            sha: null,
          },
        ],
      });
      expect(tree.tree.map(entry => entry.path)).toEqual(['README.md']);
    });

    it.each([
      [
        'a path to remove that is not there',
        { path: 'nowhere.txt', sha: null },
        'GitRPC::BadObjectState',
      ],
      [
        'a path that climbs',
        { path: '../x', content: 'x' },
        'malformed path component',
      ],
      [
        'a path into .git',
        { path: 'a/.git/config', content: 'x' },
        'malformed path component',
      ],
      [
        'an object that is not there',
        { path: 'x', sha: 'f'.repeat(40) },
        'is not a valid blob',
      ],
    ])('refuses %s', async (_what, entry, message) => {
      const { data: main } = await server.author.rest.repos.getCommit({
        ...REPOSITORY,
        ref: 'main',
      });
      await expect(
        server.author.rest.git.createTree({
          ...REPOSITORY,
          base_tree: main.commit.tree.sha,
          tree: [{ mode: '100644', type: 'blob', ...entry }],
        }),
      ).rejects.toMatchObject({
        status: 422,
        message: expect.stringContaining(message),
      });
    });
  });

  describe('contents', () => {
    const put = (content: string, sha?: string) =>
      server.author.rest.repos.createOrUpdateFileContents({
        ...REPOSITORY,
        path: 'corridors/x/corridor.yaml',
        message: 'Edit main directly',
        content: readme(content),
        sha,
      });

    it('writes to main directly and reads it back, as data and raw', async () => {
      const { data: written, status } = await put('not: [valid');
      expect(status).toBe(201);
      const { data } = await server.author.rest.repos.getContent({
        ...REPOSITORY,
        path: 'corridors/x/corridor.yaml',
      });
      expect(data).toMatchObject({
        type: 'file',
        sha: written.content?.sha,
        encoding: 'base64',
        size: 11,
      });
      const raw = await server.author.rest.repos.getContent({
        ...REPOSITORY,
        path: 'corridors/x/corridor.yaml',
        mediaType: { format: 'raw' },
      });
      expect(String(raw.data)).toBe('not: [valid');
      const { data: folder } = await server.author.rest.repos.getContent({
        ...REPOSITORY,
        path: 'corridors',
      });
      expect(folder).toEqual([
        expect.objectContaining({ type: 'dir', path: 'corridors/x' }),
      ]);
    });

    it('does not let two writers overwrite each other', async () => {
      const { data: first } = await put('one');
      await expect(put('two')).rejects.toMatchObject({
        status: 422,
        message: expect.stringContaining('"sha"'),
      });
      await put('two', first.content?.sha);
      await expect(put('three', first.content?.sha)).rejects.toMatchObject({
        status: 409,
        message: expect.stringContaining('does not match'),
      });
    });

    it('deletes a file', async () => {
      const { data } = await put('one');
      await server.author.rest.repos.deleteFile({
        ...REPOSITORY,
        path: 'corridors/x/corridor.yaml',
        message: 'Delete',
        sha: data.content?.sha ?? '',
      });
      await expect(
        server.author.rest.repos.getContent({
          ...REPOSITORY,
          path: 'corridors',
        }),
      ).rejects.toMatchObject({ status: 404 });
    });
  });

  describe('pull requests', () => {
    it('opens one, lists it by head, and shows its commits and files', async () => {
      const pull = await openTestPullRequest(server.author);
      expect(pull).toMatchObject({
        number: 1,
        state: 'open',
        mergeable: true,
        html_url: `${server.github.url}/platform/corridors-gitops/pull/1`,
        user: { login: 'portal' },
        head: { label: 'platform:corridors/gha1' },
      });
      const { data: listed } = await server.author.rest.pulls.list({
        ...REPOSITORY,
        head: 'platform:corridors/gha1',
      });
      expect(listed.map(({ number }) => number)).toEqual([1]);
      const { data: others } = await server.author.rest.pulls.list({
        ...REPOSITORY,
        head: 'platform:corridors/gha2',
      });
      expect(others).toEqual([]);
      const { data: files } = await server.author.rest.pulls.listFiles({
        ...REPOSITORY,
        pull_number: 1,
      });
      expect(files).toEqual([
        expect.objectContaining({
          filename: 'corridors/gha1/corridor.yaml',
          additions: 1,
        }),
      ]);
      const { data: commits } = await server.author.rest.pulls.listCommits({
        ...REPOSITORY,
        pull_number: 1,
      });
      expect(commits.map(({ sha }) => sha)).toEqual([pull.head.sha]);
    });

    it('refuses a second one for the same branch, and one without commits', async () => {
      await openTestPullRequest(server.author);
      const open = (head: string) =>
        server.author.rest.pulls.create({
          ...REPOSITORY,
          title: 'Again',
          head,
          base: 'main',
        });
      await expect(open('corridors/gha1')).rejects.toMatchObject({
        status: 422,
        message: expect.stringContaining(
          'A pull request already exists for platform:corridors/gha1.',
        ),
      });
      await expect(open('main')).rejects.toMatchObject({
        status: 422,
        message: expect.stringContaining('No commits between main and main'),
      });
      await expect(open('nowhere')).rejects.toMatchObject({ status: 422 });
    });

    it('is approved by somebody else, never by its author', async () => {
      await openTestPullRequest(server.author);
      const approve = {
        ...REPOSITORY,
        pull_number: 1,
        event: 'APPROVE' as const,
      };
      await expect(
        server.author.rest.pulls.createReview(approve),
      ).rejects.toMatchObject({
        status: 422,
        message: expect.stringContaining(
          'Can not approve your own pull request',
        ),
      });
      await server.reviewer.rest.pulls.createReview(approve);
      const { data } = await server.author.rest.pulls.listReviews({
        ...REPOSITORY,
        pull_number: 1,
      });
      expect(data).toEqual([
        expect.objectContaining({
          state: 'APPROVED',
          user: expect.objectContaining({ login: 'pat' }),
        }),
      ]);
    });

    it.each(['merge', 'squash'] as const)(
      'merges by %s, once',
      async merge_method => {
        await openTestPullRequest(server.author);
        const merge = () =>
          server.reviewer.rest.pulls.merge({
            ...REPOSITORY,
            pull_number: 1,
            merge_method,
          });
        const { data: merged } = await merge();
        expect(merged.merged).toBe(true);
        const { data: pull } = await server.author.rest.pulls.get({
          ...REPOSITORY,
          pull_number: 1,
        });
        expect(pull).toMatchObject({
          state: 'closed',
          merged: true,
          merge_commit_sha: merged.sha,
        });
        const { data: commit } = await server.author.rest.repos.getCommit({
          ...REPOSITORY,
          ref: 'main',
        });
        expect(commit.sha).toBe(merged.sha);
        expect(commit.parents).toHaveLength(merge_method === 'merge' ? 2 : 1);
        await expect(merge()).rejects.toMatchObject({ status: 405 });
      },
    );

    it('merges only the head that the caller saw', async () => {
      await openTestPullRequest(server.author);
      await expect(
        server.reviewer.rest.pulls.merge({
          ...REPOSITORY,
          pull_number: 1,
          sha: 'f'.repeat(40),
        }),
      ).rejects.toMatchObject({
        status: 409,
        message: expect.stringContaining('Head branch was modified'),
      });
    });

    it('does not merge what conflicts', async () => {
      await openTestPullRequest(server.author);
      await server.author.rest.repos.createOrUpdateFileContents({
        ...REPOSITORY,
        path: 'corridors/gha1/corridor.yaml',
        message: 'Same file, other content',
        content: readme('kind: Other\n'),
      });
      const { data } = await server.author.rest.pulls.get({
        ...REPOSITORY,
        pull_number: 1,
      });
      expect(data).toMatchObject({
        mergeable: false,
        mergeable_state: 'dirty',
      });
      await expect(
        server.reviewer.rest.pulls.merge({ ...REPOSITORY, pull_number: 1 }),
      ).rejects.toMatchObject({
        status: 405,
        message: expect.stringContaining('not mergeable'),
      });
    });

    it('is closed, reopened, and closed for good with its branch', async () => {
      await openTestPullRequest(server.author);
      const update = (state: 'open' | 'closed') =>
        server.author.rest.pulls.update({
          ...REPOSITORY,
          pull_number: 1,
          state,
        });
      expect((await update('closed')).data).toMatchObject({
        state: 'closed',
        merged: false,
      });
      expect((await update('open')).data.state).toBe('open');
      await server.author.rest.git.deleteRef({
        ...REPOSITORY,
        ref: 'heads/corridors/gha1',
      });
      const { data } = await server.author.rest.pulls.get({
        ...REPOSITORY,
        pull_number: 1,
      });
      expect(data.state).toBe('closed');
      await expect(update('open')).rejects.toMatchObject({ status: 422 });
    });

    it('serves long lists in pages that Octokit follows', async () => {
      for (const name of ['a', 'b', 'c']) {
        await openTestPullRequest(server.author, `corridors/${name}`);
      }
      const pulls = await server.author.paginate(
        server.author.rest.pulls.list,
        { ...REPOSITORY, per_page: 2 },
      );
      expect(pulls.map(({ number }) => number)).toEqual([3, 2, 1]);
    });
  });

  describe('checks', () => {
    it('combines the latest status of each context, and lists check runs', async () => {
      const { data: main } = await server.author.rest.repos.getCommit({
        ...REPOSITORY,
        ref: 'main',
      });
      const report = (
        context: string,
        state: 'pending' | 'success' | 'failure',
      ) =>
        server.author.rest.repos.createCommitStatus({
          ...REPOSITORY,
          sha: main.sha,
          context,
          state,
        });
      const combined = async () =>
        (
          await server.author.rest.repos.getCombinedStatusForRef({
            ...REPOSITORY,
            ref: 'main',
          })
        ).data.state;
      expect(await combined()).toBe('pending');
      await report('render', 'failure');
      await report('lint', 'success');
      expect(await combined()).toBe('failure');
      await report('render', 'success');
      expect(await combined()).toBe('success');
      await server.author.rest.checks.create({
        ...REPOSITORY,
        name: 'corridors check',
        head_sha: main.sha,
        conclusion: 'success',
      });
      const { data: runs } = await server.author.rest.checks.listForRef({
        ...REPOSITORY,
        ref: 'main',
      });
      expect(runs.check_runs).toEqual([
        expect.objectContaining({
          name: 'corridors check',
          conclusion: 'success',
        }),
      ]);
    });
  });

  it('answers GraphQL for the pull requests of a branch', async () => {
    await openTestPullRequest(server.author);
    const answer = await server.author.graphql(
      `query ($head: String!) { repository(owner: "platform", name: "corridors-gitops") {
        ref(qualifiedName: $head) { associatedPullRequests(first: 1, states: OPEN) { edges { node { number title } } } }
        defaultBranchRef { name } } viewer { login } }`,
      { head: 'corridors/gha1' },
    );
    expect(answer).toEqual({
      repository: {
        ref: {
          associatedPullRequests: {
            edges: [{ node: { number: 1, title: 'Add corridors/gha1' } }],
          },
        },
        defaultBranchRef: { name: 'main' },
      },
      viewer: { login: 'portal' },
    });
  });

  it('keeps everything across a restart, and forgets it on reset', async () => {
    await openTestPullRequest(server.author);
    await server.reviewer.rest.pulls.merge({ ...REPOSITORY, pull_number: 1 });
    await server.restart();
    const { data: pull } = await server.author.rest.pulls.get({
      ...REPOSITORY,
      pull_number: 1,
    });
    expect(pull.merged).toBe(true);
    await server.author.rest.repos.getContent({
      ...REPOSITORY,
      path: 'corridors/gha1/corridor.yaml',
    });
    await server.github.reset();
    await expect(
      server.author.rest.pulls.get({ ...REPOSITORY, pull_number: 1 }),
    ).rejects.toMatchObject({ status: 404 });
    const { data: branches } = await server.author.rest.repos.listBranches(
      REPOSITORY,
    );
    expect(branches.map(({ name }) => name)).toEqual(['main']);
  });

  it('loses no write when many come at once', async () => {
    const names = Array.from({ length: 8 }, (_, index) => `file-${index}.txt`);
    await Promise.all(
      names.map(path =>
        server.author.rest.repos.createOrUpdateFileContents({
          ...REPOSITORY,
          path,
          message: `Add ${path}`,
          content: readme(path),
        }),
      ),
    );
    const { data } = await server.author.rest.git.getTree({
      ...REPOSITORY,
      tree_sha: 'main',
    });
    expect(data.tree.map(entry => entry.path)).toEqual(
      expect.arrayContaining(names),
    );
  });

  describe('injected faults', () => {
    it.each([401, 409, 422, 500])(
      'answers %d as often as asked, then works again',
      async status => {
        server.github.faults.inject({
          path: /corridors-gitops$/,
          answer: status,
          times: 2,
        });
        const get = () => server.author.rest.repos.get(REPOSITORY);
        await expect(get()).rejects.toMatchObject({ status });
        await expect(get()).rejects.toMatchObject({ status });
        expect((await get()).status).toBe(200);
      },
    );

    it('hangs until the client gives up', async () => {
      server.github.faults.inject({ answer: 'hang' });
      const signal = AbortSignal.timeout(50);
      await expect(
        server.author.rest.repos.get({ ...REPOSITORY, request: { signal } }),
      ).rejects.toThrow();
      expect(signal.aborted).toBe(true);
      expect((await server.author.rest.repos.get(REPOSITORY)).status).toBe(200);
    });

    it('does the work and drops the answer', async () => {
      await commitToNewBranch(server.author, 'corridors/gha1', {
        path: 'a.txt',
        content: 'a',
      });
      server.github.faults.inject({
        method: 'POST',
        path: /\/pulls$/,
        answer: 'drop',
      });
      const open = {
        ...REPOSITORY,
        title: 'Add',
        head: 'corridors/gha1',
        base: 'main',
      };
      await expect(server.author.rest.pulls.create(open)).rejects.toMatchObject(
        { response: undefined },
      );
      const { data } = await server.author.rest.pulls.list(REPOSITORY);
      expect(data).toHaveLength(1);
    });
  });
});
