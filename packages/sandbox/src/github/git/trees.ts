import type { GitRepository } from './GitRepository';
import { EMPTY_TREE, FlatEntry, TreeEntry } from './objects';

/** What happens to one path; `oid: null` removes it. */
export interface TreeChange {
  readonly path: string;
  readonly mode: string;
  readonly oid: string | null;
}

/** A path that a change would remove is not there. */
export class MissingPathError extends Error {
  constructor(readonly path: string) {
    super(`There is no ${path} to remove`);
  }
}

/** Everything below a tree, folders included, in Git's order. */
export async function listRecursively(
  git: GitRepository,
  tree: string,
  prefix = '',
): Promise<FlatEntry[]> {
  const entries: FlatEntry[] = [];
  for (const entry of (await git.readTree(tree)) ?? []) {
    const path = `${prefix}${entry.path}`;
    entries.push({ ...entry, path });
    if (entry.type === 'tree') {
      entries.push(...(await listRecursively(git, entry.oid, `${path}/`)));
    }
  }
  return entries;
}

/** The entry at a path; the root is a tree entry with an empty path. */
export async function findEntry(
  git: GitRepository,
  tree: string,
  path: string,
): Promise<TreeEntry | undefined> {
  let entry: TreeEntry = { mode: '040000', path: '', oid: tree, type: 'tree' };
  for (const segment of path.split('/').filter(Boolean)) {
    const entries =
      entry.type === 'tree' ? await git.readTree(entry.oid) : undefined;
    const next = entries?.find(candidate => candidate.path === segment);
    if (!next) {
      return undefined;
    }
    entry = next;
  }
  return entry;
}

/**
 * A tree with some paths set or removed. Folders that become empty vanish, as always in Git.
 *
 * @throws MissingPathError when a path to remove is not there
 */
export async function changeTree(
  git: GitRepository,
  base: string | undefined,
  changes: readonly TreeChange[],
): Promise<string> {
  const entries = new Map(
    (base ? (await git.readTree(base)) ?? [] : []).map(entry => [
      entry.path,
      entry,
    ]),
  );
  const below = new Map<string, TreeChange[]>();
  for (const change of changes) {
    const [first = '', ...rest] = change.path.split('/');
    if (rest.length > 0) {
      below.set(first, [
        ...(below.get(first) ?? []),
        { ...change, path: rest.join('/') },
      ]);
    } else if (change.oid !== null) {
      entries.set(first, {
        mode: change.mode,
        path: first,
        oid: change.oid,
        type: typeOfMode(change.mode),
      });
    } else if (!entries.delete(first)) {
      throw new MissingPathError(change.path);
    }
  }
  for (const [folder, changesBelow] of below) {
    const present = entries.get(folder);
    const tree = await changeTree(
      git,
      present?.type === 'tree' ? present.oid : undefined,
      changesBelow,
    );
    if (tree === EMPTY_TREE) {
      entries.delete(folder);
    } else {
      entries.set(folder, {
        mode: '040000',
        path: folder,
        oid: tree,
        type: 'tree',
      });
    }
  }
  return git.writeTree([...entries.values()]);
}

function typeOfMode(mode: string): TreeEntry['type'] {
  switch (mode) {
    case '040000':
      return 'tree';
    case '160000':
      return 'commit';
    default:
      return 'blob';
  }
}
