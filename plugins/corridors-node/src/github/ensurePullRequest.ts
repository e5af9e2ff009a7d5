import type { ForgeChange, PullRequest } from '../forge/Forge';
import { ForgeError } from '../forge/ForgeError';
import type { GithubClient } from './GithubClient';
import { listPullRequestsOf } from './pullRequestStatus';

/** The open pull request of a branch that is up to date: found and its text renewed, or opened. */
export async function ensurePullRequest(
  client: GithubClient,
  change: ForgeChange,
  headSha: string,
  signal?: AbortSignal,
): Promise<PullRequest> {
  const open = await renew(client, change, headSha, signal);
  if (open) {
    return open;
  }
  try {
    const pull = await client.call(
      `open a pull request for ${change.branch}`,
      signal,
      (octokit, parameters) =>
        octokit.rest.pulls.create({
          ...parameters,
          head: change.branch,
          base: change.base,
          title: change.title,
          body: change.body,
        }),
    );
    return {
      url: pull.html_url,
      number: pull.number,
      headSha,
      branch: change.branch,
      created: true,
    };
  } catch (error) {
    // GitHub answers 422 when another process opened it in between; what counts is whether it is there now.
    const found =
      isRejected(error) && (await renew(client, change, headSha, signal));
    if (found) {
      return found;
    }
    throw error;
  }
}

async function renew(
  client: GithubClient,
  change: ForgeChange,
  headSha: string,
  signal?: AbortSignal,
): Promise<PullRequest | undefined> {
  const [pull] = await listPullRequestsOf(client, change.branch, signal);
  if (!pull) {
    return undefined;
  }
  if (pull.base.ref !== change.base) {
    throw new ForgeError(
      'conflict',
      `Pull request ${pull.number} of ${client.fullName} takes branch ${change.branch} to ${pull.base.ref}, not to ${change.base}. Close it, then try again: ${pull.html_url}`,
    );
  }
  if (pull.title !== change.title || (pull.body ?? '') !== change.body) {
    await client.call(
      `describe pull request ${pull.number}`,
      signal,
      (octokit, parameters) =>
        octokit.rest.pulls.update({
          ...parameters,
          pull_number: pull.number,
          title: change.title,
          body: change.body,
        }),
    );
  }
  return {
    url: pull.html_url,
    number: pull.number,
    headSha,
    branch: change.branch,
    created: false,
  };
}

function isRejected(error: unknown): boolean {
  return error instanceof ForgeError && error.kind === 'rejected';
}
