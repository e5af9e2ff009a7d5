import { intersects } from '@corridors/policy-engine';
import { remainders } from './remainders';

/** A key for people to read. */
const ANY_KEY = 'any-key';

/** What no policy is likely to name: one character, and several. What is allowed for it is allowed by a wildcard. */
const UNNAMED = ['~', '~~~~~'];

/** More patterns of one bucket than these are not crossed with each other. */
const MOST_CROSSED = 24;

/** What may be spent on crossing the patterns of one bucket: the sum of the products of their lengths. */
const MOST_EFFORT = 500_000;

/**
 * Object keys of a bucket that are worth asking for: one that nothing names, some of each pattern that can match an object of
 * the bucket, and some of each two, shortest patterns first. If any key of the bucket is allowed, one of these is, unless that
 * takes more than two patterns that overlap, more of them than are crossed, or policies that name keys as unlikely as these.
 *
 * @param bucketArn - without a slash at its end
 * @param patterns - of resources, with `*` and `?`
 */
export function candidateKeys(
  bucketArn: string,
  patterns: readonly string[],
): readonly string[] {
  const bucket = `${bucketArn}/`;
  const keyPatterns = [
    ...new Set(patterns.flatMap(pattern => remainders(pattern, bucket))),
  ];
  const keys = new Set([
    ANY_KEY,
    ...(keyPatterns.length === 0 ? [] : UNNAMED),
    ...keyPatterns.flatMap(instances),
    ...crossed(shortestFirst(keyPatterns).slice(0, MOST_CROSSED)),
  ]);
  keys.delete('');
  return [...keys];
}

/** With every star filled, in several ways, and with every star empty. */
function instances(pattern: string): string[] {
  const filled = pattern.replaceAll('?', '~');
  return [ANY_KEY, ...UNNAMED, ''].map(text => filled.replace(/\*+/g, text));
}

/** Keys that two patterns have in common: the shortest, and those in which the stars of one or of both stand for something. */
function crossed(patterns: readonly string[]): string[] {
  const keys: string[] = [];
  let effort = 0;
  for (const [left, right] of pairsOf(patterns)) {
    effort += left.length * right.length;
    if (effort > MOST_EFFORT) {
      break;
    }
    const key = intersects(left, right);
    if (key !== undefined) {
      keys.push(key);
    }
  }
  return keys;
}

/** Every two patterns, as they are and with their stars filled. */
function* pairsOf(
  patterns: readonly string[],
): Iterable<readonly [string, string]> {
  for (const [index, left] of patterns.entries()) {
    for (const right of patterns.slice(index + 1)) {
      for (const one of [left, ...filledStars(left)]) {
        for (const other of [right, ...filledStars(right)]) {
          yield [one, other];
        }
      }
    }
  }
}

function filledStars(pattern: string): string[] {
  return UNNAMED.map(text => pattern.replace(/\*+/g, `*${text}*`));
}

function shortestFirst(patterns: readonly string[]): readonly string[] {
  return [...patterns].sort((left, right) => left.length - right.length);
}
