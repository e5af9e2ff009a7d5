import { PairWalk } from './PairWalk';
import { globTokens } from './tokens';

/** Two patterns of 2,048 characters. */
const MOST_PAIRS = 2048 * 2048;

/**
 * Whether two wildcard patterns match a common text, and a shortest one that shows it.
 *
 * `gha1-*` and `gha1-dev-*` meet in `gha1-dev-`; `gha1-*` and `gha10-*` do not meet. Patterns are as in `Resource`
 * elements, without policy variables: `*` is any sequence of characters, `?` any one. Takes time and memory in
 * proportion to the product of the patterns' lengths at most.
 *
 * @returns a text that both match, or undefined when there is none
 * @throws RangeError when the lengths multiply to more than those of two ARNs, which have 2,048 characters at most
 * (AWS: "IAM and AWS STS quotas"); `*` beside `*` counts once
 * @public
 */
export function intersects(
  patternA: string,
  patternB: string,
): string | undefined {
  const a = withoutRepetition(patternA);
  const b = withoutRepetition(patternB);
  if (a.length * b.length > MOST_PAIRS) {
    throw new RangeError(
      `Patterns of ${patternA.length} and ${patternB.length} characters are too long to be compared`,
    );
  }
  return new PairWalk(globTokens(a), globTokens(b)).shortest();
}

function withoutRepetition(pattern: string): string {
  return pattern.includes('**') ? pattern.replace(/\*+/g, '*') : pattern;
}
