import { ForgeError } from '../forge/ForgeError';

/** A segment that could leave the repository, or that Git itself gives a meaning to. */
const UNSAFE_SEGMENT = /^(|\.|\.\.|\.git)$/i;

/**
 * @param path - file, relative to the root of a repository
 * @param where - what holds it, for the message
 * @throws ForgeError `rejected` when the path is absolute, climbs, or names Git's own folder
 */
export function assertSafePath(path: string, where: string): void {
  const isUnsafe =
    /[\\\0]/.test(path) ||
    path.split('/').some(segment => UNSAFE_SEGMENT.test(segment));
  if (isUnsafe) {
    throw new ForgeError(
      'rejected',
      `Path ${JSON.stringify(
        path,
      )} in ${where} is refused: paths are relative, with forward slashes and no empty, "." , ".." or ".git" part`,
    );
  }
}
