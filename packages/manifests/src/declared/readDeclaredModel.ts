import type { Fleet, Problem, RepositoryFile } from '@corridors/model';
import type { AccessModel } from '@corridors/policy-engine';

/**
 * What a GitOps repository declares of access, and what of it cannot be read.
 *
 * @public
 */
export interface DeclaredModel {
  readonly model: AccessModel;
  /** With file and line. What they concern is in the model as not understood, never as absent. */
  readonly problems: readonly Problem[];
}

/**
 * Reads the access model that a whole repository declares, of every environment: `corridors/<name>/aws/*`, ServiceAccounts
 * of `corridors/<name>/kubernetes/*` and `environments/<name>/policies/*.yaml`. One bad file harms nothing else.
 *
 * @param files - of the repository, in any order
 * @param fleet - of the same files
 * @public
 */
export function readDeclaredModel(
  _files: readonly RepositoryFile[],
  _fleet: Fleet,
): DeclaredModel {
  throw new Error('The declared model cannot be read yet');
}
