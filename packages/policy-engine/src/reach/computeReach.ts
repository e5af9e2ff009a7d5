import type { Principal } from '../request/AccessRequest';
import { catalogOf } from './actions/catalogOf';
import { ReachAnalysis } from './analysis/ReachAnalysis';
import type { CompiledAccessModel } from './CompiledAccessModel';
import { TerritoryEntitlements } from './entitlements/TerritoryEntitlements';
import type { ReachRegion } from './ReachRegion';

/**
 * What to compute the reach of.
 *
 * @public
 */
export interface ReachOptions {
  /** `service:Action`, spelled out. */
  readonly actions: readonly string[];
  /** Absent: every principal that the model or a policy of it names, and anonymous callers. */
  readonly principals?: readonly Principal[];
  /** Condition context that holds for every request. */
  readonly context?: Readonly<Record<string, string | readonly string[]>>;
}

/**
 * Everything that principals can reach with the actions, for all possible names: buckets and roles that exist and those
 * that do not yet, any object key, buckets of accounts that the model does not know.
 *
 * @public
 */
export function* computeReach(
  model: CompiledAccessModel,
  options: ReachOptions,
): Iterable<ReachRegion> {
  const { actions, principals, context } = options;
  const catalog = catalogOf(model, actions);
  const analysis = new ReachAnalysis(model, {
    catalog,
    // Nothing is permitted to anybody, so that everything is looked at.
    entitlements: new TerritoryEntitlements([], [], catalog),
    ...(principals && { principals }),
    ...(context && { context }),
  });
  for (const role of model.roles.values()) {
    yield* analysis.byIdentity(role);
  }
  for (const user of model.users.values()) {
    yield* analysis.byIdentity(user);
  }
  for (const accountId of model.accounts.keys()) {
    yield* analysis.byRoot(accountId);
  }
  for (const bucket of model.buckets.values()) {
    yield* analysis.byBucket(bucket);
  }
  for (const role of model.roles.values()) {
    yield* analysis.byTrust(role);
  }
}
