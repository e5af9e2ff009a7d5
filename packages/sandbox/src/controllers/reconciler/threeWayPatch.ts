import { JsonObject, isJsonObject } from '../cluster';

function isSame(left: unknown, right: unknown): boolean {
  if (Array.isArray(left) && Array.isArray(right)) {
    return (
      left.length === right.length &&
      left.every((item, index) => containsAll(item, right[index]))
    );
  }
  return left === right;
}

/** Whether the live value has everything that is wanted; a server adds defaults to the items of lists. */
function containsAll(wanted: unknown, live: unknown): boolean {
  return isJsonObject(wanted) && isJsonObject(live)
    ? Object.entries(wanted).every(([key, value]) =>
        containsAll(value, live[key]),
      )
    : isSame(wanted, live);
}

/**
 * The JSON merge patch that brings a live object to what is wanted: fields that differ are set, fields that were applied
 * before and are no longer wanted are removed, everything else is left alone. Lists are replaced as a whole. Source:
 * "Declarative Management of Kubernetes Objects Using Configuration Files", section "How apply calculates differences and
 * merges changes".
 *
 * @param previous - what was applied last
 * @returns undefined when nothing has to change
 * @public
 */
export function threeWayPatch(
  previous: JsonObject,
  wanted: JsonObject,
  live: JsonObject,
): JsonObject | undefined {
  const patch: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(wanted)) {
    const present = live[key];
    if (isJsonObject(value) && isJsonObject(present)) {
      const before = previous[key];
      const nested = threeWayPatch(
        isJsonObject(before) ? before : {},
        value,
        present,
      );
      if (nested) {
        patch[key] = nested;
      }
    } else if (!containsAll(value, present)) {
      patch[key] = value;
    }
  }
  for (const key of Object.keys(previous)) {
    if (wanted[key] === undefined && live[key] !== undefined) {
      patch[key] = null;
    }
  }
  return Object.keys(patch).length > 0 ? patch : undefined;
}
