import type { GitopsLocation } from '../configuration';

/** Beginning of every branch that carries a request. */
export const BRANCH_PREFIX = 'corridors/';

/** The one branch that carries requests of a corridor. */
export function branchOf(corridor: string): string {
  return `${BRANCH_PREFIX}${corridor}`;
}

/** The corridor that a branch carries a request of. */
export function corridorOfBranch(branch: string): string | undefined {
  const name = branch.startsWith(BRANCH_PREFIX)
    ? branch.slice(BRANCH_PREFIX.length)
    : '';
  return /^[a-z][a-z0-9-]*$/.test(name) ? name : undefined;
}

/** A corridor's folder, relative to the root of the repository. */
export function folderInRepository(
  corridor: string,
  { path }: Pick<GitopsLocation, 'path'>,
): string {
  return [path, 'corridors', corridor].filter(Boolean).join('/');
}
