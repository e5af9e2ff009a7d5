import type { Cell, CellAnswer, NotCoveredReason, View } from '../access';

/**
 * How much of a matrix a view could say something about.
 *
 * @public
 */
export interface Coverage {
  readonly view: View;
  readonly cells: number;
  readonly covered: number;
  readonly notCovered: readonly NotCoveredCells[];
}

/**
 * Cells that a view does not cover, for one reason.
 *
 * @public
 */
export interface NotCoveredCells {
  readonly reason: NotCoveredReason;
  readonly detail: string;
  readonly cells: number;
}

const VIEWS: readonly View[] = [
  'intended',
  'declared',
  'configured',
  'observed',
];

/**
 * Counts, for each view that answered at all, the cells it covers and those that it does not, with the reasons. A cell
 * without an answer was not reached.
 *
 * @public
 */
export function summarizeCoverage(
  cells: readonly Cell[],
  answers: readonly CellAnswer[],
): Coverage[] {
  const ids = new Set(cells.map(cell => cell.id));
  return VIEWS.flatMap(view => {
    const own = new Map(
      answers
        .filter(one => one.view === view && ids.has(one.cell))
        .map(one => [one.cell, one]),
    );
    return own.size === 0
      ? []
      : [coverageOf(view, ids.size, [...own.values()])];
  });
}

function coverageOf(
  view: View,
  cells: number,
  answers: readonly CellAnswer[],
): Coverage {
  const groups = new Map<string, NotCoveredCells>();
  const add = (reason: NotCoveredReason, detail: string, count: number) => {
    const key = `${reason} ${detail}`;
    groups.set(key, {
      reason,
      detail,
      cells: (groups.get(key)?.cells ?? 0) + count,
    });
  };
  let covered = 0;
  for (const answer of answers) {
    if (answer.covered) {
      covered += 1;
    } else {
      add(answer.reason, answer.detail, 1);
    }
  }
  if (answers.length < cells) {
    add(
      'not-reached',
      'The run ended before these cells were looked at.',
      cells - answers.length,
    );
  }
  return {
    view,
    cells,
    covered,
    notCovered: [...groups.values()].sort(
      (left, right) => right.cells - left.cells,
    ),
  };
}
