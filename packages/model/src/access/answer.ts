import type { View } from './matrix';

/**
 * What a view says of a cell. `conditional`: hangs on a request key that is not known. `inconclusive`: tried, and not
 * proven either way.
 *
 * @public
 */
export type Verdict = 'allow' | 'deny' | 'conditional' | 'inconclusive';

/**
 * Why a view says nothing about a cell. `not-reached`: the run ended before.
 *
 * @public
 */
export type NotCoveredReason =
  | 'no-harmless-probe'
  | 'no-credential-source'
  | 'not-visible'
  | 'not-configured'
  | 'environment-unreachable'
  | 'not-reached';

/**
 * What a verdict rests on. Never holds a secret.
 *
 * @public
 */
export interface Evidence {
  /** RFC 3339 */
  readonly at: string;
  readonly summary: string;
  /** Where it comes from: the endpoint asked, the file or policy read. */
  readonly source: string;
  readonly details?: Readonly<Record<string, string | number | boolean>>;
}

/**
 * Code of the cause that an identity's own role provably cannot be had: it does not exist, or its trust refuses.
 * An answer with this cause on a cell that is meant to be allowed is a `blocked` finding, whatever its verdict.
 *
 * @public
 */
export const CAUSE_ROLE_UNAVAILABLE = 'role-unavailable';

/**
 * One view's answer for one cell.
 *
 * @public
 */
export type CellAnswer = CoveredAnswer | NotCoveredAnswer;

/**
 * The view has looked, and says so.
 *
 * @public
 */
export interface CoveredAnswer {
  /** Id of the cell. */
  readonly cell: string;
  readonly view: View;
  readonly covered: true;
  readonly verdict: Verdict;
  /** A short code or sentence; cells with one cause become one finding. */
  readonly cause?: string;
  /** Id of the identity, resource or environment at fault, when known; makes findings group by it. */
  readonly causedBy?: string;
  readonly evidence: readonly Evidence[];
}

/**
 * The view cannot say anything about the cell. That is no verdict and no finding.
 *
 * @public
 */
export interface NotCoveredAnswer {
  readonly cell: string;
  readonly view: View;
  readonly covered: false;
  readonly reason: NotCoveredReason;
  readonly detail: string;
}
