import { ACCOUNT, memoFleet } from '../__fixtures__/memo';
import {
  buildMatrix,
  CAUSE_ROLE_UNAVAILABLE,
  intendedVerdict,
  type CellAnswer,
  type CoveredAnswer,
  type Verdict,
  type View,
} from '../access';
import { deriveFindings } from './deriveFindings';

const fleet = memoFleet();
const matrix = buildMatrix(fleet, ACCOUNT);
const intended: CellAnswer[] = matrix.cells.map(cell => ({
  cell: cell.id,
  view: 'intended',
  covered: true,
  verdict: intendedVerdict(cell, matrix, fleet).verdict,
  evidence: [],
}));

const GHA1_ROLE = `role:arn:aws:iam::${ACCOUNT}:role/corridors/single1_gha1`;

function answer(
  cell: string,
  verdict: Verdict,
  more: Partial<CoveredAnswer> = {},
): CoveredAnswer {
  return {
    cell,
    view: 'observed',
    covered: true,
    verdict,
    evidence: [],
    ...more,
  };
}

/** A view that agrees with what was meant, but for these answers. */
function viewWith(
  changes: readonly CoveredAnswer[],
  view: View = 'observed',
): CellAnswer[] {
  const changed = new Map(changes.map(one => [one.cell, { ...one, view }]));
  return intended.map(one => changed.get(one.cell) ?? { ...one, view });
}

const find = (...answers: CoveredAnswer[]) =>
  deriveFindings(matrix, intended, viewWith(answers));

describe('deriveFindings', () => {
  it('finds nothing where every view agrees', () => {
    expect(find()).toEqual([]);
  });

  it('makes one leak of all that an identity gets on a resource', () => {
    const cells = ['list', 'read'].map(
      operation => `corridor:gha1 ${operation} bucket:gha2-primary-1`,
    );
    const evidence = [
      { at: '2026-01-01T00:00:00Z', source: 's3', summary: '200 OK' },
    ];
    expect(
      find(...cells.map(cell => answer(cell, 'allow', { evidence }))),
    ).toEqual([
      {
        id: 'leak:corridor:gha1:bucket:gha2-primary-1',
        kind: 'leak',
        title: 'gha1 can list and read bucket gha2-primary-1 of gha2',
        explanation:
          'This must be denied, and the observed view allows it. s3: 200 OK',
        nextAction: expect.stringContaining('role/corridors/single1_gha1'),
        cells,
        views: ['observed'],
        environments: ['single1'],
        corridors: ['gha1', 'gha2'],
      },
    ]);
  });

  it('says which buckets a leak on a role opens', () => {
    const [finding] = find(
      answer(`corridor:gha2 assume ${GHA1_ROLE}`, 'allow'),
    );
    expect(finding).toMatchObject({
      kind: 'leak',
      title: 'gha2 can assume the role of gha1',
      explanation: expect.stringContaining('gha1-primary-1'),
      nextAction: expect.stringContaining('trust policy'),
    });
  });

  it('makes one blocked finding of a role that cannot be had', () => {
    const operations = ['list', 'read', 'write', 'delete'];
    const findings = find(
      ...operations.map(operation =>
        answer(
          `corridor:gha1 ${operation} bucket:gha1-primary-1`,
          'inconclusive',
          { cause: CAUSE_ROLE_UNAVAILABLE },
        ),
      ),
    );
    expect(findings).toMatchObject([
      {
        id: 'blocked:corridor:gha1:role-unavailable',
        kind: 'blocked',
        title: 'The role of gha1 cannot be had',
      },
    ]);
    expect(findings[0]?.cells).toHaveLength(4);
  });

  it('calls a denied right blocked, and an inconclusive one nothing', () => {
    expect(
      find(answer('corridor:gha1 read bucket:gha1-primary-1', 'deny')),
    ).toMatchObject([{ kind: 'blocked' }]);
    expect(
      find(
        answer('corridor:gha1 read bucket:gha1-primary-1', 'inconclusive', {
          cause: 'throttled',
        }),
      ),
    ).toEqual([]);
  });

  it.each<Verdict>(['conditional', 'inconclusive'])(
    'calls a meant denial that is %s unproven',
    verdict => {
      expect(
        find(answer('anonymous read bucket:gha1-primary-1', verdict)),
      ).toMatchObject([
        { kind: 'unproven', cells: ['anonymous read bucket:gha1-primary-1'] },
      ]);
    },
  );

  it('gathers what is unproven by the row or the column that has more of it', () => {
    const badKey = matrix.cells
      .filter(cell => cell.identity === 'corridor:gha1')
      .map(cell =>
        answer(cell.id, 'inconclusive', { cause: 'credentials refused' }),
      );
    expect(find(...badKey).map(finding => finding.id)).toEqual([
      'unproven:corridor:gha1:credentials refused',
    ]);
    const noCanary = matrix.cells
      .filter(
        cell =>
          cell.resource === 'bucket:gha1-primary-1' &&
          cell.operation === 'read',
      )
      .map(cell =>
        answer(cell.id, 'inconclusive', { cause: 'canary missing' }),
      );
    expect(find(...noCanary).map(finding => finding.id)).toEqual([
      'unproven:bucket:gha1-primary-1:canary missing',
    ]);
  });

  it('gathers by what an answer blames', () => {
    const cells = [
      'corridor:gha1 read bucket:gha2-primary-1',
      'corridor:gha2 read bucket:gha1-primary-1',
    ];
    const findings = find(
      ...cells.map(cell =>
        answer(cell, 'inconclusive', {
          cause: 'clock skew',
          causedBy: 'environment:single1',
        }),
      ),
    );
    expect(findings).toMatchObject([
      { id: 'unproven:environment:single1:clock skew', cells },
    ]);
  });

  it('finds drift between declared and configured, whatever was meant', () => {
    const cell = 'corridor:gha1 read bucket:gha1-primary-1';
    const declared = viewWith([answer(cell, 'deny')], 'declared');
    const findings = deriveFindings(
      matrix,
      [],
      [...viewWith([], 'configured'), ...declared],
    );
    expect(findings).toMatchObject([
      { kind: 'drift', cells: [cell], views: ['declared', 'configured'] },
    ]);
  });

  it('makes one finding of a leak that several views see', () => {
    const leak = answer('corridor:gha1 read bucket:gha2-primary-1', 'allow');
    const findings = deriveFindings(matrix, intended, [
      ...viewWith([leak], 'configured'),
      ...viewWith([leak]),
    ]);
    expect(findings).toMatchObject([
      { kind: 'leak', cells: [leak.cell], views: ['configured', 'observed'] },
    ]);
  });

  const STATEMENT = {
    policy: 'gha2-primary-1',
    kind: 'resource',
    statement: 1,
    sid: 'Everybody',
    file: 'corridors/gha2/aws/bucket-primary-1.yaml',
    line: 34,
  } as const;
  const evidence = [
    {
      at: '2026-01-01T00:00:00Z',
      source: `${STATEMENT.file}:34`,
      summary: 'a statement allows it.',
      details: { ...STATEMENT, witness: 'arn:aws:s3:::gha2-primary-1/any' },
    },
  ];
  const byStatement = (cell: string) =>
    answer(cell, 'allow', {
      cause: 'statement 1 (Everybody) of bucket policy gha2-primary-1',
      causedBy: 'bucket:gha2-primary-1',
      evidence,
    });

  it('names the statement of a leak, its witness, and everyone whom it lets in', () => {
    const cells = [
      'corridor:gha1 read bucket:gha2-primary-1',
      'anonymous read bucket:gha2-primary-1',
    ];
    const [finding, ...others] = find(...cells.map(byStatement));
    expect(others).toEqual([]);
    expect(finding).toMatchObject({
      title: 'Everyone can read bucket gha2-primary-1 of gha2',
      nextAction:
        'Remove statement 1 (Everybody) of bucket policy gha2-primary-1 (corridors/gha2/aws/bucket-primary-1.yaml:34), or narrow it.',
      statements: [STATEMENT],
      witness: 'arn:aws:s3:::gha2-primary-1/any',
    });
    expect(finding?.cells).toHaveLength(2);
  });

  it('takes a leak that is observed for the one that a policy explains', () => {
    const cell = 'corridor:gha1 read bucket:gha2-primary-1';
    const findings = deriveFindings(matrix, intended, [
      ...viewWith([answer(cell, 'allow')]),
      ...viewWith([byStatement(cell)], 'configured'),
    ]);
    expect(findings).toMatchObject([
      {
        kind: 'leak',
        views: ['configured', 'observed'],
        statements: [STATEMENT],
      },
    ]);
  });

  it('finds no drift where one side is not known', () => {
    const cell = 'corridor:gha1 read bucket:gha1-primary-1';
    const findings = deriveFindings(
      matrix,
      [],
      [
        ...viewWith([answer(cell, 'inconclusive')], 'configured'),
        ...viewWith([], 'declared'),
      ],
    );
    expect(findings).toEqual([]);
  });

  it('puts the worst first', () => {
    const findings = find(
      answer('anonymous read bucket:gha1-primary-1', 'inconclusive'),
      answer('corridor:gha1 read bucket:gha1-primary-1', 'deny'),
      answer('corridor:gha1 read bucket:gha2-primary-1', 'allow'),
    );
    expect(findings.map(finding => finding.kind)).toEqual([
      'leak',
      'blocked',
      'unproven',
    ]);
  });

  it('takes what is not covered for no finding', () => {
    const answers: CellAnswer[] = matrix.cells.map(cell => ({
      cell: cell.id,
      view: 'observed',
      covered: false,
      reason: 'no-credential-source',
      detail: 'none configured',
    }));
    expect(deriveFindings(matrix, intended, answers)).toEqual([]);
  });
});
