import { promises as fs } from 'node:fs';
import path from 'node:path';
import { CommandError } from '../CommandError';
import { readCommit } from './readCommit';
import { readFolder } from './readFolder';
import type { Repository } from './repository';
import { askGit } from './runGit';

/** What only a path begins with, and no branch or tag. */
const IS_PATH = /^(\.{1,2}$|\.{0,2}\/)/;

/**
 * Reads what a repository is compared with: a commit of the clone that the repository lies in, or a folder when the name
 * begins with `./`, `../` or `/`. What is checked must not choose its own base, so a folder of the checked
 * repository, or of the working tree that it lies in, is refused, and so is a name of two commits.
 *
 * @param folder - absolute path of the repository
 * @param base - a branch, tag or commit; or the path of a folder, relative to `cwd`
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
  if (!IS_PATH.test(base)) {
    return readCommit(folder, base);
  }
  const where = path.resolve(cwd, base);
  await refuseOwn(folder, where, base);
  return readFolder(where);
}

/** @throws {@link CommandError} when whoever changes the checked repository may change the base with it */
async function refuseOwn(
  folder: string,
  where: string,
  base: string,
): Promise<void> {
  const [checked, compared] = await Promise.all([
    realPath(folder, folder),
    realPath(where, base),
  ]);
  const tree = await workingTreeOf(checked);
  if (
    isWithin(checked, compared) ||
    isWithin(compared, checked) ||
    (tree !== undefined && tree === (await workingTreeOf(compared)))
  ) {
    throw new CommandError(
      `--base: ${base} lies in the repository that is checked, so whoever changes that would choose what it is compared with. Name a commit, as origin/main, or a folder elsewhere.`,
    );
  }
}

async function realPath(where: string, name: string): Promise<string> {
  try {
    return await fs.realpath(where);
  } catch {
    throw new CommandError(`--base: there is no folder ${name}.`);
  }
}

function isWithin(folder: string, other: string): boolean {
  const relative = path.relative(folder, other);
  return relative.split(path.sep, 1)[0] !== '..' && !path.isAbsolute(relative);
}

/** Top of the clone that a folder lies in; undefined when it lies in none. */
async function workingTreeOf(folder: string): Promise<string | undefined> {
  const answer = await askGit(folder, ['rev-parse', '--show-toplevel']);
  return answer.ok ? answer.text : undefined;
}
