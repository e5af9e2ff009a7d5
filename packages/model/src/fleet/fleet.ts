import type { Problem } from '../problems';
import type { Corridor, Environment } from '../spec';

/**
 * A spec or environment of the GitOps repository that cannot be used, with the reasons.
 *
 * @public
 */
export interface InvalidFile {
  readonly kind: 'corridor' | 'environment';
  /** Name of the folder (corridor) or of the file without its ending (environment). */
  readonly name: string;
  readonly file: string;
  readonly problems: readonly Problem[];
}

/**
 * All environments and corridors of a GitOps repository. What is listed as invalid is in neither of the other lists.
 *
 * @public
 */
export interface Fleet {
  readonly environments: readonly Environment[];
  readonly corridors: readonly Corridor[];
  readonly invalid: readonly InvalidFile[];
}

/**
 * A file of the GitOps repository.
 *
 * @public
 */
export interface RepositoryFile {
  /** Relative to the repository's configured folder, as `corridors/gha1/corridor.yaml`. */
  readonly path: string;
  readonly content: string;
}
