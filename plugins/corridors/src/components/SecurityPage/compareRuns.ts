import type { Finding } from '@corridors/model';
import type { RunSummary } from '@corridors/plugin-corridors-common';

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

/**
 * The run that a run is compared with: of the earlier ones the last that looked at everything. One that ended early tells of no
 * cause that it is gone, and neither does a comparison with it.
 *
 * @param runs - of one scope, newest first
 */
export function comparableRun<R extends Pick<RunSummary, 'id' | 'state'>>(
  runs: readonly R[],
  id: string,
): R | undefined {
  const position = runs.findIndex(run => run.id === id);
  return runs[position]?.state === 'succeeded'
    ? runs.slice(position + 1).find(run => run.state === 'succeeded')
    : undefined;
}
