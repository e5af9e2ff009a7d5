import { resolveSafeChildPath } from '@backstage/backend-plugin-api';
import { mkdir, readdir, readFile, rm, writeFile } from 'fs/promises';
import { dirname, join, relative, sep } from 'path';

/** A file of a corridor; `path` is relative to the corridor's folder, with forward slashes. */
export interface WorkspaceFile {
  readonly path: string;
  readonly content: string;
}

/** Something in a folder that is neither a file nor a folder, such as a symbolic link. */
export class IrregularFileError extends Error {
  constructor(readonly path: string) {
    super(`${path} is not a regular file`);
    this.name = 'IrregularFileError';
  }
}

/** Replaces what a folder of the workspace holds. */
export async function writeFolder(
  workspacePath: string,
  folder: string,
  files: readonly WorkspaceFile[],
): Promise<void> {
  const root = resolveSafeChildPath(workspacePath, folder);
  await rm(root, { recursive: true, force: true });
  for (const file of files) {
    const target = resolveSafeChildPath(root, file.path);
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, file.content, 'utf8');
  }
}

/**
 * Everything that a folder of the workspace holds, by path; nothing when it does not exist.
 *
 * @throws IrregularFileError
 */
export async function readFolder(
  workspacePath: string,
  folder: string,
): Promise<WorkspaceFile[]> {
  const root = resolveSafeChildPath(workspacePath, folder);
  const files: WorkspaceFile[] = [];
  for (const entry of await listFolder(root)) {
    const absolute = join(entry.parentPath, entry.name);
    const path = relative(root, absolute).split(sep).join('/');
    if (entry.isFile()) {
      files.push({
        path,
        content: await readFile(absolute, 'utf8'),
      });
    } else if (!entry.isDirectory()) {
      throw new IrregularFileError(path);
    }
  }
  return files.sort((a, b) => (a.path < b.path ? -1 : 1));
}

async function listFolder(root: string) {
  try {
    return await readdir(root, { withFileTypes: true, recursive: true });
  } catch (error) {
    const isMissing =
      typeof error === 'object' &&
      error !== null &&
      'code' in error &&
      error.code === 'ENOENT';
    if (isMissing) {
      return [];
    }
    throw error;
  }
}
