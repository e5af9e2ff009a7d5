import type { Cell, Finding, FindingKind, Matrix } from '@corridors/model';
import type {
  RunDetail,
  RunMatrix,
  RunSummary,
} from '@corridors/plugin-corridors-common';
import {
  isRunOver,
  type RunOutcome,
  type StoredAnalysis,
  type StoredAnswers,
  type StoredRun,
} from '../database';
import { concludeRun } from './concludeRun';
import { plannedMatrix, restrictMatrix } from './planRun';
import { RunAnswers } from './RunAnswers';
import {
  createCellFilter,
  createFindingFilter,
  type RunReader,
} from './RunReader';

const NOTHING: Matrix = {
  accountId: '',
  identities: [],
  resources: [],
  cells: [],
};

/** What a reader may see of a run: its cells, their answers, and what those come to. */
export interface VisibleRun {
  readonly run: StoredRun;
  readonly matrix: Matrix;
  readonly answers: RunAnswers;
  readonly analyses: readonly StoredAnalysis[];
  readonly outcome: RunOutcome;
}

/** A run as a row of a list. Somebody who may not see all of it gets the numbers of the findings that they may see. */
export function summarizeRun(run: StoredRun, reader: RunReader): RunSummary {
  return {
    ...baseOf(run),
    result: run.outcome && summarizeOutcome(run, run.outcome, reader),
  };
}

/** Cuts a run to what the reader may see. @param stored - all of the run's answers */
export function viewRun(
  run: StoredRun,
  stored: StoredAnswers,
  reader: RunReader,
): VisibleRun {
  const whole = plannedMatrix(run) ?? NOTHING;
  const all = RunAnswers.create(whole.cells, stored);
  const answers =
    reader.kind === 'all' ? all : all.restrict(createCellFilter(whole, reader));
  const matrix = restrictMatrix(whole, answers.cells);
  const analyses =
    reader.kind === 'all'
      ? run.analyses
      : cutAnalyses(run.analyses, matrix, reader);
  return {
    run,
    matrix,
    answers,
    analyses,
    outcome:
      (reader.kind === 'all' ? run.outcome : undefined) ??
      concludeRun(matrix, run.views, answers, analyses),
  };
}

function cutAnalyses(
  analyses: readonly StoredAnalysis[],
  matrix: Matrix,
  reader: RunReader,
): StoredAnalysis[] {
  const visible = new Set(matrix.cells.map(({ id }) => id));
  const isVisible = createFindingFilter(reader);
  return analyses.map(analysis => ({
    ...analysis,
    findings: analysis.findings.filter(isVisible).map(finding => ({
      ...finding,
      cells: finding.cells.filter(cell => visible.has(cell)),
    })),
    // They are about policies of others as well.
    notUnderstood: [],
  }));
}

/** A run with the findings that the reader may see, also as far as it has come while it runs. */
export function describeRun({ run, outcome, analyses }: VisibleRun): RunDetail {
  return {
    ...baseOf(run),
    result:
      isRunOver(run.state) && run.plan ? countOutcome(outcome) : undefined,
    findings: outcome.findings,
    analyses: analyses.map(
      ({ view, asOf, proved, notUnderstood, notCovered }) => ({
        view,
        asOf,
        proved,
        notUnderstood,
        notCovered,
      }),
    ),
    standingWeaknesses: run.plan?.standingWeaknesses ?? [],
    baseContext: run.plan?.baseContext ?? {},
    probedFrom: run.plan?.probedFrom ?? '',
  };
}

/** The cells of a run that the reader may see and that say something, each with its answers. */
export function describeRunMatrix({
  run,
  matrix,
  answers,
}: VisibleRun): RunMatrix {
  const shown = new Set([...run.views, 'intended']);
  const listed = answers.listed();
  return {
    identities: matrix.identities,
    resources: matrix.resources,
    cells: listed.map(cell => ({
      ...cell,
      answers: answers.answersOf(cell.id).filter(({ view }) => shown.has(view)),
    })),
    unlisted: countByPair(matrix, answers.rolledUpCells()),
  };
}

/** How many cells each row has in each column; nothing when there are no cells. */
function countByPair(
  { identities, resources }: Matrix,
  cells: readonly Cell[],
): number[][] {
  if (cells.length === 0) {
    return [];
  }
  const columns = new Map(resources.map(({ id }, index) => [id, index]));
  const rows = new Map(
    identities.map(({ id }) => [id, resources.map(() => 0)]),
  );
  for (const { identity, resource } of cells) {
    const row = rows.get(identity);
    const column = columns.get(resource);
    if (row && column !== undefined) {
      row[column] = (row[column] ?? 0) + 1;
    }
  }
  return [...rows.values()];
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
  return countOutcome({
    ...outcome,
    findings: outcome.findings.filter(createFindingFilter(reader)),
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
