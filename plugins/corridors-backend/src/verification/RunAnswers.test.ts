import {
  cellOf,
  type Cell,
  type CellAnswer,
  type View,
} from '@corridors/model';
import { RunAnswers } from './RunAnswers';

/** So few that each is kept, or so many that they are rolled up. */
const LARGE = 0;

/** Position of the cell that is declared and not meant. */
const LEAK = 2;

const cells: Cell[] = ['gha1', 'gha2', 'gha3'].flatMap(corridor =>
  ['gha1-data', 'gha2-data', 'gha3-data'].flatMap(bucket =>
    (['list', 'read'] as const).map(operation =>
      cellOf(`corridor:${corridor}`, operation, `bucket:${bucket}`),
    ),
  ),
);

function isOwn({ identity, resource }: Cell): boolean {
  return resource.startsWith(identity.replace('corridor:', 'bucket:'));
}

function verdict(
  view: View,
  { id: cell }: Cell,
  word: 'allow' | 'deny' | 'conditional',
): CellAnswer {
  return {
    cell,
    view,
    covered: true,
    verdict: word,
    evidence: [{ at: 'now', summary: `${word} ${cell}`, source: 'test' }],
  };
}

/** Everything as is meant, apart from one leak; nothing is observed. */
function fill(answers: RunAnswers): string[] {
  const kept: string[] = [];
  const add = (answer: CellAnswer) => {
    if (answers.add(answer)) {
      kept.push(`${answer.view} ${answer.cell}`);
    }
  };
  cells.forEach(cell => {
    add({
      cell: cell.id,
      view: 'intended',
      covered: true,
      verdict: isOwn(cell) ? 'allow' : 'deny',
      cause: `because of ${cell.id}`,
      evidence: [],
    });
  });
  cells.forEach((cell, index) =>
    add(
      verdict(
        'declared',
        cell,
        isOwn(cell) || index === LEAK ? 'allow' : 'deny',
      ),
    ),
  );
  cells.forEach(({ id }) =>
    add({
      cell: id,
      view: 'observed',
      covered: false,
      reason: 'not-configured',
      detail: 'live is false',
    }),
  );
  return kept;
}

describe('RunAnswers', () => {
  it('keeps every answer of a small run by itself', () => {
    const answers = RunAnswers.create(cells);
    expect(fill(answers)).toHaveLength(3 * cells.length);
    expect(answers.listed()).toEqual(cells);
    expect(answers.unlisted()).toEqual([]);
    expect(answers.rolledUp('declared')).toEqual([]);
  });

  it('keeps of a large run what is meant, and what differs', () => {
    const answers = RunAnswers.create(cells, undefined, LARGE);
    const kept = fill(answers);
    const own = cells.filter(isOwn).map(({ id }) => id);
    expect(kept).toEqual([
      ...own.map(id => `intended ${id}`),
      ...cells
        .filter((cell, index) => isOwn(cell) || index === LEAK)
        .map(({ id }) => `declared ${id}`),
      ...own.map(id => `observed ${id}`),
    ]);
    expect(answers.listed().map(({ id }) => id)).toEqual(
      cells
        .filter((cell, index) => isOwn(cell) || index === LEAK)
        .map(({ id }) => id),
    );
    expect(answers.unlisted()).toEqual([
      {
        cells: cells.length - own.length - 1,
        answers: new Map<string, object>([
          ['intended', { covered: true, verdict: 'deny', evidence: [] }],
          ['declared', { covered: true, verdict: 'deny', evidence: [] }],
          [
            'observed',
            {
              covered: false,
              reason: 'not-configured',
              detail: 'live is false',
            },
          ],
        ]),
      },
    ]);
  });

  it('says of every cell what it was told, rolled up or not', () => {
    const small = RunAnswers.create(cells);
    const large = RunAnswers.create(cells, undefined, LARGE);
    fill(small);
    fill(large);
    const verdicts = (answers: RunAnswers) =>
      cells.map(({ id }) =>
        answers
          .answersOf(id)
          .map(answer => [
            answer.view,
            answer.covered ? answer.verdict : answer.detail,
          ]),
      );
    expect(verdicts(large)).toEqual(verdicts(small));
    for (const view of ['intended', 'declared', 'observed'] as const) {
      expect(large.count(view)).toBe(cells.length);
      expect(cells.every(({ id }) => large.has(view, id))).toBe(true);
    }
    expect(large.has('configured', cells[0]?.id ?? '')).toBe(false);
  });

  it('comes back as it was kept', () => {
    const answers = RunAnswers.create(cells, undefined, LARGE);
    fill(answers);
    const stored = {
      single: cells
        .flatMap(({ id }) => answers.answersOf(id))
        .filter(answer => answer.covered && answer.verdict === 'allow'),
      rolledUp: (['intended', 'declared', 'observed'] as const).flatMap(view =>
        answers.rolledUp(view),
      ),
    };
    expect(
      stored.rolledUp.map(({ view, cells: some }) => [view, some]),
    ).toEqual([
      ['intended', '2-7,10-15'],
      ['declared', '3-7,10-15'],
      ['observed', '2-7,10-15'],
    ]);
    const restored = RunAnswers.create(cells, stored, LARGE);
    const leak = cells[LEAK]?.id ?? '';
    expect(restored.answersOf(leak)).toEqual(answers.answersOf(leak));
    expect(restored.count('declared')).toBe(cells.length);
  });

  it('forgets that a cell was rolled up when it is answered otherwise', () => {
    const answers = RunAnswers.create(cells, undefined, LARGE);
    fill(answers);
    const [, , , cell] = cells;
    expect(cell && answers.add(verdict('declared', cell, 'conditional'))).toBe(
      true,
    );
    expect(answers.count('declared')).toBe(cells.length);
    expect(answers.rolledUp('declared')[0]?.cells).toBe('4-7,10-15');
  });

  it('cuts itself to some cells', () => {
    const answers = RunAnswers.create(cells, undefined, LARGE);
    fill(answers);
    const cut = answers.restrict(({ identity, resource }) =>
      `${identity} ${resource}`.includes('gha2'),
    );
    expect(cut.cells).toHaveLength(10);
    for (const { id } of cut.cells) {
      expect(cut.answersOf(id)).toEqual(answers.answersOf(id));
    }
    expect(cut.unlisted().map(group => group.cells)).toEqual([7]);
    expect(cut.answersOf('corridor:gha1 list bucket:gha3-data')).toEqual([]);
  });
});
