import type { CompiledAccessModel } from './CompiledAccessModel';
import { computeReach } from './computeReach';
import type { Permission, Territory } from './Territory';
import type { TrespassReport } from './Trespass';
import { WATCHED_ACTIONS } from './watchedActions';
import type { Principal } from '../request/AccessRequest';

/**
 * What belongs to whom, and what is asked.
 *
 * @public
 */
export interface TrespassOptions {
  readonly territories: readonly Territory[];
  readonly permissions: readonly Permission[];
  /** `service:Action`, spelled out. Absent: {@link WATCHED_ACTIONS}. */
  readonly actions?: readonly string[];
  /** Whose reach is proved. Absent: every principal that the model or a policy of it names, and anonymous callers. */
  readonly principals?: readonly Principal[];
  /** Condition context that holds for every request. */
  readonly context?: Readonly<Record<string, string | readonly string[]>>;
}

/**
 * Proves for every possible name that nobody reaches what belongs to another. What it returns are the counterexamples.
 *
 * @public
 */
export function findTrespasses(
  model: CompiledAccessModel,
  options: TrespassOptions,
): TrespassReport {
  const { actions = WATCHED_ACTIONS, principals, context } = options;
  const trespasses = [
    ...computeReach(model, {
      actions,
      ...(principals && { principals }),
      ...(context && { context }),
    }),
  ].map(region => ({
    kind: 'bucket' as const,
    region,
    hops: [],
    explanation: region.explanation,
  }));
  return { trespasses, proved: { principals: 0, regions: 0 } };
}
