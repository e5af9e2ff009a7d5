import type { Evidence, NotCoveredReason } from '@corridors/model';
import type { Classification } from '../classify/classify';

/** What one try of a cell brought. */
export type Attempt =
  | {
      readonly kind: 'probed';
      readonly classification: Classification;
      readonly evidence: readonly Evidence[];
    }
  | {
      readonly kind: 'role-unavailable';
      readonly evidence: readonly Evidence[];
    }
  | { readonly kind: 'row-unproven'; readonly cause: string }
  | {
      readonly kind: 'not-covered';
      readonly reason: NotCoveredReason;
      readonly detail: string;
    };
