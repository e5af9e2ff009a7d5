import type { CellAnswer } from '@corridors/model';
import { switchingFleet } from '../__fixtures__/fleet';
import { createIntendedView } from './createIntendedView';

describe('createIntendedView', () => {
  it('answers every cell with its verdict and why', async () => {
    const { fleet, matrix } = switchingFleet();
    const answers: CellAnswer[] = [];
    for await (const answer of createIntendedView(matrix, fleet).fill(
      matrix.cells,
      new AbortController().signal,
    )) {
      answers.push(answer);
    }
    expect(answers.map(answer => answer.cell)).toEqual(
      matrix.cells.map(cell => cell.id),
    );
    expect(answers).toContainEqual({
      cell: 'corridor:gha1 list bucket:gha1-primary',
      view: 'intended',
      covered: true,
      verdict: 'allow',
      cause: 'gha1 owns gha1-primary',
      evidence: [],
    });
  });

  it('ends with the reason of the signal', async () => {
    const { fleet, matrix } = switchingFleet();
    const reason = new Error('enough');
    const reading = createIntendedView(matrix, fleet)
      .fill(matrix.cells, AbortSignal.abort(reason))
      [Symbol.asyncIterator]()
      .next();
    await expect(reading).rejects.toBe(reason);
  });
});
