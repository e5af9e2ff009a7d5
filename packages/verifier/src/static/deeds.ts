import { joinWords, OPERATIONS, type Operation } from '@corridors/model';

/** What somebody does: an action, and the operation that it is part of. */
export interface Deed {
  readonly action: string;
  /** Absent for an action that is part of none. */
  readonly operation: Operation | undefined;
}

/** More than these are counted instead of named. */
const MOST_NAMED = 8;

/** The same beside operations, which say enough. */
const MOST_NAMED_BESIDE = 2;

/**
 * What is done to something, in words: `read and write bucket b`, `do s3:PutBucketTagging on bucket b`, or both. Whoever
 * administers it can give itself all else, so that no more needs to be said.
 */
export function describeDeeds(deeds: readonly Deed[], what: string): string {
  const operations = new Set(deeds.map(({ operation }) => operation));
  const ordered = OPERATIONS.filter(one => operations.has(one));
  const others = deeds.filter(({ operation }) => operation === undefined);
  if (others.length === 0 || operations.has('administer')) {
    return `${joinWords(ordered)} ${what}`;
  }
  const most = ordered.length === 0 ? MOST_NAMED : MOST_NAMED_BESIDE;
  const done = `do ${nameActions(
    others.map(({ action }) => action),
    most,
  )} on`;
  return ordered.length === 0
    ? `${done} ${what}`
    : `${joinWords(ordered)} ${what}, and ${done} it`;
}

/** Actions by name, once each; many are counted. */
export function nameActions(
  actions: readonly string[],
  most = MOST_NAMED,
): string {
  const unique = [...new Set(actions)];
  const more = unique.length - most;
  return joinWords(
    more > 1 ? [...unique.slice(0, most), `${more} other actions`] : unique,
  );
}
