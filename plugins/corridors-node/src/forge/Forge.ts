import type { ManifestFile } from '@corridors/manifests';

/**
 * What a pull request shall bring to one branch.
 *
 * @public
 */
export interface ForgeChange {
  /** Branch that carries the change, for example `corridors/gha1`. The same change always takes the same branch. */
  readonly branch: string;
  /** Branch that the pull request is to be merged into. */
  readonly base: string;
  /** Folder of the repository that every file must lie in; `''` for the whole repository. */
  readonly basePath: string;
  readonly title: string;
  /** Description of the pull request, Markdown. */
  readonly body: string;
  /** Files to add or replace; paths relative to the root of the repository. */
  readonly files: readonly ManifestFile[];
  /** Paths to remove, relative to the root of the repository. Paths that are not there are passed over. */
  readonly remove: readonly string[];
  readonly commitMessage: string;
}

/**
 * A pull request that carries a {@link ForgeChange}.
 *
 * @public
 */
export interface PullRequest {
  /** Page that a person opens. */
  readonly url: string;
  readonly number: number;
  /** Commit at the tip of the branch. */
  readonly headSha: string;
  readonly branch: string;
  /** False when an open pull request was found and brought up to date. */
  readonly created: boolean;
}

/**
 * What the forge says of a pull request.
 *
 * @public
 */
export interface PullRequestStatus {
  readonly number: number;
  readonly url: string;
  readonly state: 'open' | 'merged' | 'closed';
  readonly branch: string;
  readonly headSha: string;
  /** RFC 3339. */
  readonly mergedAt?: string;
  readonly mergeCommitSha?: string;
  readonly title: string;
  /** Login at the forge. */
  readonly author?: string;
  /** Standing of the latest review of each reviewer. Absent where it was not asked for, as in lists. */
  readonly reviews?: 'none' | 'approved' | 'changes-requested';
  /** When the forge was asked, RFC 3339. */
  readonly checkedAt: string;
}

/**
 * A place that keeps one Git repository and its pull requests.
 *
 * Every method fails with a {@link ForgeError}, or with the reason of the signal when that is aborted.
 *
 * @public
 */
export interface Forge {
  /** `github`, or what a {@link ForgeFactory} calls itself. */
  readonly id: string;

  /**
   * Brings the branch of a change up to date and sees that exactly one pull request is open for it. Asked again with the
   * same files it writes nothing. A branch that holds commits of somebody else is left alone: `conflict`.
   */
  openOrUpdate(change: ForgeChange, signal?: AbortSignal): Promise<PullRequest>;

  /** State and reviews of one pull request. */
  status(number: number, signal?: AbortSignal): Promise<PullRequestStatus>;

  /** The open pull request of a branch of this repository, forks left out. */
  findOpen(
    branch: string,
    signal?: AbortSignal,
  ): Promise<PullRequestStatus | undefined>;

  /** Open pull requests from branches of this repository that begin with `branchPrefix`, oldest first. */
  listOpen(
    branchPrefix: string,
    signal?: AbortSignal,
  ): Promise<PullRequestStatus[]>;

  /**
   * Regular files below a folder, sorted by path; paths are relative to the root of the repository.
   *
   * @param ref - branch, tag or commit
   * @param path - folder, `''` for all; one that does not exist holds no files
   * @returns the commit that was read and its files
   */
  readTree(
    ref: string,
    path: string,
    signal?: AbortSignal,
  ): Promise<{ sha: string; files: ManifestFile[] }>;
}
