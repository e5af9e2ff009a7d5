import type { ManifestFile } from '@corridors/manifests';
import { ForgeError } from '../forge/ForgeError';
import { assertSafePath } from './assertSafePath';
import type { GithubClient } from './GithubClient';

/** Largest file, in bytes; a manifest is some kilobytes. */
const LARGEST_FILE = 1024 * 1024;
/** Largest sum of all files, in bytes. */
const LARGEST_TREE = 64 * 1024 * 1024;
/** Most files: a thousand corridors of some twenty files each. */
const MOST_FILES = 20_000;
const READ_AT_ONCE = 8;

interface TreeEntry {
  readonly path: string;
  readonly mode: string;
  readonly type: string;
  readonly sha: string;
  readonly size?: number;
}

/** Regular files below `path` at `ref`; symbolic links and submodules are left out. */
export async function readTree(
  client: GithubClient,
  ref: string,
  path: string,
  signal?: AbortSignal,
): Promise<{ sha: string; files: ManifestFile[] }> {
  const commit = await client.call(
    `read ${ref}`,
    signal,
    (octokit, parameters) =>
      octokit.rest.repos.getCommit({ ...parameters, ref, per_page: 1 }),
  );
  const folder = path.split('/').filter(Boolean).join('/');
  const root = folder
    ? (await findEntry(client, commit.commit.tree.sha, folder, signal))?.sha
    : commit.commit.tree.sha;
  if (!root) {
    return { sha: commit.sha, files: [] };
  }
  const entries = (await listTree(client, root, true, signal))
    .filter(entry => entry.type === 'blob' && entry.mode.startsWith('100'))
    .map(entry => ({
      ...entry,
      path: folder ? `${folder}/${entry.path}` : entry.path,
    }));
  assertWithinLimits(entries, `${ref}:${folder || '/'} of ${client.fullName}`);
  return { sha: commit.sha, files: await readFiles(client, entries, signal) };
}

/**
 * The entry of one path in a tree, found folder by folder, so that no answer grows with the repository.
 *
 * @param known - trees that were listed before, by their id; new ones are added
 */
export async function findEntry(
  client: GithubClient,
  treeSha: string,
  path: string,
  signal?: AbortSignal,
  known: Map<string, TreeEntry[]> = new Map(),
): Promise<TreeEntry | undefined> {
  const [first, ...rest] = path.split('/');
  const entries =
    known.get(treeSha) ?? (await listTree(client, treeSha, false, signal));
  known.set(treeSha, entries);
  const entry = entries.find(candidate => candidate.path === first);
  if (!entry || rest.length === 0) {
    return entry;
  }
  return entry.type === 'tree'
    ? findEntry(client, entry.sha, rest.join('/'), signal, known)
    : undefined;
}

async function listTree(
  client: GithubClient,
  treeSha: string,
  recursive: boolean,
  signal?: AbortSignal,
): Promise<TreeEntry[]> {
  const tree = await client.call(
    `list tree ${treeSha.slice(0, 10)}`,
    signal,
    (octokit, parameters) =>
      octokit.rest.git.getTree({
        ...parameters,
        tree_sha: treeSha,
        ...(recursive && { recursive: 'true' }),
      }),
  );
  if (tree.truncated) {
    throw new ForgeError(
      'rejected',
      `Could not list tree ${treeSha.slice(0, 10)} of ${
        client.fullName
      }: it is too large to be listed at once. Give the corridors a repository or a folder of their own`,
    );
  }
  return tree.tree;
}

function assertWithinLimits(
  entries: readonly TreeEntry[],
  where: string,
): void {
  if (entries.length > MOST_FILES) {
    throw new ForgeError(
      'rejected',
      `${where} holds ${entries.length} files, more than ${MOST_FILES} are not read`,
    );
  }
  let total = 0;
  for (const { path, size = 0 } of entries) {
    assertSafePath(path, where);
    if (size > LARGEST_FILE) {
      throw new ForgeError(
        'rejected',
        `File ${path} in ${where} has ${size} bytes, more than ${LARGEST_FILE} are not read`,
      );
    }
    total += size;
  }
  if (total > LARGEST_TREE) {
    throw new ForgeError(
      'rejected',
      `${where} has ${total} bytes, more than ${LARGEST_TREE} are not read`,
    );
  }
}

async function readFiles(
  client: GithubClient,
  entries: readonly TreeEntry[],
  signal?: AbortSignal,
): Promise<ManifestFile[]> {
  const files: ManifestFile[] = [];
  const waiting = [...entries];
  const work = async () => {
    for (let entry = waiting.shift(); entry; entry = waiting.shift()) {
      files.push({
        path: entry.path,
        content: await readBlob(client, entry, signal),
      });
    }
  };
  await Promise.all(Array.from({ length: READ_AT_ONCE }, work));
  return files.sort((a, b) => (a.path < b.path ? -1 : 1));
}

async function readBlob(
  client: GithubClient,
  entry: TreeEntry,
  signal?: AbortSignal,
): Promise<string> {
  const blob = await client.call(
    `read file ${entry.path}`,
    signal,
    (octokit, parameters) =>
      octokit.rest.git.getBlob({ ...parameters, file_sha: entry.sha }),
  );
  return Buffer.from(
    blob.content,
    blob.encoding === 'base64' ? 'base64' : 'utf8',
  ).toString('utf8');
}
