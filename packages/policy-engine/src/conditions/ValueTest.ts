import type { RequestContext } from '../request/RequestContext';
import type { Truth } from '../Truth';

/** One value of a policy, as an operator compares with it. */
export interface ValueTest {
  /** Whether a value of the request's context agrees. */
  matches(value: string, context: RequestContext): Truth;
  /** Adds the keys that would have to be known; asked only when the answer is unknown. */
  addMissing(
    value: string,
    context: RequestContext,
    missing: Set<string>,
  ): void;
}
