import type { ForgeChange } from '../forge/Forge';
import type { GithubClient } from './GithubClient';
import { findEntry } from './readTree';

/**
 * Puts the files of a change into a tree of the repository.
 *
 * @param baseTreeSha - tree that everything else is taken from
 * @returns id of the tree; equal to `baseTreeSha` when the change changes nothing
 */
export async function writeTree(
  client: GithubClient,
  change: ForgeChange,
  baseTreeSha: string,
  signal?: AbortSignal,
): Promise<string> {
  const written = change.files.map(file => ({
    path: file.path,
    mode: '100644' as const,
    type: 'blob' as const,
    content: file.content,
  }));
  const removed = (await findExisting(client, change, baseTreeSha, signal)).map(
    entry => ({
      path: entry,
      mode: '100644' as const,
      type: 'blob' as const,
      sha: null,
    }),
  );
  const tree = [...written, ...removed];
  if (tree.length === 0) {
    return baseTreeSha;
  }
  const created = await client.call(
    `write the files of ${change.branch}`,
    signal,
    (octokit, parameters) =>
      octokit.rest.git.createTree({
        ...parameters,
        base_tree: baseTreeSha,
        tree,
      }),
  );
  return created.sha;
}

/** GitHub refuses to remove a path that is not there. */
async function findExisting(
  client: GithubClient,
  change: ForgeChange,
  treeSha: string,
  signal?: AbortSignal,
): Promise<string[]> {
  const written = new Set(change.files.map(file => file.path));
  const known = new Map();
  const existing: string[] = [];
  for (const path of change.remove) {
    if (
      !written.has(path) &&
      (await findEntry(client, treeSha, path, signal, known))?.type === 'blob'
    ) {
      existing.push(path);
    }
  }
  return existing;
}
