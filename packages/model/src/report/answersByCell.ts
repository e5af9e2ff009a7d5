import type { CellAnswer, View } from '../access';

/** What each view answered for a cell. */
export type AnswersOfCell = ReadonlyMap<View, CellAnswer>;

/** Gathers answers by cell; of two answers of one view, the later one counts. */
export function answersByCell(
  answers: readonly CellAnswer[],
): ReadonlyMap<string, AnswersOfCell> {
  const byCell = new Map<string, Map<View, CellAnswer>>();
  for (const answer of answers) {
    const ofCell = byCell.get(answer.cell) ?? new Map<View, CellAnswer>();
    ofCell.set(answer.view, answer);
    byCell.set(answer.cell, ofCell);
  }
  return byCell;
}

/** An answer in one word. */
export function answerWord(answer: CellAnswer | undefined): string {
  if (!answer) {
    return '';
  }
  return answer.covered ? answer.verdict : 'not covered';
}
