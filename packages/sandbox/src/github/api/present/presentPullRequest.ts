import type { HostedRepository } from '../../hosting/HostedRepository';
import type {
  PullRequestRecord,
  ReviewRecord,
} from '../../hosting/PullRequestRecord';
import type { Urls } from '../Urls';
import { presentRepository } from './presentRepository';
import { nodeId, presentUser } from './presentUser';

/** A pull request as lists show it. */
export function presentPullRequest(
  urls: Urls,
  repository: HostedRepository,
  pull: PullRequestRecord,
) {
  const url = urls.repository(repository, `pulls/${pull.number}`);
  const side = ({ ref, sha }: PullRequestRecord['head']) => ({
    label: `${repository.owner}:${ref}`,
    ref,
    sha,
    user: presentUser(urls, repository.owner),
    repo: presentRepository(urls, repository),
  });
  return {
    id: repository.id * 1_000_000 + pull.number,
    node_id: nodeId('PullRequest', `${repository.fullName}#${pull.number}`),
    number: pull.number,
    state: pull.state,
    locked: false,
    title: pull.title,
    body: pull.body || null,
    user: presentUser(urls, pull.author),
    draft: pull.draft,
    url,
    html_url: urls.page(repository, `pull/${pull.number}`),
    issue_url: urls.repository(repository, `issues/${pull.number}`),
    commits_url: `${url}/commits`,
    diff_url: `${urls.page(repository, `pull/${pull.number}`)}.diff`,
    created_at: pull.createdAt,
    updated_at: pull.updatedAt,
    closed_at: pull.closedAt ?? null,
    merged_at: pull.merged?.at ?? null,
    merge_commit_sha: pull.merged?.commit ?? null,
    assignee: null,
    assignees: pull.assignees.map(login => presentUser(urls, login)),
    requested_reviewers: pull.requestedReviewers.map(login =>
      presentUser(urls, login),
    ),
    requested_teams: [],
    labels: pull.labels.map((name, index) => ({
      id: index + 1,
      name,
      color: 'ededed',
      default: false,
    })),
    milestone: null,
    head: side(pull.head),
    base: side(pull.base),
    author_association: 'MEMBER',
    auto_merge: null,
    active_lock_reason: null,
  };
}

/** What only the answer for a single pull request has. */
export function presentPullRequestDetails(
  urls: Urls,
  pull: PullRequestRecord,
  facts: {
    readonly mergeable: boolean;
    readonly commits: number;
    readonly additions: number;
    readonly deletions: number;
    readonly changedFiles: number;
  },
) {
  return {
    merged: pull.merged !== undefined,
    merged_by: pull.merged ? presentUser(urls, pull.merged.by) : null,
    mergeable: pull.state === 'open' ? facts.mergeable : null,
    mergeable_state: mergeableState(pull, facts.mergeable),
    rebaseable: false,
    maintainer_can_modify: false,
    comments: 0,
    review_comments: 0,
    commits: facts.commits,
    additions: facts.additions,
    deletions: facts.deletions,
    changed_files: facts.changedFiles,
  };
}

/** A review of a pull request. */
export function presentReview(
  urls: Urls,
  repository: HostedRepository,
  pull: number,
  review: ReviewRecord,
) {
  return {
    id: review.id,
    node_id: nodeId('PullRequestReview', review.id),
    user: presentUser(urls, review.login),
    body: review.body,
    state: review.state,
    html_url: urls.page(repository, `pull/${pull}#review-${review.id}`),
    pull_request_url: urls.repository(repository, `pulls/${pull}`),
    submitted_at: review.submittedAt,
    commit_id: review.commit,
    author_association: 'MEMBER',
  };
}

function mergeableState(pull: PullRequestRecord, mergeable: boolean): string {
  if (pull.state === 'closed') {
    return 'unknown';
  }
  return mergeable ? 'clean' : 'dirty';
}
