import type { Principal } from '../request/AccessRequest';
import type { CompiledAccessModel } from './CompiledAccessModel';
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
  const known: Principal[] = [
    ...[...model.roles.values(), ...model.users.values()].map(
      ({ kind, arn }) => ({ kind, arn }),
    ),
    { kind: 'anonymous' },
  ];
  for (const principal of options.principals ?? known) {
    for (const action of options.actions) {
      yield {
        principal,
        audience: 'this-principal',
        action,
        resources: '*',
        resourceAccounts: 'any',
        verdict: 'not-understood',
        witness: '*',
        witnessAccount: '',
        witnessContext: {},
        missingKeys: [],
        decidedBy: [],
        explanation: `What may be done with ${action} is not understood.`,
      };
    }
  }
}
