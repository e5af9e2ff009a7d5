import type { CheckResult } from './checkResult';

/**
 * What results that are told as one rest on: all that each of them does. When one cannot tell what it is made of, together they
 * cannot.
 */
export function joinGrounds(
  results: readonly CheckResult[],
): Pick<CheckResult, 'facets' | 'limits'> {
  const facets = results.map(one => one.facets);
  const told = facets.filter(one => one !== undefined);
  const limits: Record<string, string[]> = {};
  for (const result of results) {
    for (const [subject, held] of Object.entries(result.limits ?? {})) {
      limits[subject] = [...new Set([...(limits[subject] ?? []), ...held])];
    }
  }
  return {
    ...(told.length === facets.length && {
      facets: [...new Set(told.flat())],
    }),
    ...(Object.keys(limits).length > 0 && { limits }),
  };
}

/** A result that rests on what others do, too. */
export function withGroundsOf(
  { facets: _facets, limits: _limits, ...result }: CheckResult,
  results: readonly CheckResult[],
): CheckResult {
  return { ...result, ...joinGrounds(results) };
}
