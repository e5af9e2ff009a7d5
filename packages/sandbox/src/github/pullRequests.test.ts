import { readdir } from 'fs/promises';
import path from 'path';
import {
  openTestPullRequest,
  REPOSITORY,
  startTestGithub,
  TestGithub,
} from './__testUtils__/startTestGithub';

const readme = (content: string) => Buffer.from(content).toString('base64');

describe('pull requests, driven by Octokit', () => {
  let server: TestGithub;
  beforeEach(async () => {
    server = await startTestGithub();
  });
  afterEach(() => server.close());

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
      message: expect.stringContaining('Can not approve your own pull request'),
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

  it('writes nothing when it is looked at', async () => {
    await openTestPullRequest(server.author);
    await server.author.rest.repos.createOrUpdateFileContents({
      ...REPOSITORY,
      path: 'other.txt',
      message: 'Main goes on',
      content: '',
    });
    const objects = () =>
      readdir(
        path.join(server.stateDir, 'platform/corridors-gitops.git/objects'),
        { recursive: true },
      );
    const before = await objects();
    await server.author.rest.pulls.get({ ...REPOSITORY, pull_number: 1 });
    expect(await objects()).toEqual(before);
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
    const pulls = await server.author.paginate(server.author.rest.pulls.list, {
      ...REPOSITORY,
      per_page: 2,
    });
    expect(pulls.map(({ number }) => number)).toEqual([3, 2, 1]);
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
});
