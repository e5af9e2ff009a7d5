import { createHash } from 'node:crypto';
import { createReadStream, promises as fs } from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { CommandError } from '../CommandError';
import { errorCode } from '../errorCode';
import { findSubmodules } from './findSubmodules';
import {
  MAXIMUM_FILE_BYTES,
  READ_FOLDERS,
  REPLACEMENT,
  type Repository,
  SUBMODULES_FILE,
} from './repository';
import { RepositoryBuilder } from './RepositoryBuilder';

/** Files that are read at once. */
const AT_ONCE = 64;

/** What stands below a folder. */
interface Found {
  readonly paths: string[];
  /** Folders that hold nothing, as git leaves those of submodules that are not checked out. */
  readonly empty: string[];
  /** Folders that hold a repository of their own. */
  readonly repositories: string[];
}

/**
 * Reads a GitOps repository from a folder on disk.
 *
 * @param folder - absolute path of the folder that holds `environments` and `corridors`
 * @throws {@link CommandError} when there is no such folder or it holds neither
 */
export async function readFolder(folder: string): Promise<Repository> {
  const top = await entriesOf(folder);
  const isThere = (name: string) => top.some(entry => entry.name === name);
  if (!isThere('environments') && !isThere('corridors')) {
    throw new CommandError(
      `${folder} is no GitOps repository of corridors: it holds neither environments nor corridors. Name the folder that does.`,
    );
  }
  const builder = new RepositoryBuilder();
  const found: Found = { paths: [], empty: [], repositories: [] };
  for (const name of READ_FOLDERS.filter(isThere)) {
    await collect(folder, name, found, builder);
  }
  for (let start = 0; start < found.paths.length; start += AT_ONCE) {
    const some = found.paths.slice(start, start + AT_ONCE);
    const adding = await Promise.all(
      some.map(file => readFile(folder, file, builder)),
    );
    adding.forEach(add => add());
  }
  const submodules = await findSubmodules(folder, {
    empty: found.empty,
    repositories: found.repositories,
    named: isThere(SUBMODULES_FILE)
      ? await fs.readFile(path.join(folder, SUBMODULES_FILE), 'utf8')
      : '',
  });
  for (const { path: where, commit } of submodules) {
    builder.addSubmodule(where, commit);
  }
  return builder.build();
}

async function entriesOf(folder: string) {
  try {
    return await fs.readdir(folder, { withFileTypes: true });
  } catch (error) {
    throw new CommandError(
      `${folder} cannot be read as a folder (${errorCode(error) ?? error}).`,
    );
  }
}

async function collect(
  folder: string,
  relative: string,
  found: Found,
  builder: RepositoryBuilder,
): Promise<void> {
  const where = path.join(folder, relative);
  if (relative.includes(REPLACEMENT)) {
    builder.refuseName(relative);
    return;
  }
  const stats = await fs.lstat(where);
  if (stats.isSymbolicLink()) {
    builder.addLink(relative, await fs.readlink(where, 'buffer'));
  } else if (stats.isFile()) {
    found.paths.push(relative);
  } else if (stats.isDirectory()) {
    const entries = await entriesOf(where);
    if (entries.length === 0) {
      found.empty.push(relative);
    }
    for (const { name } of entries) {
      if (name === '.git') {
        found.repositories.push(relative);
      } else {
        await collect(folder, `${relative}/${name}`, found, builder);
      }
    }
  } else {
    builder.refuse(relative, 'no-file', 'is no file; remove it');
  }
}

/** Reads a file; what it comes to is added when all that are read with it are there, so that their order stays. */
async function readFile(
  folder: string,
  relative: string,
  builder: RepositoryBuilder,
): Promise<() => void> {
  const where = path.join(folder, relative);
  try {
    const { size } = await fs.stat(where);
    if (size > MAXIMUM_FILE_BYTES) {
      const id = await blobId(where, size);
      return () => builder.addLargeFile(relative, size, id);
    }
    const bytes = await fs.readFile(where);
    return () => builder.addFile(relative, bytes);
  } catch (error) {
    const why = `cannot be read (${errorCode(error) ?? error})`;
    return () =>
      builder.refuse(relative, 'not-readable', `${why}; mend its permissions`);
  }
}

/** What git calls the content of a file, which is not held in memory. (git: "git-hash-object".) */
async function blobId(where: string, size: number): Promise<string> {
  const hash = createHash('sha1').update(`blob ${size}\0`);
  await pipeline(createReadStream(where), hash);
  return hash.digest('hex');
}
