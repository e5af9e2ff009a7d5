import { ACCOUNT, memoFleet } from '../__fixtures__/memo';
import { buildMatrix, intendedVerdict, type CellAnswer } from '../access';
import {
  deriveFindings,
  standingWeaknesses,
  summarizeCoverage,
} from '../findings';
import type { ReportData } from './reportData';
import { renderReport } from './renderReport';

const fleet = memoFleet();
const matrix = buildMatrix(fleet, ACCOUNT);
const LEAK = 'corridor:gha1 read bucket:gha2-primary-1';

const answers: CellAnswer[] = matrix.cells.flatMap((cell): CellAnswer[] => {
  const { verdict } = intendedVerdict(cell, matrix, fleet);
  const base = { cell: cell.id, covered: true as const };
  return [
    { ...base, view: 'intended', verdict, evidence: [] },
    cell.operation === 'administer'
      ? {
          cell: cell.id,
          view: 'observed',
          covered: false,
          reason: 'no-harmless-probe',
          detail: 'No probe is harmless.',
        }
      : {
          ...base,
          view: 'observed',
          verdict: cell.id === LEAK ? 'allow' : verdict,
          cause: '=HYPERLINK("x"), "quoted" | piped',
          evidence: [
            {
              at: '2026-03-01T12:00:00Z',
              source: 's3',
              summary: 'GET <canary> | 206',
            },
          ],
        },
  ];
});

const intended = answers.filter(answer => answer.view === 'intended');
const data: ReportData = {
  run: {
    id: 'run-1',
    scope: { kind: 'account', accountId: ACCOUNT },
    views: ['intended', 'observed'],
    state: 'succeeded',
    requestedBy: 'user:default/ada',
    createdAt: '2026-03-01T11:59:00Z',
    startedAt: '2026-03-01T11:59:01Z',
    finishedAt: '2026-03-01T12:00:01Z',
  },
  matrix,
  answers,
  findings: deriveFindings(matrix, intended, answers),
  coverage: summarizeCoverage(matrix.cells, answers),
  standingWeaknesses: standingWeaknesses(fleet.environments),
  baseContext: { 'aws:SecureTransport': 'true' },
  probedFrom: 'Probes ran from the portal, not from the pods.',
};

describe('renderReport', () => {
  it('writes every cell with its answers as JSON', () => {
    const report = JSON.parse(renderReport(data, 'json'));
    expect(report).toMatchObject({
      accountId: ACCOUNT,
      run: { id: 'run-1' },
      findings: [{ kind: 'leak' }],
      standingWeaknesses: [{ environment: 'single1' }],
    });
    expect(report.cells).toHaveLength(matrix.cells.length);
    expect(report.cells[0].answers).toHaveLength(2);
  });

  it('writes one line for each cell as CSV, safe for spreadsheets', () => {
    const lines = renderReport(data, 'csv').split('\r\n');
    expect(lines[0]).toBe(
      'identity,operation,resource,intended,declared,configured,observed,findings,detail',
    );
    expect(lines).toHaveLength(matrix.cells.length + 2);
    expect(
      lines.find(line =>
        line.startsWith('corridor:gha1,read,bucket:gha2-primary-1'),
      ),
    ).toBe(
      'corridor:gha1,read,bucket:gha2-primary-1,deny,,,allow,leak: gha1 can read bucket gha2-primary-1 of gha2,"observed: =HYPERLINK(""x""), ""quoted"" | piped"',
    );
  });

  it('puts a quote before what a spreadsheet would take for a formula', () => {
    const cell = {
      id: '=1+1 read -x',
      identity: '=1+1',
      resource: '-x',
      operation: 'read',
    } as const;
    const text = renderReport(
      { ...data, matrix: { ...matrix, cells: [cell] } },
      'csv',
    );
    expect(text).toContain("'=1+1,read,'-x,");
  });

  it('begins the Markdown with the answer, and keeps tables whole', () => {
    const text = renderReport(data, 'markdown');
    const count = matrix.cells.length;
    const administer = matrix.cells.filter(
      cell => cell.operation === 'administer',
    ).length;
    expect(text).toMatch(
      /^# Verification of account 111122223333\n\n\*\*Findings: 1 leak\*\*/,
    );
    expect(text).toContain(`observed covers ${count - administer} of ${count}`);
    expect(text).toContain(
      '### leak: gha1 can read bucket gha2-primary-1 of gha2',
    );
    expect(text).toContain('GET \\<canary\\> \\| 206');
    expect(text).toContain('## Standing weaknesses');
    expect(text).toContain('Probes ran from the portal');
    expect(text).toContain('| aws:SecureTransport | true |');
  });

  const forAllNames: ReportData = {
    ...data,
    findings: [
      {
        id: 'leak:corridor:gha1:statement 0',
        kind: 'leak',
        title: 'gha1 can read whatever is named gha2-new*',
        explanation: 'This must be denied.',
        nextAction: 'Remove statement 0.',
        cells: [],
        views: ['declared'],
        environments: ['single1'],
        corridors: ['gha1', 'gha2'],
        statements: [
          {
            policy: 'node',
            kind: 'identity',
            statement: 0,
            file: 'corridors/gha1/aws/policy.yaml',
            line: 24,
          },
        ],
        witness: 'arn:aws:s3:::gha2-new1/key',
      },
    ],
    notCovered: ['S3 Access Grants'],
    notUnderstood: [
      {
        code: 'policy-not-understood',
        severity: 'error',
        message: 'Actoin is not an element.',
        file: 'corridors/gha2/aws/policy.yaml',
        line: 30,
      },
    ],
  };

  it('names statements by file and line, what is not understood and what is never looked at', () => {
    const text = renderReport(forAllNames, 'markdown');
    expect(text).toContain(
      '- statement 0 of identity policy node (corridors/gha1/aws/policy.yaml:24)\n- For example arn:aws:s3:::gha2-new1/key',
    );
    expect(text).not.toContain('| identity | operation |');
    expect(text).toContain(
      '| corridors/gha2/aws/policy.yaml:30 | Actoin is not an element. |',
    );
    expect(text).toContain('Never looked at:\n\n- S3 Access Grants');
  });

  it('gives a finding that concerns no cell a line of its own in CSV, and all of it in JSON', () => {
    const lines = renderReport(forAllNames, 'csv').split('\r\n');
    expect(lines[matrix.cells.length + 1]).toBe(
      ',,arn:aws:s3:::gha2-new1/key,,,,,"leak: gha1 can read whatever is named gha2-new*, by statement 0 of identity policy node (corridors/gha1/aws/policy.yaml:24)",This must be denied.',
    );
    expect(JSON.parse(renderReport(forAllNames, 'json'))).toMatchObject({
      findings: [{ statements: [{ line: 24 }] }],
      notCovered: ['S3 Access Grants'],
    });
  });

  it('says how an unfinished run ended', () => {
    const run = {
      ...data.run,
      state: 'interrupted' as const,
      error: 'The portal was restarted',
    };
    expect(renderReport({ ...data, run }, 'markdown')).toContain(
      'The run is interrupted: The portal was restarted.',
    );
  });

  it('writes the same text twice', () => {
    for (const format of ['json', 'markdown', 'csv'] as const) {
      expect(renderReport(data, format)).toBe(
        renderReport(structuredClone(data), format),
      );
    }
  });
});
