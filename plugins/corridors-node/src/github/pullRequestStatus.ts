import type { RestEndpointMethodTypes } from '@octokit/rest';
import type { PullRequestStatus } from '../forge/Forge';
import type { GithubClient } from './GithubClient';

type ListedPullRequest =
  RestEndpointMethodTypes['pulls']['list']['response']['data'][number];
/** What a listed and a single pull request have in common. */
type StatusSource = Pick<
  ListedPullRequest,
  | 'number'
  | 'html_url'
  | 'state'
  | 'head'
  | 'merged_at'
  | 'merge_commit_sha'
  | 'title'
> & { readonly user: { readonly login: string } | null };
type Review =
  RestEndpointMethodTypes['pulls']['listReviews']['response']['data'][number];

/** State of one pull request with the standing of its reviews. */
export async function readPullRequestStatus(
  client: GithubClient,
  clock: () => Date,
  number: number,
  signal?: AbortSignal,
): Promise<PullRequestStatus> {
  const pull = await client.call(
    `read pull request ${number}`,
    signal,
    (octokit, parameters) =>
      octokit.rest.pulls.get({ ...parameters, pull_number: number }),
  );
  return {
    ...toStatus(pull, clock),
    reviews: summarizeReviews(await listReviews(client, number, signal)),
  };
}

/** The open pull request of a branch of the repository itself. */
export async function findOpenPullRequest(
  client: GithubClient,
  clock: () => Date,
  branch: string,
  signal?: AbortSignal,
): Promise<PullRequestStatus | undefined> {
  const [pull] = await listPullRequestsOf(client, branch, signal);
  return (
    pull && {
      ...toStatus(pull, clock),
      reviews: summarizeReviews(await listReviews(client, pull.number, signal)),
    }
  );
}

/** Open pull requests from branches of the repository itself that begin with a prefix, oldest first. */
export async function listOpenPullRequests(
  client: GithubClient,
  clock: () => Date,
  branchPrefix: string,
  signal?: AbortSignal,
): Promise<PullRequestStatus[]> {
  const pulls = await client.call(
    'list open pull requests',
    signal,
    async (octokit, parameters) => ({
      data: await octokit.paginate(octokit.rest.pulls.list, {
        ...parameters,
        state: 'open',
        sort: 'created',
        direction: 'asc',
        per_page: 100,
      }),
    }),
  );
  return pulls
    .filter(
      pull => isOwn(client, pull) && pull.head.ref.startsWith(branchPrefix),
    )
    .map(pull => toStatus(pull, clock));
}

/** Open pull requests of one branch of the repository itself, as GitHub lists them. */
export async function listPullRequestsOf(
  client: GithubClient,
  branch: string,
  signal?: AbortSignal,
): Promise<ListedPullRequest[]> {
  const pulls = await client.call(
    `look for a pull request of branch ${branch}`,
    signal,
    (octokit, parameters) =>
      octokit.rest.pulls.list({
        ...parameters,
        state: 'open',
        head: `${client.owner}:${branch}`,
        per_page: 100,
      }),
  );
  return pulls.filter(pull => isOwn(client, pull) && pull.head.ref === branch);
}

/**
 * What the reviews of a pull request amount to: the latest approval or request for changes of each reviewer counts, a
 * dismissed one no longer, a comment never (GitHub Docs, "About pull request reviews").
 */
export function summarizeReviews(
  reviews: readonly {
    readonly user: { readonly login: string } | null;
    readonly state: string;
  }[],
): 'none' | 'approved' | 'changes-requested' {
  const standing = new Map<string, string>();
  for (const { user, state } of reviews) {
    if (
      user &&
      ['APPROVED', 'CHANGES_REQUESTED', 'DISMISSED'].includes(state)
    ) {
      standing.set(user.login, state);
    }
  }
  const states = new Set(standing.values());
  if (states.has('CHANGES_REQUESTED')) {
    return 'changes-requested';
  }
  return states.has('APPROVED') ? 'approved' : 'none';
}

function listReviews(
  client: GithubClient,
  number: number,
  signal?: AbortSignal,
): Promise<Review[]> {
  return client.call(
    `read the reviews of pull request ${number}`,
    signal,
    async (octokit, parameters) => ({
      data: await octokit.paginate(octokit.rest.pulls.listReviews, {
        ...parameters,
        pull_number: number,
        per_page: 100,
      }),
    }),
  );
}

function isOwn(client: GithubClient, pull: ListedPullRequest): boolean {
  const source: { full_name: string } | null = pull.head.repo;
  return source?.full_name.toLowerCase() === client.fullName.toLowerCase();
}

function toStatus(pull: StatusSource, clock: () => Date): PullRequestStatus {
  return {
    number: pull.number,
    url: pull.html_url,
    state: stateOf(pull),
    branch: pull.head.ref,
    headSha: pull.head.sha,
    mergedAt: pull.merged_at ?? undefined,
    mergeCommitSha: (pull.merged_at && pull.merge_commit_sha) || undefined,
    title: pull.title,
    author: pull.user?.login,
    checkedAt: clock().toISOString(),
  };
}

function stateOf(pull: {
  readonly state: string;
  readonly merged_at: string | null;
}): PullRequestStatus['state'] {
  if (pull.merged_at) {
    return 'merged';
  }
  return pull.state === 'open' ? 'open' : 'closed';
}
