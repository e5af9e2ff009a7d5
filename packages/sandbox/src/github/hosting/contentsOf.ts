import { diffTrees, type FileChange } from '../git/diffTrees';
import { compareCommits } from '../git/history';
import type { Commit } from '../git/objects';
import type { HostedRepository } from './HostedRepository';
import type { PullRequestRecord } from './PullRequestRecord';

/** Commits (oldest first) and files of a pull request; those of a closed one are what it brought. */
export async function contentsOf(
  repository: HostedRepository,
  pull: PullRequestRecord,
): Promise<{ commits: readonly Commit[]; files: readonly FileChange[] }> {
  const { git } = repository;
  const { mergeBase, ahead } = await compareCommits(
    git,
    pull.base.sha,
    pull.head.sha,
  );
  const head = await git.readCommit(pull.head.sha);
  if (!mergeBase || !head) {
    return { commits: [], files: [] };
  }
  return {
    commits: ahead,
    files: await diffTrees(git, mergeBase.tree, head.tree),
  };
}
