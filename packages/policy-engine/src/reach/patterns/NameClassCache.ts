import { findNameClasses, NameClass } from './findNameClasses';
import type { Pattern } from './Pattern';
import { SearchEffort } from './SearchEffort';

/** What all questions together may take, before each that is left may take but little. */
const MOST_EFFORT = 5_000_000;

/** What each may take whatever the others took. */
const LEAST_EFFORT = 20_000;

/** As many questions are remembered. */
const CAPACITY = 1_000;

/**
 * Remembers how names were sorted by patterns: many callers ask about one bucket, and many actions about the same names.
 * However many intricate questions there are, together they take a few seconds at most.
 */
export class NameClassCache {
  readonly #effort = new SearchEffort(MOST_EFFORT);
  #known = new Map<string, readonly NameClass[] | undefined>();

  /** As `findNameClasses`. */
  find(
    inside: readonly Pattern[],
    patterns: readonly Pattern[],
  ): readonly NameClass[] | undefined {
    const key = `${keyOf(inside)} in ${keyOf(patterns)}`;
    if (this.#known.has(key)) {
      return this.#known.get(key);
    }
    const effort = this.#effort.share(LEAST_EFFORT);
    const classes = findNameClasses(inside, patterns, undefined, effort);
    this.#effort.spend(effort.spent);
    if (this.#known.size >= CAPACITY) {
      this.#known = new Map();
    }
    this.#known.set(key, classes);
    return classes;
  }
}

function keyOf(patterns: readonly Pattern[]): string {
  return patterns.map(({ tokens }) => tokens.join()).join(' ');
}
