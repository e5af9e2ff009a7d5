import type { StatementReference } from '../documents/documentKinds';
import type { ReachRegion } from './ReachRegion';

/**
 * How a principal leaves what it is permitted:
 *
 * - `bucket`: it reaches a bucket that is not its own
 * - `foreign-account`: it reaches buckets or roles of accounts that it has no business with, if their owner agrees
 * - `role`: it may assume a role that it is not permitted to assume
 * - `widening`: it can widen access: rewrite the policy of a bucket or role, pass a role, make credentials
 * - `public`: everybody, signed or not, reaches a bucket
 *
 * @public
 */
export type TrespassKind =
  | 'bucket'
  | 'foreign-account'
  | 'role'
  | 'widening'
  | 'public';

/**
 * A counterexample to isolation.
 *
 * @public
 */
export interface Trespass {
  readonly kind: TrespassKind;
  /** What is reached outside of what is permitted; its witness is outside too. */
  readonly region: ReachRegion;
  /** Territory of the witness; absent when it belongs to none. */
  readonly territory?: string;
  /** Statements along the way, in order: those that let a role be assumed, then those of the role. */
  readonly hops: readonly StatementReference[];
  /** One sentence for people. */
  readonly explanation: string;
}

/**
 * What was proved, and the counterexamples.
 *
 * @public
 */
export interface TrespassReport {
  readonly trespasses: readonly Trespass[];
  readonly proved: {
    /** Principals whose whole reach was looked at. */
    readonly principals: number;
    /** Ranges that policies grant and that were shown to lie within what is permitted. */
    readonly regions: number;
  };
}
