import { CommandError } from '../CommandError';
import { findNamed } from './findSubmodules';
import {
  MAXIMUM_FILE_BYTES,
  READ_FOLDERS,
  REPLACEMENT,
  type Repository,
  SUBMODULES_FILE,
} from './repository';
import { RepositoryBuilder } from './RepositoryBuilder';
import { resolveCommit } from './resolveCommit';
import { runGit } from './runGit';

interface TreeEntry {
  readonly mode: string;
  readonly object: string;
  readonly bytes: number;
  readonly path: string;
}

const SYMBOLIC_LINK = '120000';
const SUBMODULE = '160000';

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
    SUBMODULES_FILE,
  ]);
  const entries = listing.toString('utf8').split('\0').flatMap(parseEntry);
  const builder = new RepositoryBuilder();
  const wanted = entries.filter(({ mode, object, bytes, path }) => {
    if (mode === SUBMODULE) {
      builder.addSubmodule(path, object);
    } else if (path.includes(REPLACEMENT)) {
      builder.refuseName(path);
      return false;
    } else if (bytes > MAXIMUM_FILE_BYTES) {
      builder.addLargeFile(path, bytes, object);
    }
    return mode !== SUBMODULE && bytes <= MAXIMUM_FILE_BYTES;
  });
  const blobs = await readBlobs(folder, wanted);
  for (const [i, { path, mode }] of wanted.entries()) {
    const blob = blobs[i] ?? Buffer.alloc(0);
    if (path === SUBMODULES_FILE) {
      const known = new Set(entries.map(entry => entry.path));
      for (const named of findNamed(blob.toString('utf8'))) {
        if (!known.has(named)) {
          builder.addSubmodule(named);
        }
      }
    } else if (mode === SYMBOLIC_LINK) {
      builder.addLink(path, blob);
    } else {
      builder.addFile(path, blob);
    }
  }
  return builder.build();
}

/** `<mode> <type> <object> <size>\t<path>`. A submodule has no size. */
function parseEntry(line: string): TreeEntry[] {
  const tab = line.indexOf('\t');
  const [mode = '', , object = '', size] = line.slice(0, tab).split(/ +/);
  const path = line.slice(tab + 1);
  return tab < 0
    ? []
    : [{ mode, object, bytes: size === '-' ? 0 : Number(size), path }];
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
