import type { Principal } from '../request/AccessRequest';
import { catalogOf } from './actions/catalogOf';
import type { WATCHED_ACTIONS } from './actions/watchedActions';
import { ReachAnalysis } from './analysis/ReachAnalysis';
import type { CompiledAccessModel } from './CompiledAccessModel';
import { TerritoryEntitlements } from './entitlements/TerritoryEntitlements';
import type { ReachRegion } from './ReachRegion';
import type { Permission, Territory } from './Territory';
import type { Trespass, TrespassReport } from './Trespass';
import { trespassOf } from './trespassOf';

/**
 * What belongs to whom, and what is asked.
 *
 * @public
 */
export interface TrespassOptions {
  readonly territories: readonly Territory[];
  readonly permissions: readonly Permission[];
  /**
   * `service:Action`, spelled out. Absent: {@link WATCHED_ACTIONS}, whatever else of S3, IAM and STS the model grants by name
   * or pattern, and one action of each service that stands for all others.
   */
  readonly actions?: readonly string[];
  /** Whose reach is proved. Absent: every principal that the model or a policy of it names, and anonymous callers. */
  readonly principals?: readonly Principal[];
  /** Condition context that holds for every request. */
  readonly context?: Readonly<Record<string, string | readonly string[]>>;
}

/**
 * Proves for every possible name that nobody reaches what belongs to another. What it returns are the counterexamples.
 *
 * The root user of an account may do everything within it, which no policy can prevent and which is not told.
 *
 * @public
 */
export function findTrespasses(
  model: CompiledAccessModel,
  options: TrespassOptions,
): TrespassReport {
  const { actions, principals, context } = options;
  const catalog = catalogOf(model, actions);
  const entitlements = new TerritoryEntitlements(
    options.territories,
    options.permissions,
    catalog,
  );
  const analysis = new ReachAnalysis(model, {
    catalog,
    entitlements,
    ...(principals && { principals }),
    ...(context && { context }),
  });
  const trespasses: Trespass[] = [];
  const add = (regions: Iterable<ReachRegion>) => {
    for (const region of regions) {
      const trespass = trespassOf(region, model, entitlements);
      if (trespass) {
        trespasses.push(trespass);
      }
    }
  };
  for (const role of model.roles.values()) {
    add(analysis.byIdentity(role));
    add(analysis.byTrust(role));
  }
  for (const user of model.users.values()) {
    add(analysis.byIdentity(user));
  }
  for (const bucket of model.buckets.values()) {
    add(analysis.byBucket(bucket));
  }
  return {
    trespasses,
    proved: {
      principals: principals?.length ?? model.roles.size + model.users.size,
      regions: analysis.provedRegions,
    },
  };
}
