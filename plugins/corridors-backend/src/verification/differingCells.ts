import type { Cell } from '@corridors/model';
import type { RunAnswers } from './RunAnswers';

/** The cells in which the account allows or denies something else than the repository. */
export function differingCells(answers: RunAnswers): Cell[] {
  return answers.listed().filter(({ id }) => {
    const verdicts = new Map(
      answers
        .answersOf(id)
        .flatMap(answer =>
          answer.covered ? [[answer.view, answer.verdict] as const] : [],
        ),
    );
    const declared = verdicts.get('declared');
    const configured = verdicts.get('configured');
    return (
      declared !== undefined &&
      configured !== undefined &&
      declared !== configured
    );
  });
}
