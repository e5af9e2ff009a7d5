import type { CellAnswer, Matrix, Scope, View } from '../access';
import type { Coverage, Finding, StandingWeakness } from '../findings';
import type { Problem } from '../problems';
import type { RunState } from '../runs';

/**
 * Everything that a report of a run says.
 *
 * @public
 */
export interface ReportData {
  readonly run: {
    readonly id: string;
    readonly scope: Scope;
    readonly views: readonly View[];
    readonly state: RunState;
    /** Entity reference of who asked for it, or what did. */
    readonly requestedBy: string;
    /** RFC 3339 */
    readonly createdAt: string;
    readonly startedAt?: string;
    readonly finishedAt?: string;
    /** Why it did not succeed. */
    readonly error?: string;
  };
  /** With the cells in scope alone. */
  readonly matrix: Matrix;
  readonly answers: readonly CellAnswer[];
  readonly findings: readonly Finding[];
  readonly coverage: readonly Coverage[];
  readonly standingWeaknesses: readonly StandingWeakness[];
  /** Request keys that static views take for granted, as `aws:SecureTransport`: `true`. */
  readonly baseContext: Readonly<Record<string, string>>;
  /** Where probes ran, as a sentence: a corridor's pods may see another network. */
  readonly probedFrom: string;
  /** What the views never look at, as sentences without a full stop. */
  readonly notCovered?: readonly string[];
  /** Policies that are not understood. */
  readonly notUnderstood?: readonly Problem[];
}

/**
 * Formats of a report.
 *
 * @public
 */
export type ReportFormat = 'json' | 'markdown' | 'csv';
