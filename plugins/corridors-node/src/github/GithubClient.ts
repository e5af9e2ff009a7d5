import { toError } from '@backstage/errors';
import type {
  GithubCredentialsProvider,
  GithubIntegrationConfig,
} from '@backstage/integration';
import { Octokit } from '@octokit/rest';
import { ForgeError } from '../forge/ForgeError';
import type { RepositoryAddress } from './repositoryAddress';
import { toForgeError } from './toForgeError';

const silent = {
  debug: () => {},
  info: () => {},
  warn: () => {},
  error: () => {},
};

/** What {@link GithubClient} is made of. */
export interface GithubClientOptions {
  readonly address: RepositoryAddress;
  readonly integration: GithubIntegrationConfig;
  readonly credentialsProvider: GithubCredentialsProvider;
  /** Time that one request may take, answer included. */
  readonly requestTimeoutMs: number;
}

/** Parameters that every call takes: the repository and the signal. */
export interface CallParameters {
  readonly owner: string;
  readonly repo: string;
  readonly request: {
    readonly signal: AbortSignal;
    readonly fetch: typeof fetch;
  };
}

/**
 * Calls of GitHub's REST API for one repository, each with a time limit and with failures told as {@link ForgeError}.
 */
export class GithubClient {
  readonly #options: GithubClientOptions;

  constructor(options: GithubClientOptions) {
    this.#options = options;
  }

  /** `owner/repo` */
  get fullName(): string {
    const { owner, repo } = this.#options.address;
    return `${owner}/${repo}`;
  }

  /** Login that owns the repository. */
  get owner(): string {
    return this.#options.address.owner;
  }

  /**
   * @param task - what is being done, for messages: `read branch main`
   * @param run - the call; spreads the parameters it is given into its own
   * @returns the data of the answer
   */
  async call<T>(
    task: string,
    signal: AbortSignal | undefined,
    run: (octokit: Octokit, parameters: CallParameters) => Promise<{ data: T }>,
  ): Promise<T> {
    signal?.throwIfAborted();
    const { address, requestTimeoutMs } = this.#options;
    const octokit = await this.#connect(task);
    const timeout = AbortSignal.timeout(requestTimeoutMs);
    const limited = signal ? AbortSignal.any([signal, timeout]) : timeout;
    let connectionError: unknown;
    const recordingFetch: typeof fetch = (...request) =>
      fetch(...request).catch(error => {
        connectionError = error;
        throw error;
      });
    try {
      const answer = await run(octokit, {
        owner: address.owner,
        repo: address.repo,
        request: { signal: limited, fetch: recordingFetch },
      });
      return answer.data;
    } catch (error) {
      signal?.throwIfAborted();
      throw toForgeError(error, {
        task,
        repository: `${address.host}/${this.fullName}`,
        timedOutAfterMs: timeout.aborted ? requestTimeoutMs : undefined,
        connectionError,
      });
    }
  }

  /** As {@link GithubClient.call}, and undefined where GitHub answers 404. */
  async find<T>(
    task: string,
    signal: AbortSignal | undefined,
    run: (octokit: Octokit, parameters: CallParameters) => Promise<{ data: T }>,
  ): Promise<T | undefined> {
    try {
      return await this.call(task, signal, run);
    } catch (error) {
      if (error instanceof ForgeError && error.kind === 'not-found') {
        return undefined;
      }
      throw error;
    }
  }

  async #connect(task: string): Promise<Octokit> {
    const { address, integration, credentialsProvider } = this.#options;
    const where = `${address.host}/${this.fullName}`;
    const token = await this.#token(task, where, () =>
      credentialsProvider.getCredentials({
        url: `https://${address.host}/${encodeURIComponent(
          address.owner,
        )}/${encodeURIComponent(address.repo)}`,
      }),
    );
    if (!token) {
      throw new ForgeError(
        'unauthorized',
        `Could not ${task} in ${where}: no credentials are configured. Set a token or an app for ${address.host} under integrations.github in app-config`,
      );
    }
    return new Octokit({
      auth: token,
      baseUrl: integration.apiBaseUrl,
      log: silent,
    });
  }

  async #token(
    task: string,
    where: string,
    get: () => Promise<{ token?: string }>,
  ): Promise<string | undefined> {
    try {
      return (await get()).token;
    } catch (error) {
      throw new ForgeError(
        'unauthorized',
        `Could not ${task} in ${where}: its credentials could not be had (${
          toError(error).name
        }). Check the app or token of this host under integrations.github in app-config`,
      );
    }
  }
}
