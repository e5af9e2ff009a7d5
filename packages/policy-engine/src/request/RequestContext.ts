/** The values of a context key, or that it is certainly not in the request, or that nobody said. */
export type ContextLookup = readonly string[] | 'absent' | 'unknown';

/**
 * The condition context of one request. Keys are case-insensitive. (AWS: "AWS global condition context keys".)
 */
export class RequestContext {
  readonly #known: ReadonlyMap<string, readonly string[] | 'absent'>;
  readonly #missing: 'absent' | 'unknown';

  /**
   * @param known - by key in lower case
   * @param isComplete - whether a key that `known` lacks is certainly absent
   */
  constructor(
    known: ReadonlyMap<string, readonly string[] | 'absent'>,
    isComplete: boolean,
  ) {
    this.#known = known;
    this.#missing = isComplete ? 'absent' : 'unknown';
  }

  /** @param key - in lower case */
  lookup(key: string): ContextLookup {
    return this.#known.get(key) ?? this.#missing;
  }
}
