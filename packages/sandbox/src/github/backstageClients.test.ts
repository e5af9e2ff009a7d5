// The portal talks to GitHub through Backstage's own clients; they are the users that this package must satisfy.
/* eslint-disable no-restricted-imports */
import { mkdtemp, mkdir, rm, writeFile } from 'fs/promises';
import { tmpdir } from 'os';
import path from 'path';
import { UrlReaders } from '@backstage/backend-defaults/urlReader';
import { ConfigReader } from '@backstage/config';
import {
  DefaultGithubCredentialsProvider,
  ScmIntegrations,
} from '@backstage/integration';
import { createPublishGithubPullRequestAction } from '@backstage/plugin-scaffolder-backend-module-github';
import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import {
  openTestPullRequest,
  REPOSITORY,
  startTestGithub,
  TestGithub,
} from './__testUtils__/startTestGithub';

function configOf(server: TestGithub, token?: string) {
  const { url, apiBaseUrl, rawBaseUrl } = server.github;
  return new ConfigReader({
    integrations: {
      github: [{ host: new URL(url).host, apiBaseUrl, rawBaseUrl, token }],
    },
  });
}

const logger = {
  child: () => logger,
  error() {},
  warn() {},
  info() {},
  debug() {},
};

describe("Backstage's clients", () => {
  let server: TestGithub;
  beforeEach(async () => {
    server = await startTestGithub();
  });
  afterEach(() => server.close());

  describe('URL reader', () => {
    const reader = (token = 'author-token') =>
      UrlReaders.default({ config: configOf(server, token), logger });
    const page = (rest: string) =>
      `${server.github.url}/platform/corridors-gitops/${rest}`;

    it('reads a tree, and not again while nothing has changed', async () => {
      const tree = await reader().readTree(page('tree/main'));
      const files = await tree.files();
      expect(files.map(file => file.path).sort()).toEqual([
        'README.md',
        'environments/single1.yaml',
      ]);
      await expect(
        reader().readTree(page('tree/main'), { etag: tree.etag }),
      ).rejects.toMatchObject({
        name: 'NotModifiedError',
      });
      await openTestPullRequest(server.author);
      await server.reviewer.rest.pulls.merge({ ...REPOSITORY, pull_number: 1 });
      const next = await reader().readTree(page('tree/main'), {
        etag: tree.etag,
      });
      expect(next.etag).not.toBe(tree.etag);
      expect((await next.files()).map(file => file.path)).toContain(
        'corridors/gha1/corridor.yaml',
      );
    });

    it('reads a folder of a branch whose tree holds more', async () => {
      const tree = await reader().readTree(page('tree/main/environments'));
      const [file, ...rest] = await tree.files();
      expect(rest).toEqual([]);
      expect(file?.path).toBe('single1.yaml');
      expect(String(await file?.content())).toBe('kind: Environment\n');
    });

    it('reads one file, and not again while nothing has changed', async () => {
      const url = page('blob/main/README.md');
      const file = await reader().readUrl(url);
      expect(String(await file.buffer())).toBe('# Corridors\n');
      expect(file.etag).toBeDefined();
      await expect(
        reader().readUrl(url, { etag: file.etag }),
      ).rejects.toMatchObject({ name: 'NotModifiedError' });
    });

    it('finds files by pattern', async () => {
      const found = await reader().search(
        page('blob/main/environments/*.yaml'),
      );
      expect(found.files.map(file => file.url)).toEqual([
        page('blob/main/environments/single1.yaml'),
      ]);
      expect(String(await found.files[0]?.content())).toBe(
        'kind: Environment\n',
      );
    });

    it('says what is not there and who is not let in', async () => {
      await expect(
        reader().readUrl(page('blob/main/none.yaml')),
      ).rejects.toMatchObject({ name: 'NotFoundError' });
      await expect(reader('wrong').readTree(page('tree/main'))).rejects.toThrow(
        /401/,
      );
    });
  });

  describe('publish:github:pull-request', () => {
    let workspacePath: string;
    beforeEach(async () => {
      workspacePath = await mkdtemp(path.join(tmpdir(), 'workspace-'));
      await mkdir(path.join(workspacePath, 'corridors/gha1'), {
        recursive: true,
      });
      await writeFile(
        path.join(workspacePath, 'corridors/gha1/corridor.yaml'),
        'kind: Corridor\n',
      );
    });
    afterEach(() => rm(workspacePath, { recursive: true, force: true }));

    async function publish(input: object = {}) {
      const integrations = ScmIntegrations.fromConfig(
        configOf(server, 'author-token'),
      );
      const action = createPublishGithubPullRequestAction({
        integrations,
        githubCredentialsProvider:
          DefaultGithubCredentialsProvider.fromIntegrations(integrations),
      });
      const { host } = new URL(server.github.url);
      const output = jest.fn();
      await action.handler({
        ...createMockActionContext({
          workspacePath,
          input: {
            repoUrl: `${host}?owner=platform&repo=corridors-gitops`,
            branchName: 'corridors/gha1',
            title: 'Corridor gha1',
            description: 'Please.',
            ...input,
          },
        }),
        output,
      });
      return Object.fromEntries(output.mock.calls);
    }

    it('opens a pull request', async () => {
      expect(await publish()).toEqual({
        targetBranchName: 'main',
        remoteUrl: `${server.github.url}/platform/corridors-gitops/pull/1`,
        pullRequestNumber: 1,
      });
      const { data } = await server.author.rest.pulls.listFiles({
        ...REPOSITORY,
        pull_number: 1,
      });
      expect(data.map(file => file.filename)).toEqual([
        'corridors/gha1/corridor.yaml',
      ]);
    });

    it('updates its pull request, with reviewers, assignees and files to delete', async () => {
      await publish();
      await writeFile(
        path.join(workspacePath, 'corridors/gha1/corridor.yaml'),
        'kind: Corridor\nspec: {}\n',
      );
      await publish({
        update: true,
        reviewers: ['pat'],
        assignees: ['pat'],
        filesToDelete: ['README.md'],
      });
      const { data } = await server.author.rest.pulls.get({
        ...REPOSITORY,
        pull_number: 1,
      });
      expect(data).toMatchObject({
        requested_reviewers: [{ login: 'pat' }],
        assignees: [{ login: 'pat' }],
        changed_files: 2,
      });
    });

    it('is told of an open pull request', async () => {
      await publish();
      await expect(publish()).rejects.toThrow(/Pull request already exists/);
    });
  });
});
