import { aResult, WAIVER } from '../__fixtures__/results';
import type { CheckResult } from './checkResult';
import { judgeResults } from './judgeResults';

const TODAY = '2026-12-31';
const NONE = { waivers: [], problems: [] };

const base = (...results: CheckResult[]) => ({ results, waivers: [] });

const statuses = (...args: Parameters<typeof judgeResults>) =>
  judgeResults(...args).map(({ status }) => status);

describe('judgeResults', () => {
  it('leaves everything open by itself', () => {
    expect(statuses([aResult()], NONE, undefined, TODAY)).toEqual(['open']);
    expect(statuses([aResult()], NONE, base(), TODAY)).toEqual(['open']);
  });

  it('knows what the base has too', () => {
    expect(statuses([aResult()], NONE, base(aResult()), TODAY)).toEqual([
      'in-base',
    ]);
  });

  it.each([
    ['its id is another', aResult({ id: 'leak:other' }), 'open'],
    ['it was smaller in the base', aResult({ facets: [] }), 'open'],
    [
      'it was about something else',
      aResult({ facets: ['another cell'] }),
      'open',
    ],
    [
      'it was greater in the base',
      aResult({ facets: [...(aResult().facets ?? []), 'another cell'] }),
      'in-base',
    ],
    [
      'its words and lines were others',
      aResult({ title: 'x', places: [{ file: 'y' }] }),
      'in-base',
    ],
  ])('when %s', (_, before, status) => {
    expect(statuses([aResult()], NONE, base(before), TODAY)).toEqual([status]);
  });

  it('says of what is open when the base has less of it', () => {
    const [more] = judgeResults(
      [aResult()],
      NONE,
      base(aResult({ facets: [] })),
      TODAY,
    );
    expect(more?.explanation).toBe(
      `It is more than the base has. ${aResult().explanation}`,
    );
    const [fresh] = judgeResults([aResult()], NONE, base(), TODAY);
    expect(fresh?.explanation).toBe(aResult().explanation);
  });

  it('waives through the last day, and shows who approved it', () => {
    const waivers = { waivers: [WAIVER], problems: [] };
    expect(judgeResults([aResult()], waivers, undefined, TODAY)).toEqual([
      { ...aResult(), status: 'waived', waiver: WAIVER },
    ]);
  });

  it.each([
    ['the base has it for less', [WAIVER], aResult({ facets: [] }), 'open'],
    ['the base has it for as much', [WAIVER], aResult(), 'waived'],
    ['it is new', [], aResult({ facets: [] }), 'waived'],
  ])('waives by what was approved, when %s', (_, waivers, before, status) => {
    const judged = judgeResults(
      [aResult()],
      { waivers: [WAIVER], problems: [] },
      { results: [before], waivers },
      TODAY,
    );
    expect(judged).toMatchObject([{ status }]);
    expect(judged[0]?.explanation.includes('was approved for')).toBe(
      status === 'open',
    );
  });

  it('lets an expired waiver count no more, and says so', () => {
    const waivers = { waivers: [WAIVER], problems: [] };
    const judged = judgeResults([aResult()], waivers, undefined, '2027-01-01');
    expect(judged).toMatchObject([
      { status: 'open', kind: 'leak' },
      {
        kind: 'waiver',
        severity: 'warning',
        title: expect.stringContaining('ran out on 2026-12-31'),
        places: [{ file: '.corridors/waivers.yaml', line: 5 }],
      },
    ]);
  });

  it('names a waiver of something that is not there', () => {
    const waivers = { waivers: [WAIVER], problems: [] };
    expect(judgeResults([], waivers, undefined, TODAY)).toMatchObject([
      {
        kind: 'waiver',
        severity: 'warning',
        title: expect.stringContaining('no leak:corridor'),
      },
    ]);
  });

  it('fails on a file of waivers that is not understood', () => {
    const problem = {
      code: 'not-yaml',
      severity: 'error',
      message: 'x.',
      file: '.corridors/waivers.yaml',
    } as const;
    const problems = [problem, problem];
    expect(
      judgeResults([], { waivers: [], problems }, base(), TODAY),
    ).toMatchObject([
      {
        id: 'waiver:not-yaml:.corridors/waivers.yaml',
        kind: 'waiver',
        severity: 'error',
        status: 'open',
      },
      { id: 'waiver:not-yaml:.corridors/waivers.yaml#2' },
    ]);
  });
});
