import { intersects } from '@corridors/policy-engine';
import { remainders } from './remainders';

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
    ...keyPatterns.flatMap(instances),
    ...crossed(keyPatterns.slice(0, MOST_CROSSED)),
  ]);
  keys.delete('');
  return [...keys];
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
