import type { View } from '../access';
import type { PolicyPlace } from './policyPlace';

/**
 * Leak: meant to be denied, a view allows. Blocked: meant to be allowed, a view denies or the role cannot be had.
 * Drift: declared and configured differ. Unproven: meant to be denied, a view is conditional or inconclusive.
 *
 * @public
 */
export type FindingKind = 'leak' | 'blocked' | 'drift' | 'unproven';

/**
 * Kinds of finding, worst first.
 *
 * @public
 */
export const FINDING_KINDS = ['leak', 'blocked', 'drift', 'unproven'] as const;

/**
 * Cells that differ from what was meant, for one cause. What was proved for all names may concern names that no cell has:
 * such a finding lists the cells that there are, or none, and names a witness.
 *
 * @public
 */
export interface Finding {
  /** The same cause has the same id in every run. */
  readonly id: string;
  readonly kind: FindingKind;
  readonly title: string;
  readonly explanation: string;
  /** The one thing to do next, as a sentence. */
  readonly nextAction: string;
  /** Ids of the cells. */
  readonly cells: readonly string[];
  readonly views: readonly View[];
  readonly environments: readonly string[];
  readonly corridors: readonly string[];
  /** The statements that make it so, when policies were evaluated. */
  readonly statements?: readonly PolicyPlace[];
  /** A concrete resource that shows it, as an ARN. */
  readonly witness?: string;
}
