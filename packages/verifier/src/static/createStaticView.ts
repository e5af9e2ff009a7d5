import type { Fleet, Matrix } from '@corridors/model';
import type { AccessModel } from '@corridors/policy-engine';
import type { ViewSource } from '../views/viewSource';

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

/**
 * Answers the cells of a matrix by evaluating policies: those of the GitOps repository (declared) or those read from the
 * account (configured). What could not be read or understood makes a cell inconclusive; what is not there is not covered.
 *
 * @public
 */
export function createStaticView(options: StaticViewOptions): ViewSource {
  return {
    view: options.view,
    // eslint-disable-next-line require-yield
    async *fill() {
      throw new Error('Policies cannot be evaluated yet');
    },
  };
}
