import { compareCommits } from '../git/history';
import type { GithubUser } from '../options';
import { GithubError } from './GithubError';
import type { HostedRepository } from './HostedRepository';
import type { PullRequestRecord, ReviewRecord } from './PullRequestRecord';

/** What a pull request is opened with. */
export interface NewPullRequest {
  readonly title: string;
  readonly body: string;
  /** Branch, or `owner:branch` of the same owner. */
  readonly head: string;
  readonly base: string;
  readonly draft: boolean;
}

/** @throws GithubError 404 when there is no such pull request */
export function requirePullRequest(
  repository: HostedRepository,
  number: number,
): PullRequestRecord {
  const pull = repository.records.current.pulls.find(
    candidate => candidate.number === number,
  );
  if (!pull) {
    throw GithubError.notFound();
  }
  return pull;
}

/** The record with the tips that its branches have now, while it is open. */
export async function withTips(
  repository: HostedRepository,
  pull: PullRequestRecord,
): Promise<PullRequestRecord> {
  if (pull.state === 'closed') {
    return pull;
  }
  const head = await repository.branchTip(pull.head.ref);
  const base = await repository.branchTip(pull.base.ref);
  return {
    ...pull,
    head: { ...pull.head, sha: head ?? pull.head.sha },
    base: { ...pull.base, sha: base ?? pull.base.sha },
  };
}

/**
 * Opens a pull request.
 *
 * @throws GithubError 422 in GitHub's words: branches that do not exist, nothing between them, one open already
 */
export async function openPullRequest(
  repository: HostedRepository,
  author: GithubUser,
  input: NewPullRequest,
): Promise<PullRequestRecord> {
  const [owner, branch] = input.head.includes(':')
    ? split(input.head)
    : [repository.owner, input.head];
  const head =
    owner.toLowerCase() === repository.owner.toLowerCase() &&
    (await repository.branchTip(branch));
  if (!head) {
    throw new GithubError(422, 'Validation Failed', [
      { resource: 'PullRequest', field: 'head', code: 'invalid' },
    ]);
  }
  const base = await repository.branchTip(input.base);
  if (!base) {
    throw new GithubError(422, 'Validation Failed', [
      { resource: 'PullRequest', field: 'base', code: 'invalid' },
    ]);
  }
  const { current } = repository.records;
  if (
    current.pulls.some(
      pull =>
        pull.state === 'open' &&
        pull.head.ref === branch &&
        pull.base.ref === input.base,
    )
  ) {
    throw GithubError.invalid(
      'PullRequest',
      `A pull request already exists for ${repository.owner}:${branch}.`,
    );
  }
  if ((await compareCommits(repository.git, base, head)).ahead.length === 0) {
    throw GithubError.invalid(
      'PullRequest',
      `No commits between ${input.base} and ${branch}`,
    );
  }
  const at = repository.now();
  const number = current.lastNumber + 1;
  const pull: PullRequestRecord = {
    number,
    title: input.title,
    body: input.body,
    author: author.login,
    draft: input.draft,
    state: 'open',
    head: { ref: branch, sha: head },
    base: { ref: input.base, sha: base },
    createdAt: at,
    updatedAt: at,
    reviews: [],
    requestedReviewers: [],
    assignees: [],
    labels: [],
  };
  await repository.records.replace({
    ...current,
    lastNumber: number,
    pulls: [...current.pulls, pull],
  });
  return pull;
}

/** Changes what a person may change of a pull request. */
export async function updatePullRequest(
  repository: HostedRepository,
  number: number,
  change: Partial<
    Pick<
      PullRequestRecord,
      'title' | 'body' | 'state' | 'requestedReviewers' | 'assignees' | 'labels'
    >
  >,
): Promise<PullRequestRecord> {
  const pull = await withTips(
    repository,
    requirePullRequest(repository, number),
  );
  if (change.state === 'open' && pull.state === 'closed') {
    if (pull.merged || !(await repository.branchTip(pull.head.ref))) {
      throw GithubError.invalid(
        'PullRequest',
        'state cannot be changed. The branch was merged or deleted.',
        'state',
      );
    }
  }
  const at = repository.now();
  const closing = change.state === 'closed' && pull.state === 'open';
  return save(repository, {
    ...pull,
    ...change,
    updatedAt: at,
    closedAt: closing ? at : pull.closedAt,
    ...(change.state === 'open' && { closedAt: undefined }),
  });
}

/** Adds a review; who opened a pull request cannot approve it. */
export async function reviewPullRequest(
  repository: HostedRepository,
  number: number,
  reviewer: GithubUser,
  review: Pick<ReviewRecord, 'state' | 'body'>,
): Promise<ReviewRecord> {
  const pull = await withTips(
    repository,
    requirePullRequest(repository, number),
  );
  if (pull.author === reviewer.login && review.state !== 'COMMENTED') {
    const verb = review.state === 'APPROVED' ? 'approve' : 'request changes on';
    throw new GithubError(
      422,
      `Unprocessable Entity: Can not ${verb} your own pull request`,
    );
  }
  const { current } = repository.records;
  const submittedAt = repository.now();
  const added: ReviewRecord = {
    ...review,
    id: current.lastId + 1,
    login: reviewer.login,
    commit: pull.head.sha,
    submittedAt,
  };
  await repository.records.replace({ ...current, lastId: added.id });
  await save(repository, {
    ...pull,
    reviews: [...pull.reviews, added],
    updatedAt: submittedAt,
  });
  return added;
}

/** Whether a pull request can be merged as things are. */
export async function isMergeable(
  repository: HostedRepository,
  pull: PullRequestRecord,
): Promise<boolean> {
  if (pull.state === 'closed') {
    return false;
  }
  const { head, base } = await withTips(repository, pull);
  return repository.git.canMerge(base.sha, head.sha);
}

/**
 * Merges a pull request.
 *
 * @throws GithubError 405 when it is closed or conflicts, 409 when `sha` is not the head any more
 */
export async function mergePullRequest(
  repository: HostedRepository,
  number: number,
  user: GithubUser,
  options: {
    readonly method: 'merge' | 'squash';
    readonly sha?: string;
    readonly title?: string;
    readonly message?: string;
  },
): Promise<PullRequestRecord> {
  const pull = await withTips(
    repository,
    requirePullRequest(repository, number),
  );
  if (pull.state === 'closed' || pull.draft) {
    throw new GithubError(405, 'Pull Request is not mergeable');
  }
  if (options.sha && options.sha !== pull.head.sha) {
    throw new GithubError(
      409,
      'Head branch was modified. Review and try the merge again.',
    );
  }
  const signature = repository.sign(user);
  const tree = await repository.git.mergeTrees(pull.base.sha, pull.head.sha);
  if (!tree) {
    throw new GithubError(405, 'Pull Request is not mergeable');
  }
  const isSquash = options.method === 'squash';
  const title =
    options.title ??
    (isSquash
      ? `${pull.title} (#${number})`
      : `Merge pull request #${number} from ${repository.owner}/${pull.head.ref}`);
  const commit = await repository.git.writeCommit({
    message: `${title}\n\n${
      options.message ?? (isSquash ? pull.body : pull.title)
    }\n`,
    tree,
    parents: isSquash ? [pull.base.sha] : [pull.base.sha, pull.head.sha],
    author: signature,
    committer: signature,
  });
  await repository.git.writeRef(`refs/heads/${pull.base.ref}`, commit);
  const at = repository.now();
  return save(repository, {
    ...pull,
    state: 'closed',
    closedAt: at,
    updatedAt: at,
    merged: { at, by: user.login, commit },
  });
}

/** Closes what a branch proposed; GitHub does so when the branch is deleted. */
export async function closePullRequestsOf(
  repository: HostedRepository,
  branch: string,
  tip: string,
): Promise<void> {
  const at = repository.now();
  const { current } = repository.records;
  await repository.records.replace({
    ...current,
    pulls: current.pulls.map(pull =>
      pull.state === 'open' && pull.head.ref === branch
        ? {
            ...pull,
            state: 'closed',
            head: { ref: branch, sha: tip },
            closedAt: at,
            updatedAt: at,
          }
        : pull,
    ),
  });
}

async function save(
  repository: HostedRepository,
  changed: PullRequestRecord,
): Promise<PullRequestRecord> {
  const { current } = repository.records;
  await repository.records.replace({
    ...current,
    pulls: current.pulls.map(pull =>
      pull.number === changed.number ? changed : pull,
    ),
  });
  return changed;
}

function split(head: string): [string, string] {
  const at = head.indexOf(':');
  return [head.slice(0, at), head.slice(at + 1)];
}
