import type { Cell, CellAnswer, View } from '@corridors/model';

/**
 * Answers the cells of a matrix in one way.
 *
 * @public
 */
export interface ViewSource {
  readonly view: View;
  /**
   * Answers each cell once, in any order, as answers become known.
   *
   * @param signal - ends the work; iteration then throws the signal's reason
   */
  fill(cells: readonly Cell[], signal: AbortSignal): AsyncIterable<CellAnswer>;
}
