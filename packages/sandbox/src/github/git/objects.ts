/** Who made a commit, and when (seconds since 1970, minutes west of UTC). */
export interface Signature {
  readonly name: string;
  readonly email: string;
  readonly timestamp: number;
  readonly timezoneOffset: number;
}

/** A commit as Git stores it. */
export interface Commit {
  readonly oid: string;
  readonly message: string;
  readonly tree: string;
  readonly parents: readonly string[];
  readonly author: Signature;
  readonly committer: Signature;
}

/** One line of a tree. `mode` has six digits: 100644, 100755, 120000, 040000, 160000. */
export interface TreeEntry {
  readonly mode: string;
  readonly path: string;
  readonly oid: string;
  readonly type: 'blob' | 'tree' | 'commit';
}

/** A tree entry with its path from the root of the repository. */
export type FlatEntry = TreeEntry;

/** The tree that holds nothing; Git knows it without it being written. */
export const EMPTY_TREE = '4b825dc642cb6eb9a060e54bf8d69288fbee4904';
