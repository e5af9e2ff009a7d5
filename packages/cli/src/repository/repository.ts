import type { Problem, RepositoryFile } from '@corridors/model';

/** The part of a GitOps repository that says who may do what, and what of it cannot be read. */
export interface Repository {
  readonly files: readonly RepositoryFile[];
  readonly problems: readonly Problem[];
  /** Digests of what `problems` say is not read, by path; without one it is not known whether it is the same as elsewhere. */
  readonly unread?: ReadonlyMap<string, string>;
  /** Paths of files that nothing would take for a manifest, and that are no text: images and the like. */
  readonly ignored?: readonly string[];
}

/** Where waivers stand in a repository. */
export const WAIVERS_FILE = '.corridors/waivers.yaml';

/** What is read of a repository, whole. */
export const READ_FOLDERS = [
  'environments',
  'corridors',
  '.corridors',
] as const;

/** Where git says which folders are other repositories. */
export const SUBMODULES_FILE = '.gitmodules';

/** A file beyond this is no manifest, and is not held in memory. */
export const MAXIMUM_FILE_BYTES = 1024 * 1024;

/** Names of bytes that are no UTF-8 are read with this in their place, and are not found again. */
export const REPLACEMENT = '\uFFFD';
