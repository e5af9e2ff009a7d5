import { findNameClasses, NameClass } from './findNameClasses';
import type { Pattern } from './Pattern';

/** As many questions are remembered. */
const CAPACITY = 1_000;

/**
 * Remembers how names were sorted by patterns: many callers ask about one bucket, and many actions about the same names.
 */
export class NameClassCache {
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
    const classes = findNameClasses(inside, patterns);
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
