import type { Fleet, Matrix } from '@corridors/model';
import type { AccessModel } from '@corridors/policy-engine';
import type { ViewSource } from '../views/viewSource';
import { CellEvaluator } from './CellEvaluator';
import { StaticAnswers } from './StaticAnswers';

/**
 * What a static view is made of.
 *
 * @public
 */
export interface StaticViewOptions {
  readonly view: 'declared' | 'configured';
  readonly matrix: Matrix;
  readonly model: AccessModel;
  readonly fleet: Fleet;
  /** When the model was read, RFC 3339; evidence names it. Absent: when the view is made. */
  readonly asOf?: string;
}

/** Cells that are answered before the signal is looked at again. */
const CELLS_PER_TURN = 1024;

/**
 * Answers the cells of a matrix by evaluating policies: those of the GitOps repository (declared) or those read from the
 * account (configured). What could not be read or understood makes a cell inconclusive; what is not there is not covered.
 * A verdict on objects speaks for any key: it is allow when one key certainly is reached, and the evidence names it.
 *
 * @public
 */
export function createStaticView(options: StaticViewOptions): ViewSource {
  const { view, matrix, model, fleet } = options;
  const place = { view, asOf: options.asOf ?? new Date().toISOString() };
  return {
    view,
    async *fill(cells, signal) {
      const answerer = new StaticAnswers(
        new CellEvaluator(model, fleet),
        matrix,
        fleet,
        place,
      );
      let answered = 0;
      for (const cell of cells) {
        if (answered % CELLS_PER_TURN === 0) {
          await new Promise(setImmediate);
        }
        answered += 1;
        signal.throwIfAborted();
        yield answerer.answer(cell);
      }
    },
  };
}
