import type { NotCoveredReason, View } from '../access';

/**
 * How much of a matrix a view could say something about.
 *
 * @public
 */
export interface Coverage {
  readonly view: View;
  readonly cells: number;
  readonly covered: number;
  readonly notCovered: readonly {
    readonly reason: NotCoveredReason;
    readonly detail: string;
    readonly cells: number;
  }[];
}
