import type { Problem, RepositoryFile } from '@corridors/model';
import { CommandError } from '../CommandError';
import {
  decodeFile,
  MAXIMUM_FILE_BYTES,
  READ_FOLDERS,
  type Repository,
  symbolicLink,
  tooLarge,
  WAIVERS_FILE,
} from './repository';
import { resolveCommit } from './resolveCommit';
import { runGit } from './runGit';

interface TreeEntry {
  readonly mode: string;
  readonly object: string;
  readonly bytes: number;
  readonly path: string;
}

const SYMBOLIC_LINK = '120000';

/**
 * Reads a GitOps repository as it is at a commit, without checking it out.
 *
 * @param folder - absolute path of the repository's folder on disk, within a clone
 * @param ref - a branch, tag or commit
 * @throws {@link CommandError} when the folder is in no clone, or the clone has no such commit
 */
export async function readCommit(
  folder: string,
  ref: string,
): Promise<Repository> {
  const commit = await resolveCommit(folder, ref);
  const listing = await runGit(folder, [
    'ls-tree',
    '-r',
    '-z',
    '-l',
    commit,
    '--',
    ...READ_FOLDERS,
    WAIVERS_FILE,
  ]);
  const entries = listing.toString('utf8').split('\0').flatMap(parseEntry);
  const problems: Problem[] = [];
  const wanted = entries.filter(({ mode, bytes, path }) => {
    if (mode === SYMBOLIC_LINK) {
      problems.push(symbolicLink(path));
    } else if (bytes > MAXIMUM_FILE_BYTES) {
      problems.push(tooLarge(path, bytes));
    }
    return mode !== SYMBOLIC_LINK && bytes <= MAXIMUM_FILE_BYTES;
  });
  const files: RepositoryFile[] = [];
  const blobs = await readBlobs(folder, wanted);
  for (const [i, { path }] of wanted.entries()) {
    const decoded = decodeFile(path, blobs[i] ?? Buffer.alloc(0));
    if ('file' in decoded) {
      files.push(decoded.file);
    } else {
      problems.push(decoded.problem);
    }
  }
  return { files, problems };
}

/** `<mode> <type> <object> <size>\t<path>`. A submodule has no files of ours. */
function parseEntry(line: string): TreeEntry[] {
  const tab = line.indexOf('\t');
  const [mode = '', type, object = '', size] = line.slice(0, tab).split(/ +/);
  const path = line.slice(tab + 1);
  return type === 'blob' ? [{ mode, object, bytes: Number(size), path }] : [];
}

/** The contents, in the order of the entries. */
async function readBlobs(
  folder: string,
  entries: readonly TreeEntry[],
): Promise<Buffer[]> {
  const output = await runGit(
    folder,
    ['cat-file', '--batch'],
    entries.map(({ object }) => `${object}\n`).join(''),
  );
  const blobs: Buffer[] = [];
  let position = 0;
  for (const { bytes, path } of entries) {
    const start = output.indexOf('\n', position) + 1;
    const end = start + bytes;
    if (start === 0 || end > output.length) {
      throw new CommandError(`git cat-file did not give ${path} whole.`);
    }
    blobs.push(output.subarray(start, end));
    position = end + 1;
  }
  return blobs;
}
