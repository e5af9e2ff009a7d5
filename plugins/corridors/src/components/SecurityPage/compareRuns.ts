import type { Finding } from '@corridors/model';

/** What changed between two runs of one scope. Findings of one cause keep their id. */
export interface RunComparison {
  readonly opened: readonly Finding[];
  readonly closed: readonly Finding[];
}

/** Compares the findings of a run with those of the one before. */
export function compareRuns(
  earlier: readonly Finding[],
  later: readonly Finding[],
): RunComparison {
  const has = (findings: readonly Finding[], id: string) =>
    findings.some(finding => finding.id === id);
  return {
    opened: later.filter(finding => !has(earlier, finding.id)),
    closed: earlier.filter(finding => !has(later, finding.id)),
  };
}
