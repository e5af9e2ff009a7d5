/** A review as it was given. */
export interface ReviewRecord {
  readonly id: number;
  readonly login: string;
  readonly state: 'APPROVED' | 'CHANGES_REQUESTED' | 'COMMENTED';
  readonly body: string;
  readonly commit: string;
  /** RFC 3339. */
  readonly submittedAt: string;
}

/** A pull request as it is kept. */
export interface PullRequestRecord {
  readonly number: number;
  readonly title: string;
  readonly body: string;
  readonly author: string;
  readonly draft: boolean;
  readonly state: 'open' | 'closed';
  /** Branch that is proposed, and its tip. The tip of an open pull request follows the branch. */
  readonly head: { readonly ref: string; readonly sha: string };
  /** Branch that it goes to, and its tip when the pull request was opened or closed. */
  readonly base: { readonly ref: string; readonly sha: string };
  /** RFC 3339, as all times here. */
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly closedAt?: string;
  readonly merged?: {
    readonly at: string;
    readonly by: string;
    readonly commit: string;
  };
  readonly reviews: readonly ReviewRecord[];
  readonly requestedReviewers: readonly string[];
  readonly assignees: readonly string[];
  readonly labels: readonly string[];
}

/** A check or a status that somebody reported for a commit. */
export interface CheckRecord {
  readonly id: number;
  readonly kind: 'check-run' | 'status';
  readonly commit: string;
  readonly name: string;
  /** Of a check run: `queued`, `in_progress`, `completed`; of a status its state. */
  readonly status: string;
  readonly conclusion: string | null;
  readonly description: string;
  readonly url: string | null;
  readonly at: string;
}

/** All that a repository knows beyond Git. */
export interface RepositoryRecord {
  readonly lastId: number;
  readonly lastNumber: number;
  readonly pulls: readonly PullRequestRecord[];
  readonly checks: readonly CheckRecord[];
}
