import type { NormalizedStatement } from './normalizedPolicy';

/** Statements of two documents that belong together. */
export interface MatchedStatements {
  readonly changed: readonly (readonly [
    declared: NormalizedStatement,
    configured: NormalizedStatement,
  ])[];
  readonly missing: readonly NormalizedStatement[];
  readonly added: readonly NormalizedStatement[];
}

/** Leaves out what means the same on both sides; of the rest, those of one name belong together, then those of one place. */
export function matchStatements(
  declared: readonly NormalizedStatement[],
  configured: readonly NormalizedStatement[],
): MatchedStatements {
  const left = [...declared];
  const right = [...configured];
  takePairs(left, right, (one, other) => one.meaning === other.meaning);
  const changed = [
    ...takePairs(
      left,
      right,
      (one, other) => one.sid !== undefined && one.sid === other.sid,
    ),
    ...takePairs(
      left,
      right,
      (one, other) =>
        one.index === other.index &&
        (one.sid === undefined || other.sid === undefined),
    ),
  ];
  return { changed, missing: left, added: right };
}

/** Takes out of two lists the items that belong together. */
export function takePairs<T, U = T>(
  left: T[],
  right: U[],
  belong: (one: T, other: U) => boolean,
): (readonly [T, U])[] {
  const pairs: (readonly [T, U])[] = [];
  for (const one of [...left]) {
    const index = right.findIndex(other => belong(one, other));
    const other = right[index];
    if (index >= 0 && other !== undefined) {
      pairs.push([one, other]);
      right.splice(index, 1);
      left.splice(left.indexOf(one), 1);
    }
  }
  return pairs;
}
