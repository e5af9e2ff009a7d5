import type { ForgeChange, PullRequest } from '../forge/Forge';
import { ForgeError } from '../forge/ForgeError';
import { assertSafePath } from './assertSafePath';
import {
  branchTrailer,
  inspectBranch,
  type BranchState,
} from './inspectBranch';
import type { GithubClient } from './GithubClient';
import { ensurePullRequest } from './ensurePullRequest';
import { listPullRequestsOf } from './pullRequestStatus';
import { writeTree } from './writeTree';

/** How often a branch that somebody else moved in between is looked at again. */
const ATTEMPTS = 3;

/**
 * Brings the branch of a change up to date with one commit at most, and opens a pull request unless one is open.
 *
 * The commit goes on top of the branch while a pull request is open, so that its reviews keep their place, and is then a
 * fast-forward that fails when somebody pushed in between. A branch left over from an earlier pull request starts anew at
 * the base; that is the only forced update, and only of a branch whose every commit is ours.
 */
export async function proposeChange(
  client: GithubClient,
  change: ForgeChange,
  signal?: AbortSignal,
): Promise<PullRequest> {
  assertWellFormed(change);
  const headSha = await bringBranchUpToDate(client, change, signal);
  return ensurePullRequest(client, change, headSha, signal);
}

async function bringBranchUpToDate(
  client: GithubClient,
  change: ForgeChange,
  signal?: AbortSignal,
): Promise<string> {
  for (let attempt = 1; ; attempt++) {
    const branch = await inspectBranch(client, change, signal);
    try {
      return await commitOn(client, change, branch, signal);
    } catch (error) {
      const isRace =
        error instanceof ForgeError &&
        (error.kind === 'rejected' || error.kind === 'conflict');
      if (
        !isRace ||
        attempt === ATTEMPTS ||
        !(await hasMoved(client, change, branch, signal))
      ) {
        throw error;
      }
    }
  }
}

async function commitOn(
  client: GithubClient,
  change: ForgeChange,
  branch: BranchState,
  signal?: AbortSignal,
): Promise<string> {
  switch (branch.kind) {
    case 'absent': {
      const commit = await commitAt(
        client,
        change,
        branch.base,
        branch.base.sha,
        signal,
      );
      await createBranch(client, change.branch, commit, signal);
      return commit;
    }
    case 'ours': {
      const isOpen =
        (await listPullRequestsOf(client, change.branch, signal)).length > 0;
      if (isOpen || branch.startsAtBase) {
        const tree = await writeTree(
          client,
          change,
          branch.mergeBase.treeSha,
          signal,
        );
        if (tree === branch.head.treeSha) {
          return branch.head.sha;
        }
        const commit = await createCommit(
          client,
          change,
          tree,
          branch.head.sha,
          signal,
        );
        await moveBranch(
          client,
          change.branch,
          commit,
          { force: false },
          signal,
        );
        return commit;
      }
      const commit = await commitAt(
        client,
        change,
        branch.base,
        branch.base.sha,
        signal,
      );
      await moveBranch(client, change.branch, commit, { force: true }, signal);
      return commit;
    }
    default:
      return branch satisfies never;
  }
}

async function commitAt(
  client: GithubClient,
  change: ForgeChange,
  base: { readonly treeSha: string },
  parent: string,
  signal?: AbortSignal,
): Promise<string> {
  const tree = await writeTree(client, change, base.treeSha, signal);
  if (tree === base.treeSha) {
    throw new ForgeError(
      'rejected',
      `Nothing to propose for ${change.branch} in ${client.fullName}: branch ${change.base} already holds these very files`,
    );
  }
  return createCommit(client, change, tree, parent, signal);
}

async function createCommit(
  client: GithubClient,
  change: ForgeChange,
  tree: string,
  parent: string,
  signal?: AbortSignal,
): Promise<string> {
  const message = `${change.commitMessage.trim()}\n\n${branchTrailer(
    change.branch,
  )}\n`;
  const commit = await client.call(
    `commit to branch ${change.branch}`,
    signal,
    (octokit, parameters) =>
      octokit.rest.git.createCommit({
        ...parameters,
        message,
        tree,
        parents: [parent],
      }),
  );
  return commit.sha;
}

async function createBranch(
  client: GithubClient,
  branch: string,
  sha: string,
  signal?: AbortSignal,
): Promise<void> {
  await client.call(`create branch ${branch}`, signal, (octokit, parameters) =>
    octokit.rest.git.createRef({
      ...parameters,
      ref: `refs/heads/${branch}`,
      sha,
    }),
  );
}

async function moveBranch(
  client: GithubClient,
  branch: string,
  sha: string,
  { force }: { readonly force: boolean },
  signal?: AbortSignal,
): Promise<void> {
  await client.call(`update branch ${branch}`, signal, (octokit, parameters) =>
    octokit.rest.git.updateRef({
      ...parameters,
      ref: `heads/${branch}`,
      sha,
      force,
    }),
  );
}

async function hasMoved(
  client: GithubClient,
  change: ForgeChange,
  before: BranchState,
  signal?: AbortSignal,
): Promise<boolean> {
  const now = await inspectBranch(client, change, signal);
  const headOf = (state: BranchState) =>
    state.kind === 'ours' ? state.head.sha : undefined;
  return headOf(now) !== headOf(before);
}

function assertWellFormed(change: ForgeChange): void {
  const folder = change.basePath.split('/').filter(Boolean).join('/');
  for (const path of [
    ...change.files.map(file => file.path),
    ...change.remove,
  ]) {
    assertSafePath(path, `the change of ${change.branch}`);
    if (folder && !path.startsWith(`${folder}/`)) {
      throw new ForgeError(
        'rejected',
        `Path ${path} of the change of ${change.branch} lies outside of ${folder}/`,
      );
    }
  }
  if (change.branch === change.base) {
    throw new ForgeError(
      'rejected',
      `The change would go to ${change.base} directly: give it a branch of its own`,
    );
  }
}
