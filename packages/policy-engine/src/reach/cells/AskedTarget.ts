import type { ActionSet } from '../actions/ActionCatalog';
import type { AskedResource } from '../AskedResource';
import type { CellTarget } from './findReachedCells';

/** A resource that is asked for, as it was found. */
export interface AskedTarget {
  readonly target: CellTarget;
  readonly resource: AskedResource;
  /** The actions that are asked for on resources of its kind. */
  readonly actions: ActionSet;
}
