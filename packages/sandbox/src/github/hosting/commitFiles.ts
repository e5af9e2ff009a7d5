import { changeTree, MissingPathError, type TreeChange } from '../git/trees';
import type { Signature } from '../git/objects';
import { GithubError } from './GithubError';
import type { HostedRepository } from './HostedRepository';

const MALFORMED = /^(|\.|\.\.|\.git)$/i;

/** @throws GithubError 422 when Git would not take the path */
export function assertTreePath(path: string): void {
  if (
    path.split('/').some(part => MALFORMED.test(part)) ||
    path.includes('\0')
  ) {
    throw new GithubError(422, 'tree.path contains a malformed path component');
  }
}

/**
 * A tree with changes applied.
 *
 * @throws GithubError 422 for a malformed path, or one to remove that is not there
 */
export async function applyChanges(
  repository: HostedRepository,
  base: string | undefined,
  changes: readonly TreeChange[],
): Promise<string> {
  changes.forEach(change => assertTreePath(change.path));
  try {
    return await changeTree(repository.git, base, changes);
  } catch (error) {
    if (error instanceof MissingPathError) {
      throw new GithubError(422, 'GitRPC::BadObjectState');
    }
    throw error;
  }
}

/** Commits changes on top of a branch. */
export async function commitToBranch(
  repository: HostedRepository,
  branch: string,
  changes: readonly TreeChange[],
  commit: {
    readonly message: string;
    readonly author: Signature;
    readonly committer: Signature;
  },
): Promise<string> {
  const tip = await repository.branchTip(branch);
  const parent = tip && (await repository.git.readCommit(tip));
  if (!parent) {
    throw new GithubError(404, `Branch ${branch} not found`);
  }
  const tree = await applyChanges(repository, parent.tree, changes);
  const oid = await repository.git.writeCommit({
    ...commit,
    tree,
    parents: [parent.oid],
  });
  await repository.git.writeRef(`refs/heads/${branch}`, oid);
  return oid;
}
