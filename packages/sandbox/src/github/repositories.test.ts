import {
  commitToNewBranch,
  REPOSITORY,
  startTestGithub,
  TestGithub,
} from './__testUtils__/startTestGithub';

const readme = (content: string) => Buffer.from(content).toString('base64');

describe('repositories, driven by Octokit', () => {
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
});
