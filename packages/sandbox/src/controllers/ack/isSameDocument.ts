import { isDeepStrictEqual } from 'node:util';

function parse(document: string): unknown {
  try {
    return JSON.parse(document);
  } catch {
    // AWS will refuse it in its own words.
    return undefined;
  }
}

/** Whether two policy documents say the same, whatever their white space and the order of their members. */
export function isSameDocument(
  left: string,
  right: string | undefined,
): boolean {
  if (right === undefined) {
    return false;
  }
  const parsed = parse(left);
  return (
    left === right ||
    (parsed !== undefined && isDeepStrictEqual(parsed, parse(right)))
  );
}
