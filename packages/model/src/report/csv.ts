import type { CellAnswer, View } from '../access';
import { describePolicyPlace, type Finding } from '../findings';
import { answersByCell, answerWord } from './answersByCell';
import type { ReportData } from './reportData';

const VIEWS: readonly View[] = [
  'intended',
  'declared',
  'configured',
  'observed',
];
const HEADER = [
  'identity',
  'operation',
  'resource',
  ...VIEWS,
  'findings',
  'detail',
];

/** One line for each cell, then one for each finding that concerns no cell ("Common Format and MIME Type for CSV Files", RFC 4180). */
export function renderCsv({ matrix, answers, findings }: ReportData): string {
  const byCell = answersByCell(answers);
  const findingsOf = new Map<string, string[]>();
  for (const finding of findings) {
    for (const cell of finding.cells) {
      findingsOf.set(cell, [
        ...(findingsOf.get(cell) ?? []),
        describeFinding(finding),
      ]);
    }
  }
  const rows = matrix.cells.map(cell => {
    const ofCell = byCell.get(cell.id);
    return [
      cell.identity,
      cell.operation,
      cell.resource,
      ...VIEWS.map(view => answerWord(ofCell?.get(view))),
      (findingsOf.get(cell.id) ?? []).join('; '),
      VIEWS.flatMap(view => detailOf(ofCell?.get(view))).join('; '),
    ];
  });
  const ofNoCell = findings
    .filter(({ cells }) => cells.length === 0)
    .map(finding => [
      '',
      '',
      finding.witness ?? '',
      ...VIEWS.map(() => ''),
      describeFinding(finding),
      finding.explanation,
    ]);
  return [HEADER, ...rows, ...ofNoCell]
    .map(row => `${row.map(field).join(',')}\r\n`)
    .join('');
}

function describeFinding({ kind, title, statements = [] }: Finding): string {
  return [`${kind}: ${title}`, ...statements.map(describePolicyPlace)].join(
    ', by ',
  );
}

function detailOf(answer: CellAnswer | undefined): string[] {
  if (!answer || answer.view === 'intended') {
    return [];
  }
  const text = answer.covered ? answer.cause : answer.detail;
  return text === undefined ? [] : [`${answer.view}: ${text}`];
}

/** A spreadsheet takes what begins with one of these for a formula; a leading quote makes it text. */
const FORMULA = /^[=+\-@\t\r]/;

function field(text: string): string {
  const safe = FORMULA.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe;
}
