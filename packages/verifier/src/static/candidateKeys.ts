import { intersects } from '@corridors/policy-engine';

/** A key that no policy names: what is allowed for it is allowed by a wildcard. */
const ANY_KEY = 'any-key-Zq7x';

/** More patterns of one bucket than these are not crossed with each other. */
const MOST_CROSSED = 24;

/**
 * Object keys of a bucket that are worth asking for: one that nothing names, one of each pattern that can match an object of
 * the bucket, and one of each two. If any key of the bucket is allowed, one of these is, but for patterns that overlap in more
 * than two.
 *
 * @param bucketArn - without a slash at its end
 * @param patternsOf - gives patterns of resources, with `*` and `?`; not asked when the first key is enough
 */
export function* candidateKeys(
  bucketArn: string,
  patternsOf: () => readonly string[],
): Iterable<string> {
  yield ANY_KEY;
  const keyPatterns = [
    ...new Set(
      patternsOf().flatMap(pattern => remainders(pattern, `${bucketArn}/`)),
    ),
  ];
  const given = new Set([ANY_KEY, '']);
  for (const key of [
    ...keyPatterns.flatMap(instances),
    ...crossed(keyPatterns.slice(0, MOST_CROSSED)),
  ]) {
    if (!given.has(key)) {
      given.add(key);
      yield key;
    }
  }
}

function instances(pattern: string): string[] {
  const filled = pattern.replaceAll('?', 'q');
  return [filled.replaceAll('*', ANY_KEY), filled.replaceAll('*', '')];
}

function crossed(patterns: readonly string[]): string[] {
  return patterns.flatMap((left, index) =>
    patterns.slice(index + 1).flatMap(right => intersects(left, right) ?? []),
  );
}

/** What remains of a pattern when it has matched a text that more must follow. */
function remainders(pattern: string, text: string): string[] {
  const literal = pattern.search(/[*?]/);
  const fixed = literal < 0 ? pattern : pattern.slice(0, literal);
  if (!text.startsWith(fixed.slice(0, text.length))) {
    return [];
  }
  let places = afterStars(pattern, [0]);
  for (const character of text) {
    const next: number[] = [];
    for (const place of places) {
      const token = pattern[place];
      if (token === '*') {
        next.push(place);
      } else if (token === '?' || token === character) {
        next.push(place + 1);
      }
    }
    if (next.length === 0) {
      return [];
    }
    places = afterStars(pattern, next);
  }
  return places.map(place => pattern.slice(place)).filter(Boolean);
}

/** The places that can be reached by letting stars match nothing. */
function afterStars(pattern: string, places: readonly number[]): number[] {
  const reached = new Set<number>();
  for (const start of places) {
    let place = start;
    reached.add(place);
    while (pattern[place] === '*') {
      place += 1;
      reached.add(place);
    }
  }
  return [...reached];
}
