import {
  buildFleet,
  buildMatrix,
  intendedVerdict,
  type CellAnswer,
  type Finding,
} from '@corridors/model';
import { repositoryFiles } from '../__testUtils__/repository';
import { concludeRun } from './concludeRun';
import { RunAnswers } from './RunAnswers';

const fleet = buildFleet(
  Object.entries(repositoryFiles()).map(([path, content]) => ({
    path,
    content,
  })),
);
const matrix = buildMatrix(fleet, '111122223333');
const views = ['declared', 'configured', 'observed'] as const;
const LEAK = 'corridor:gha1 list bucket:gha2-primary-1';
const DRIFT = 'corridor:gha2 read bucket:gha1-primary-1';

function filled(answers: RunAnswers): RunAnswers {
  for (const cell of matrix.cells) {
    const { verdict, because } = intendedVerdict(cell, matrix, fleet);
    answers.add({
      cell: cell.id,
      view: 'intended',
      covered: true,
      verdict,
      cause: because,
      evidence: [],
    });
    const said = (view: CellAnswer['view'], word: 'allow' | 'deny') =>
      answers.add({
        cell: cell.id,
        view,
        covered: true,
        verdict: word,
        evidence: [],
      });
    said('declared', cell.id === LEAK ? 'allow' : verdict);
    said('configured', [LEAK, DRIFT].includes(cell.id) ? 'allow' : verdict);
    answers.add({
      cell: cell.id,
      view: 'observed',
      covered: false,
      reason: 'not-configured',
      detail: 'live is false',
    });
  }
  return answers;
}

const leakOfStatement: Finding = {
  id: 'statement',
  kind: 'leak',
  title: 'gha1 reaches every bucket',
  explanation: '',
  nextAction: '',
  cells: [LEAK],
  views: ['declared'],
  environments: ['single1'],
  corridors: ['gha1', 'gha2'],
  witness: 'arn:aws:s3:::any',
};

const analysis = {
  view: 'declared' as const,
  asOf: '2026-11-23T10:00:00.000Z',
  proved: { principals: 1, regions: 1, identities: 1, resources: 1, cells: 1 },
  notUnderstood: [],
  notCovered: [],
  findings: [leakOfStatement],
};

describe('concludeRun', () => {
  const small = concludeRun(
    matrix,
    views,
    filled(RunAnswers.create(matrix.cells)),
    [],
  );

  it('comes to the same for a run that is rolled up', () => {
    const large = concludeRun(
      matrix,
      views,
      filled(RunAnswers.create(matrix.cells, undefined, 0)),
      [],
    );
    expect(large).toEqual(small);
    expect(small.findings.map(({ kind, cells }) => [kind, cells])).toEqual([
      ['leak', [LEAK]],
      ['leak', [DRIFT]],
      ['drift', [DRIFT]],
    ]);
    expect(small.coverage.map(({ view, covered }) => [view, covered])).toEqual([
      ['declared', matrix.cells.length],
      ['configured', matrix.cells.length],
      ['observed', 0],
    ]);
    expect(small.covered).toBe(0);
  });

  it('counts the cells of a rolled-up run that a view has not reached', () => {
    const answers = RunAnswers.create(matrix.cells, undefined, 0);
    matrix.cells.slice(5).forEach(({ id }) =>
      answers.add({
        cell: id,
        view: 'declared',
        covered: true,
        verdict: 'deny',
        evidence: [],
      }),
    );
    expect(concludeRun(matrix, ['declared'], answers, []).coverage).toEqual([
      expect.objectContaining({
        covered: matrix.cells.length - 5,
        notCovered: [
          expect.objectContaining({ reason: 'not-reached', cells: 5 }),
        ],
      }),
    ]);
  });

  it('tells a leak once that a statement explains, with all views that see it', () => {
    const { findings } = concludeRun(
      matrix,
      views,
      filled(RunAnswers.create(matrix.cells)),
      [analysis],
    );
    const [first] = findings.filter(({ cells }) => cells.includes(LEAK));
    expect(first).toEqual({
      ...leakOfStatement,
      views: ['declared', 'configured'],
    });
    expect(findings).toHaveLength(3);
  });

  it('joins what both static views prove', () => {
    const place = { policy: 'p', kind: 'identity', statement: 0 } as const;
    const { findings } = concludeRun(
      matrix,
      views,
      filled(RunAnswers.create(matrix.cells)),
      [
        {
          ...analysis,
          findings: [
            {
              ...leakOfStatement,
              statements: [{ ...place, file: 'a.yaml', line: 3 }],
            },
          ],
        },
        {
          ...analysis,
          view: 'configured',
          findings: [
            { ...leakOfStatement, views: ['configured'], statements: [place] },
          ],
        },
      ],
    );
    expect(findings[0]).toMatchObject({
      id: 'statement',
      views: ['declared', 'configured'],
      statements: [{ policy: 'p', file: 'a.yaml', line: 3 }],
    });
  });
});
