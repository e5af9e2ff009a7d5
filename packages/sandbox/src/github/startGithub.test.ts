import {
  commitToNewBranch,
  openTestPullRequest,
  REPOSITORY,
  startTestGithub,
  TestGithub,
} from './__testUtils__/startTestGithub';

const readme = (content: string) => Buffer.from(content).toString('base64');

describe('startGithub', () => {
  let server: TestGithub;
  beforeEach(async () => {
    server = await startTestGithub();
  });
  afterEach(() => server.close());

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
