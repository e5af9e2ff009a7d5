import type { Finding, Problem, StandingWeakness } from '@corridors/model';
import type { FindingGrounds } from './grounds/findingGrounds';

/**
 * How much an analysis has proved.
 *
 * @public
 */
export interface AccessProof {
  /** Principals whose reach was computed for all names. */
  readonly principals: number;
  /** Ranges of resources that they reach. */
  readonly regions: number;
  /** Rows of the account's matrix. */
  readonly identities: number;
  /** Columns of the account's matrix. */
  readonly resources: number;
  /** Cells of the account's matrix: those that no range touches are denied by construction. */
  readonly cells: number;
}

/**
 * What the policies of an account allow, measured against what is meant, for all names.
 *
 * @public
 */
export interface AccessAnalysis {
  /** 12 digits */
  readonly accountId: string;
  readonly view: 'declared' | 'configured';
  /** Worst first. */
  readonly findings: readonly Finding[];
  /** What each finding rests on, by its id. */
  readonly grounds: ReadonlyMap<string, FindingGrounds>;
  readonly standingWeaknesses: readonly StandingWeakness[];
  /** Policies that are not understood: nothing is concluded from them, and nothing is proved where they matter. */
  readonly notUnderstood: readonly Problem[];
  readonly proved: AccessProof;
  /** What the analysis never looks at, as sentences. */
  readonly notCovered: readonly string[];
  /** Request keys that are taken for granted. */
  readonly baseContext: Readonly<Record<string, string>>;
}
