import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { writeFiles } from './repository';
import { temporaryFolder } from './temporaryFolder';

/** Files that are read of a repository. */
export const FILES = [
  { path: 'environments/a.yaml', content: 'a: ü\n' },
  { path: 'environments/a/policies/node.yaml', content: '' },
  { path: 'corridors/gha1/corridor.yaml', content: 'no line end' },
  { path: 'corridors/gha1/deep/er/file with spaces.yaml', content: 'x\n' },
  { path: '.corridors/waivers.yaml', content: 'kind: Waivers\n' },
];

/** Files of a repository that are not read. */
export const OTHERS = [
  { path: 'README.md', content: '# Corridors' },
  { path: 'other/corridors/x.yaml', content: 'x' },
];

/** Runs git, as somebody. */
export function git(folder: string, ...args: string[]) {
  return execFileSync(
    'git',
    ['-c', 'user.name=t', '-c', 'user.email=t@example.com', ...args],
    { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] },
  );
}

/** A clone with one commit of all these files, and the repository in a folder of it. */
export async function clone(subfolder = '') {
  const root = await temporaryFolder();
  const folder = path.join(root, subfolder);
  await writeFiles([...FILES, ...OTHERS], folder);
  git(root, 'init', '-q', '-b', 'main');
  git(root, 'add', '-A');
  git(root, 'commit', '-q', '-m', 'first');
  return folder;
}

/** Files in the order of their paths. */
export const byPath = (files: readonly { path: string; content: string }[]) =>
  [...files].sort((left, right) => (left.path < right.path ? -1 : 1));
