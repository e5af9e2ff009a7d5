import { renderReport, type ReportFormat } from '@corridors/model';
import type { VisibleRun } from './describeRun';

/** A run as a document to keep, with the cells that the reader may see. */
export function reportRun(
  { run, matrix, answers, outcome, analyses }: VisibleRun,
  format: ReportFormat,
): string {
  const {
    id,
    scope,
    views,
    state,
    requestedBy,
    createdAt,
    startedAt,
    finishedAt,
    error,
    plan,
  } = run;
  return renderReport(
    {
      run: {
        id,
        scope,
        views,
        state,
        requestedBy,
        createdAt,
        startedAt,
        finishedAt,
        error,
      },
      matrix,
      answers: matrix.cells.flatMap(cell => answers.answersOf(cell.id)),
      findings: outcome.findings,
      coverage: outcome.coverage,
      standingWeaknesses: plan?.standingWeaknesses ?? [],
      baseContext: plan?.baseContext ?? {},
      probedFrom: plan?.probedFrom ?? '',
      notCovered: [
        ...new Set(analyses.flatMap(({ notCovered }) => notCovered)),
      ],
      notUnderstood: analyses.flatMap(({ notUnderstood }) => notUnderstood),
    },
    format,
  );
}
