import { mkdtemp, rm } from 'fs/promises';
import { tmpdir } from 'os';
import path from 'path';
import { Octokit } from '@octokit/rest';
import { startGithub, type Github } from '..';

/** Address parts of the one repository there is. */
export const REPOSITORY = { owner: 'platform', repo: 'corridors-gitops' };

const quiet = { debug() {}, info() {}, warn() {}, error() {} };

/** A GitHub with one repository, an author, a reviewer and somebody who may only read. */
export interface TestGithub {
  github: Github;
  readonly stateDir: string;
  readonly author: Octokit;
  readonly reviewer: Octokit;
  readonly reader: Octokit;
  connect(token?: string): Octokit;
  /** Ends the server and starts another on the same port and state. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

/** Starts on a free port, with the state in a folder of its own. */
export async function startTestGithub(): Promise<TestGithub> {
  const stateDir = await mkdtemp(path.join(tmpdir(), 'sandbox-github-'));
  const start = (port: number) =>
    startGithub({
      port,
      stateDir,
      repositories: [
        {
          owner: REPOSITORY.owner,
          name: REPOSITORY.repo,
          description: 'Corridors',
          files: [
            { path: 'README.md', content: '# Corridors\n' },
            {
              path: 'environments/single1.yaml',
              content: 'kind: Environment\n',
            },
          ],
        },
      ],
      users: [
        { login: 'portal', name: 'Portal', token: 'author-token' },
        { login: 'pat', name: 'Pat', token: 'reviewer-token' },
        { login: 'rea', token: 'reader-token', permission: 'read' },
      ],
    });
  const github = await start(0);
  const connect = (token?: string) =>
    new Octokit({ auth: token, baseUrl: github.apiBaseUrl, log: quiet });
  const server: TestGithub = {
    github,
    stateDir,
    author: connect('author-token'),
    reviewer: connect('reviewer-token'),
    reader: connect('reader-token'),
    connect,
    async restart() {
      await server.github.close();
      server.github = await start(Number(new URL(github.url).port));
    },
    async close() {
      await server.github.close();
      await rm(stateDir, { recursive: true, force: true });
    },
  };
  return server;
}

/** Commits one file to a new branch, as a client of the Git data API does. */
export async function commitToNewBranch(
  octokit: Octokit,
  branch: string,
  file: { readonly path: string; readonly content: string },
): Promise<string> {
  const { data: base } = await octokit.rest.git.getRef({
    ...REPOSITORY,
    ref: 'heads/main',
  });
  const { data: commit } = await octokit.rest.git.getCommit({
    ...REPOSITORY,
    commit_sha: base.object.sha,
  });
  const { data: tree } = await octokit.rest.git.createTree({
    ...REPOSITORY,
    base_tree: commit.tree.sha,
    tree: [
      { path: file.path, mode: '100644', type: 'blob', content: file.content },
    ],
  });
  const { data: created } = await octokit.rest.git.createCommit({
    ...REPOSITORY,
    message: `Change ${file.path}`,
    tree: tree.sha,
    parents: [commit.sha],
  });
  await octokit.rest.git.createRef({
    ...REPOSITORY,
    ref: `refs/heads/${branch}`,
    sha: created.sha,
  });
  return created.sha;
}

/** Opens a pull request that adds one file. */
export async function openTestPullRequest(
  octokit: Octokit,
  branch = 'corridors/gha1',
) {
  await commitToNewBranch(octokit, branch, {
    path: `${branch}/corridor.yaml`,
    content: 'kind: Corridor\n',
  });
  const { data } = await octokit.rest.pulls.create({
    ...REPOSITORY,
    title: `Add ${branch}`,
    head: branch,
    base: 'main',
    body: 'Please.',
  });
  return data;
}
