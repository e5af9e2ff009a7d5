import type { CellAnswer, View } from '../access';
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

/** One line for each cell ("Common Format and MIME Type for CSV Files", RFC 4180). */
export function renderCsv({ matrix, answers, findings }: ReportData): string {
  const byCell = answersByCell(answers);
  const findingsOf = new Map<string, string[]>();
  for (const finding of findings) {
    for (const cell of finding.cells) {
      findingsOf.set(cell, [
        ...(findingsOf.get(cell) ?? []),
        `${finding.kind}: ${finding.title}`,
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
  return [HEADER, ...rows]
    .map(row => `${row.map(field).join(',')}\r\n`)
    .join('');
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
