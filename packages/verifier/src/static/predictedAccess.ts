import type {
  Finding,
  Identity,
  Operation,
  Problem,
  Resource,
  StandingWeakness,
} from '@corridors/model';

/**
 * What one identity is meant to do with one resource, and what the policies allow.
 *
 * @public
 */
export interface PredictedPair {
  /** Id of the identity. */
  readonly identity: string;
  /** Id of the resource. */
  readonly resource: string;
  readonly intended: readonly Operation[];
  readonly declared: readonly Operation[];
  /** Operations that hang on a request key that is not known, or on a policy that is not understood. */
  readonly conditional: readonly Operation[];
}

/**
 * The row and the column of one corridor: what it could reach, and who could reach it.
 *
 * @public
 */
export interface PredictedAccess {
  readonly corridor: string;
  /** Identities and resources of the pairs. */
  readonly identities: readonly Identity[];
  readonly resources: readonly Resource[];
  /** Pairs where something is meant, allowed or not known; all others are denied. */
  readonly pairs: readonly PredictedPair[];
  /** Cells of row and column in which nothing is meant and nothing is allowed. */
  readonly deniedCells: number;
  /** Worst first. */
  readonly findings: readonly Finding[];
  readonly standingWeaknesses: readonly StandingWeakness[];
  readonly notUnderstood: readonly Problem[];
  /** What the prediction never looks at, as sentences. */
  readonly notCovered: readonly string[];
  readonly baseContext: Readonly<Record<string, string>>;
}
