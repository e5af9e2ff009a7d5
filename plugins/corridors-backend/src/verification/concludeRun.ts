import {
  deriveFindings,
  summarizeCoverage,
  type CellAnswer,
  type Matrix,
  type View,
} from '@corridors/model';
import type { RunOutcome } from '../database';

/**
 * What the answers of a run come to.
 *
 * @param matrix - with the cells in scope alone
 * @param views - those that were asked for
 */
export function concludeRun(
  matrix: Matrix,
  views: readonly View[],
  answers: readonly CellAnswer[],
): RunOutcome {
  const asked = new Set(views);
  const intended = answers.filter(({ view }) => view === 'intended');
  const others = answers.filter(
    ({ view }) => view !== 'intended' && asked.has(view),
  );
  const coveredViews = new Map<string, number>();
  for (const answer of answers) {
    if (answer.covered && asked.has(answer.view)) {
      coveredViews.set(answer.cell, (coveredViews.get(answer.cell) ?? 0) + 1);
    }
  }
  return {
    findings: deriveFindings(matrix, intended, others),
    coverage: summarizeCoverage(
      matrix.cells,
      answers.filter(({ view }) => asked.has(view)),
    ),
    cells: matrix.cells.length,
    covered: matrix.cells.filter(
      ({ id }) => coveredViews.get(id) === asked.size,
    ).length,
  };
}
