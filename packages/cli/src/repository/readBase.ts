import { promises as fs } from 'node:fs';
import path from 'node:path';
import { CommandError } from '../CommandError';
import { readCommit } from './readCommit';
import { readFolder } from './readFolder';
import type { Repository } from './repository';

/**
 * Reads what a repository is compared with: a folder when there is one of that name, else a commit of the clone that the
 * repository lies in.
 *
 * @param folder - absolute path of the repository
 * @param base - path of a folder, relative to `cwd`, or a branch, tag or commit
 * @throws {@link CommandError} when it is neither
 */
export async function readBase(
  folder: string,
  base: string,
  cwd: string,
): Promise<Repository> {
  if (base === '' || base.startsWith('-')) {
    throw new CommandError(
      `--base: "${base}" is neither a folder nor the name of a commit.`,
    );
  }
  const where = path.resolve(cwd, base);
  return (await isFolder(where)) ? readFolder(where) : readCommit(folder, base);
}

async function isFolder(where: string): Promise<boolean> {
  try {
    return (await fs.stat(where)).isDirectory();
  } catch {
    return false;
  }
}
