import type {
  CellAnswer,
  Finding,
  FindingKind,
  Matrix,
} from '@corridors/model';
import type {
  RunDetail,
  RunMatrix,
  RunSummary,
} from '@corridors/plugin-corridors-common';
import { isRunOver, type RunOutcome, type StoredRun } from '../database';
import { cellFromId } from './cellFromId';
import { concludeRun } from './concludeRun';
import { restrictMatrix } from './planRun';
import { createCellFilter, type RunReader } from './RunReader';

/** What a reader may see of a run: its cells, their answers, and what those come to. */
export interface VisibleRun {
  readonly run: StoredRun;
  readonly matrix: Matrix;
  readonly answers: readonly CellAnswer[];
  readonly outcome: RunOutcome;
}

/** A run as a row of a list. Somebody who may not see all of it gets the numbers of the findings that they may see. */
export function summarizeRun(run: StoredRun, reader: RunReader): RunSummary {
  return {
    ...baseOf(run),
    result: run.outcome && summarizeOutcome(run, run.outcome, reader),
  };
}

/** Cuts a run to what the reader may see. @param answers - all of the run's */
export function viewRun(
  run: StoredRun,
  answers: readonly CellAnswer[],
  reader: RunReader,
): VisibleRun {
  const plan = run.plan ?? { accountId: '', identities: [], resources: [] };
  const isVisible = createCellFilter(plan, reader);
  const cells = answers
    .filter(({ view }) => view === 'intended')
    .map(({ cell }) => cellFromId(cell))
    .filter(isVisible);
  const visible = new Set(cells.map(({ id }) => id));
  const matrix = restrictMatrix(plan, cells);
  const own = answers.filter(({ cell }) => visible.has(cell));
  return {
    run,
    matrix,
    answers: own,
    outcome: concludeRun(matrix, run.views, own),
  };
}

/** A run with the findings that the reader may see, also as far as it has come while it runs. */
export function describeRun({ run, outcome }: VisibleRun): RunDetail {
  return {
    ...baseOf(run),
    result:
      isRunOver(run.state) && run.plan ? countOutcome(outcome) : undefined,
    findings: outcome.findings,
    standingWeaknesses: run.plan?.standingWeaknesses ?? [],
    baseContext: run.plan?.baseContext ?? {},
    probedFrom: run.plan?.probedFrom ?? '',
  };
}

/** The cells of a run that the reader may see, each with its answers. */
export function describeRunMatrix({
  run,
  matrix,
  answers,
}: VisibleRun): RunMatrix {
  const shown = new Set([...run.views, 'intended']);
  const byCell = new Map<string, CellAnswer[]>();
  for (const answer of answers) {
    if (shown.has(answer.view)) {
      byCell.set(answer.cell, [...(byCell.get(answer.cell) ?? []), answer]);
    }
  }
  return {
    identities: matrix.identities,
    resources: matrix.resources,
    cells: matrix.cells.map(cell => ({
      ...cell,
      answers: byCell.get(cell.id) ?? [],
    })),
  };
}

function baseOf(run: StoredRun): Omit<RunSummary, 'result'> {
  const {
    id,
    scope,
    views,
    state,
    requestedBy,
    createdAt,
    startedAt,
    finishedAt,
    revision,
    progress,
    error,
  } = run;
  return {
    id,
    scope,
    views,
    state,
    requestedBy,
    createdAt,
    startedAt,
    finishedAt,
    revision,
    progress,
    error,
  };
}

function summarizeOutcome(
  run: StoredRun,
  outcome: RunOutcome,
  reader: RunReader,
): RunSummary['result'] {
  if (reader.kind === 'all' || !run.plan) {
    return countOutcome(outcome);
  }
  const isVisible = createCellFilter(run.plan, reader);
  return countOutcome({
    ...outcome,
    findings: outcome.findings.filter(({ cells }) =>
      cells.some(cell => isVisible(cellFromId(cell))),
    ),
    // The details may name corridors of others; the run itself has them as far as they are the reader's.
    coverage: outcome.coverage.map(view => ({
      ...view,
      notCovered: view.notCovered.map(group => ({ ...group, detail: '' })),
    })),
  });
}

function countOutcome({
  findings,
  coverage,
  cells,
  covered,
}: RunOutcome): NonNullable<RunSummary['result']> {
  return {
    findings: {
      leak: count(findings, 'leak'),
      blocked: count(findings, 'blocked'),
      drift: count(findings, 'drift'),
      unproven: count(findings, 'unproven'),
    },
    cells,
    covered,
    coverage,
  };
}

function count(findings: readonly Finding[], wanted: FindingKind): number {
  return findings.filter(({ kind }) => kind === wanted).length;
}
