import { promises as fs } from 'node:fs';
import path from 'node:path';
import type { Problem, RepositoryFile } from '@corridors/model';
import { CommandError } from '../CommandError';
import { errorCode } from '../errorCode';
import {
  decodeFile,
  MAXIMUM_FILE_BYTES,
  READ_FOLDERS,
  type Repository,
  symbolicLink,
  tooLarge,
  unreadable,
  WAIVERS_FILE,
} from './repository';

/** Files that are read at once. */
const AT_ONCE = 64;

/**
 * Reads a GitOps repository from a folder on disk.
 *
 * @param folder - absolute path of the folder that holds `environments` and `corridors`
 * @throws {@link CommandError} when there is no such folder or it holds neither
 */
export async function readFolder(folder: string): Promise<Repository> {
  const top = await entriesOf(folder);
  if (!READ_FOLDERS.some(name => top.some(entry => entry.name === name))) {
    throw new CommandError(
      `${folder} is no GitOps repository of corridors: it holds neither environments nor corridors. Name the folder that does.`,
    );
  }
  const paths: string[] = [];
  const problems: Problem[] = [];
  for (const name of READ_FOLDERS) {
    if (top.some(entry => entry.name === name)) {
      await collect(folder, name, paths, problems);
    }
  }
  if (top.some(entry => entry.name === path.posix.dirname(WAIVERS_FILE))) {
    await collect(folder, path.posix.dirname(WAIVERS_FILE), paths, problems);
  }
  const files: RepositoryFile[] = [];
  for (let start = 0; start < paths.length; start += AT_ONCE) {
    const read = await Promise.all(
      paths.slice(start, start + AT_ONCE).map(file => readFile(folder, file)),
    );
    for (const one of read) {
      if ('file' in one) {
        files.push(one.file);
      } else {
        problems.push(one.problem);
      }
    }
  }
  return { files, problems };
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
  paths: string[],
  problems: Problem[],
): Promise<void> {
  const where = path.join(folder, relative);
  if ((await fs.lstat(where)).isSymbolicLink()) {
    problems.push(symbolicLink(relative));
    return;
  }
  for (const entry of await entriesOf(where)) {
    const child = `${relative}/${entry.name}`;
    if (entry.isDirectory()) {
      await collect(folder, child, paths, problems);
    } else if (entry.isFile()) {
      paths.push(child);
    } else if (entry.isSymbolicLink()) {
      problems.push(symbolicLink(child));
    } else {
      problems.push(unreadable(child, 'no-file', 'is no file; remove it'));
    }
  }
}

async function readFile(folder: string, relative: string) {
  const where = path.join(folder, relative);
  try {
    const { size } = await fs.stat(where);
    return size > MAXIMUM_FILE_BYTES
      ? { problem: tooLarge(relative, size) }
      : decodeFile(relative, await fs.readFile(where));
  } catch (error) {
    return {
      problem: unreadable(
        relative,
        'not-readable',
        `cannot be read (${errorCode(error) ?? error}); mend its permissions`,
      ),
    };
  }
}
