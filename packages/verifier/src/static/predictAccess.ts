import type { Fleet } from '@corridors/model';
import type { AccessModel } from '@corridors/policy-engine';
import type { PredictedAccess } from './predictedAccess';

/**
 * What a prediction is made of.
 *
 * @public
 */
export interface PredictAccessOptions {
  readonly fleet: Fleet;
  /** What the repository would declare with the change in it. */
  readonly model: AccessModel;
  /** Name of the corridor. */
  readonly corridor: string;
}

/**
 * Says what a corridor could reach and who could reach it, by the policies as they are declared.
 *
 * @throws Error when the fleet has no such corridor
 * @public
 */
export function predictAccess(_options: PredictAccessOptions): PredictedAccess {
  throw new Error('Access cannot be predicted yet');
}
