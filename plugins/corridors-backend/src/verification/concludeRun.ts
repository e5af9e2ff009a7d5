import {
  deriveFindings,
  summarizeCoverage,
  type Coverage,
  type Matrix,
  type NotCoveredCells,
  type View,
} from '@corridors/model';
import type { RunOutcome, StoredAnalysis } from '../database';
import { joinFindings } from './joinFindings';
import type { RunAnswers } from './RunAnswers';

/**
 * What the answers of a run come to.
 *
 * @param matrix - with the cells in scope alone
 * @param views - those that were asked for
 * @param analyses - what static views found for all names
 */
export function concludeRun(
  matrix: Matrix,
  views: readonly View[],
  answers: RunAnswers,
  analyses: readonly StoredAnalysis[],
): RunOutcome {
  const asked = new Set(views);
  const listed = { ...matrix, cells: answers.listed() };
  const said = listed.cells.flatMap(({ id }) => answers.answersOf(id));
  const unlisted = answers.unlisted();
  const coverage = mergeCoverage(
    matrix.cells.length,
    views,
    summarizeCoverage(
      listed.cells,
      said.filter(({ view }) => asked.has(view)),
    ),
    unlisted,
  );
  const coveredViews = new Map<string, number>();
  for (const answer of said) {
    if (answer.covered && asked.has(answer.view)) {
      coveredViews.set(answer.cell, (coveredViews.get(answer.cell) ?? 0) + 1);
    }
  }
  const coveredUnlisted = unlisted
    .filter(group => views.every(view => group.answers.get(view)?.covered))
    .reduce((sum, { cells }) => sum + cells, 0);
  return {
    findings: joinFindings(
      deriveFindings(
        listed,
        said.filter(({ view }) => view === 'intended'),
        said.filter(({ view }) => view !== 'intended' && asked.has(view)),
      ),
      analyses,
    ),
    coverage,
    cells: matrix.cells.length,
    covered:
      coveredUnlisted +
      listed.cells.filter(({ id }) => coveredViews.get(id) === asked.size)
        .length,
  };
}

/** Adds the cells that are rolled up to the coverage of those that are listed. */
function mergeCoverage(
  cells: number,
  views: readonly View[],
  listed: readonly Coverage[],
  unlisted: ReturnType<RunAnswers['unlisted']>,
): Coverage[] {
  if (unlisted.length === 0) {
    return [...listed];
  }
  return (['intended', 'declared', 'configured', 'observed'] as const)
    .filter(view => views.includes(view))
    .map(view => {
      const known = listed.find(one => one.view === view);
      const groups: NotCoveredCells[] = [...(known?.notCovered ?? [])];
      let covered = known?.covered ?? 0;
      for (const group of unlisted) {
        const answer = group.answers.get(view);
        if (answer?.covered) {
          covered += group.cells;
        } else {
          addGroup(groups, {
            reason: answer?.reason ?? 'not-reached',
            detail:
              answer?.detail ??
              'The run ended before these cells were looked at.',
            cells: group.cells,
          });
        }
      }
      return {
        view,
        cells,
        covered,
        notCovered: groups.sort((left, right) => right.cells - left.cells),
      };
    });
}

function addGroup(groups: NotCoveredCells[], added: NotCoveredCells): void {
  const index = groups.findIndex(
    ({ reason, detail }) => reason === added.reason && detail === added.detail,
  );
  const known = groups[index];
  if (known) {
    groups[index] = { ...known, cells: known.cells + added.cells };
  } else {
    groups.push(added);
  }
}
