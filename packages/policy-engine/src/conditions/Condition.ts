import type { RequestContext } from '../request/RequestContext';
import type { Truth } from '../Truth';

/** One key under one operator: `"StringEquals": {"aws:ResourceAccount": ["…"]}`. */
export interface Condition {
  /** The operator as written, with prefix and suffix. */
  readonly operator: string;
  /** The context key as written. */
  readonly key: string;
  /** The policy's values as written. */
  readonly values: readonly string[];
  holds(context: RequestContext): Truth;
  /** Adds the keys that would have to be known; asked only when it is unknown whether the condition holds. */
  addMissing(context: RequestContext, missing: Set<string>): void;
}

/** A condition as it stands in the document. */
export type WrittenCondition = Pick<Condition, 'operator' | 'key' | 'values'>;
