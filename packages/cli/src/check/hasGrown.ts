import type { CheckResult } from './checkResult';

/**
 * Whether a result is more than it was: it has a part that it had not, or lacks what held it back of something that it still
 * concerns. What cannot be compared has grown.
 */
export function hasGrown(result: CheckResult, before: CheckResult): boolean {
  if (result.facets === undefined || before.facets === undefined) {
    return true;
  }
  if (result.severity === 'error' && before.severity !== 'error') {
    return true;
  }
  const known = new Set(before.facets);
  return (
    !result.facets.every(facet => known.has(facet)) ||
    Object.entries(result.limits ?? {}).some(([subject, limits]) =>
      (before.limits?.[subject] ?? []).some(limit => !limits.includes(limit)),
    )
  );
}
