import type { DocumentOrigin, PolicySource } from '@corridors/policy-engine';

import { valueAt, type LocatedObject } from './locatedObject';

/** Where a policy document stands in a file. */
export function originOf(
  object: LocatedObject,
  path: readonly PropertyKey[],
): DocumentOrigin {
  const statementLines = object.statementLinesOf(path);
  return {
    file: object.file,
    line: object.lineOf(path),
    ...(statementLines === undefined || statementLines.length === 0
      ? {}
      : { statementLines }),
  };
}

/** The policy document at a path of an object. */
export function sourceAt(
  object: LocatedObject,
  path: readonly PropertyKey[],
  name: string,
): PolicySource {
  return {
    name,
    document: valueAt(object, path),
    origin: originOf(object, path),
  };
}

/**
 * A policy that exists, and whose document the repository does not tell: no document is one that nothing understands, so
 * nothing that rests on it is concluded.
 */
export function unreadable(
  name: string,
  origin?: DocumentOrigin,
): PolicySource {
  return { name, document: undefined, ...(origin ? { origin } : {}) };
}
