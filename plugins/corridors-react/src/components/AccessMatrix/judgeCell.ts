import type {
  CellAnswer,
  FindingKind,
  Operation,
  Verdict,
  View,
} from '@corridors/model';

/**
 * A cell with what the views say about it.
 *
 * @public
 */
export interface MatrixCell {
  readonly id: string;
  readonly identity: string;
  readonly resource: string;
  readonly operation: Operation;
  readonly answers: readonly CellAnswer[];
}

/**
 * What is drawn for a cell: a difference, an agreement, or that no view but the intended one covers it.
 *
 * @public
 */
export type CellOutcome = FindingKind | 'allow' | 'deny' | 'not-covered';

/** Loudest first: a roll-up shows the first that occurs in it. */
export const OUTCOMES_BY_LOUDNESS: readonly CellOutcome[] = [
  'leak',
  'blocked',
  'drift',
  'unproven',
  'allow',
  'deny',
  'not-covered',
];

/**
 * The verdict of one view, when it covers the cell.
 *
 * @public
 */
export function verdictOf(cell: MatrixCell, view: View): Verdict | undefined {
  const answer = cell.answers.find(candidate => candidate.view === view);
  return answer?.covered ? answer.verdict : undefined;
}

/**
 * Compares what the views say with what is intended.
 *
 * @param cell - the cell with its answers
 * @param finding - the kind of the finding that lists the cell, where findings were derived
 * @public
 */
export function judgeCell(
  cell: MatrixCell,
  finding?: FindingKind,
): CellOutcome {
  if (finding) {
    return finding;
  }
  const intended = verdictOf(cell, 'intended');
  const others = (['declared', 'configured', 'observed'] as const)
    .map(view => verdictOf(cell, view))
    .filter(verdict => verdict !== undefined);
  if (others.length === 0) {
    return 'not-covered';
  }
  if (intended === 'allow') {
    return others.includes('deny') ? 'blocked' : 'allow';
  }
  if (others.includes('allow')) {
    return 'leak';
  }
  return others.some(verdict => verdict !== 'deny') ? 'unproven' : 'deny';
}

/**
 * What is drawn for a cell that nobody has looked at: what is intended.
 *
 * @public
 */
export function intentOf(cell: MatrixCell): CellOutcome {
  return verdictOf(cell, 'intended') === 'allow' ? 'allow' : 'deny';
}
