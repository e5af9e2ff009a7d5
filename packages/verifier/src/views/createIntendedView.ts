import { intendedVerdict, type Fleet, type Matrix } from '@corridors/model';
import type { ViewSource } from './viewSource';

/**
 * What the cells are meant to be, from specs and environments alone.
 *
 * @public
 */
export function createIntendedView(matrix: Matrix, fleet: Fleet): ViewSource {
  return {
    view: 'intended',
    async *fill(cells, signal) {
      for (const cell of cells) {
        signal.throwIfAborted();
        const { verdict, because } = intendedVerdict(cell, matrix, fleet);
        yield {
          cell: cell.id,
          view: 'intended',
          covered: true,
          verdict,
          cause: because,
          evidence: [],
        };
      }
    },
  };
}
