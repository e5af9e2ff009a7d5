/**
 * What remains of a pattern when it has matched a text that more must follow: one pattern for each way of matching, none when it
 * does not match.
 *
 * @param pattern - with `*` and `?`
 * @param text - without wildcards
 */
export function remainders(pattern: string, text: string): string[] {
  const firstWildcard = pattern.search(/[*?]/);
  const fixed = firstWildcard < 0 ? pattern.length : firstWildcard;
  if (!text.startsWith(pattern.slice(0, Math.min(fixed, text.length)))) {
    return [];
  }
  if (fixed >= text.length) {
    return fixed === pattern.length && fixed === text.length
      ? []
      : [pattern.slice(text.length)];
  }
  if (fixed === pattern.length) {
    return [];
  }
  if (pattern[fixed] === '*' && fixed === pattern.length - 1) {
    return ['*'];
  }
  return matchOn(pattern, fixed, text);
}

/** Walks all ways of matching at once: as many steps as the text is long, each over at most as many places as the pattern has. */
function matchOn(pattern: string, start: number, text: string): string[] {
  let places = afterStars(pattern, [start]);
  for (let index = start; index < text.length; index += 1) {
    const next: number[] = [];
    for (const place of places) {
      const token = pattern[place];
      if (token === '*') {
        next.push(place);
      } else if (token === '?' || token === text[index]) {
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
