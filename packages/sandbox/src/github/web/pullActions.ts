import type { HostedRepository } from '../hosting/HostedRepository';
import {
  mergePullRequest,
  reviewPullRequest,
  updatePullRequest,
} from '../hosting/pullRequests';
import type { GithubUser } from '../options';

/** What a button on the page of a pull request does. `sha` is the head that the reader saw. */
export type PullAction = (
  repository: HostedRepository,
  number: number,
  user: GithubUser,
  sha: string,
) => Promise<unknown>;

/** Buttons by the last part of the path that they post to. */
export const pullActions: ReadonlyMap<string, PullAction> = new Map<
  string,
  PullAction
>([
  [
    'approve',
    (repository, number, user) =>
      reviewPullRequest(repository, number, user, {
        state: 'APPROVED',
        body: '',
      }),
  ],
  [
    'merge',
    (repository, number, user, sha) =>
      mergePullRequest(repository, number, user, { method: 'merge', sha }),
  ],
  [
    'squash',
    (repository, number, user, sha) =>
      mergePullRequest(repository, number, user, { method: 'squash', sha }),
  ],
  [
    'close',
    (repository, number) =>
      updatePullRequest(repository, number, { state: 'closed' }),
  ],
  [
    'reopen',
    (repository, number) =>
      updatePullRequest(repository, number, { state: 'open' }),
  ],
]);
