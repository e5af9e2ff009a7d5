import type { ContextKey } from '../conditions/ContextKey';

/** The values of a context key, or that it is certainly not in the request, or that nobody said. */
export type ContextLookup = readonly string[] | 'absent' | 'unknown';

/** The condition context of one request. */
export interface RequestContext {
  lookup(key: ContextKey): ContextLookup;
}
