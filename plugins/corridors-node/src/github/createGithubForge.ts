import { InputError } from '@backstage/errors';
import {
  DefaultGithubCredentialsProvider,
  type GithubCredentialsProvider,
  type ScmIntegrations,
} from '@backstage/integration';
import type { Forge } from '../forge/Forge';
import { GithubClient } from './GithubClient';
import { proposeChange } from './proposeChange';
import {
  findOpenPullRequest,
  listOpenPullRequests,
  readPullRequestStatus,
} from './pullRequestStatus';
import { readTree } from './readTree';
import { parseRepositoryAddress } from './repositoryAddress';

/**
 * What {@link createGithubForge} takes.
 *
 * @public
 */
export interface GithubForgeOptions {
  /** Page of the repository: `https://github.com/platform/corridors-gitops`. */
  readonly repoUrl: string;
  /** The `integrations` of app-config; the one of the repository's host gives the address of the API. */
  readonly integrations: ScmIntegrations;
  /** Defaults to the tokens and apps of the integrations. */
  readonly credentialsProvider?: GithubCredentialsProvider;
  /** Time that one request may take, answer included. Default 15 000. */
  readonly requestTimeoutMs?: number;
  readonly clock?: () => Date;
}

/**
 * A repository on github.com or on GitHub Enterprise Server, by its REST API.
 *
 * @throws InputError when the address is not that of a repository, or no GitHub integration is configured for its host
 * @public
 */
export function createGithubForge(options: GithubForgeOptions): Forge {
  const address = parseRepositoryAddress(options.repoUrl);
  const integration = options.integrations.github.byHost(address.host)?.config;
  if (!integration?.apiBaseUrl) {
    throw new InputError(
      `Cannot reach ${options.repoUrl}: add ${address.host} with its apiBaseUrl to integrations.github in app-config`,
    );
  }
  const client = new GithubClient({
    address,
    integration,
    credentialsProvider:
      options.credentialsProvider ??
      DefaultGithubCredentialsProvider.fromIntegrations(options.integrations),
    requestTimeoutMs: options.requestTimeoutMs ?? 15_000,
  });
  const clock = options.clock ?? (() => new Date());
  return {
    id: 'github',
    openOrUpdate: (change, signal) => proposeChange(client, change, signal),
    status: (number, signal) =>
      readPullRequestStatus(client, clock, number, signal),
    findOpen: (branch, signal) =>
      findOpenPullRequest(client, clock, branch, signal),
    listOpen: (branchPrefix, signal) =>
      listOpenPullRequests(client, clock, branchPrefix, signal),
    readTree: (ref, path, signal) => readTree(client, ref, path, signal),
  };
}
