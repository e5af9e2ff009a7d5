import {
  describeIdentity,
  describeResource,
  type Cell,
  type CellAnswer,
  type Scope,
} from '../access';
import { matrixIndex, type MatrixIndex } from '../access/matrixIndex';
import {
  describePolicyPlace,
  type Finding,
  type StandingWeakness,
} from '../findings';
import type { Problem } from '../problems';
import { answersByCell, answerWord, type AnswersOfCell } from './answersByCell';
import type { ReportData } from './reportData';

/** The result for people: the answer first, then findings, coverage, weaknesses and the cells of the findings. */
export function renderMarkdown(data: ReportData): string {
  const sections = [
    `# Verification of ${scopeName(data.run.scope)}`,
    summary(data),
    facts(data),
    ...findingsSection(data),
    ...notUnderstoodSection(data.notUnderstood ?? []),
    ...coverageSection(data),
    ...weaknessSection(data.standingWeaknesses),
    ...contextSection(data),
  ];
  return `${sections.join('\n\n')}\n`;
}

function scopeName(scope: Scope): string {
  switch (scope.kind) {
    case 'corridor':
      return `corridor ${scope.corridor}`;
    case 'environment':
      return `environment ${scope.environment}`;
    case 'account':
      return `account ${scope.accountId}`;
    default: {
      const unknown: never = scope;
      throw new Error(`Unknown scope ${JSON.stringify(unknown)}`);
    }
  }
}

function summary({ run, findings, coverage, matrix }: ReportData): string {
  const counted = (['leak', 'blocked', 'drift', 'unproven'] as const)
    .map(kind => ({
      kind,
      count: findings.filter(finding => finding.kind === kind).length,
    }))
    .filter(({ count }) => count > 0)
    .map(({ kind, count }) => `${count} ${kind}`);
  const found =
    counted.length === 0 ? 'No findings' : `Findings: ${counted.join(', ')}`;
  const covered = coverage
    .filter(({ view }) => view !== 'intended')
    .map(one => `${one.view} covers ${one.covered} of ${one.cells}`);
  const ended =
    run.state === 'succeeded'
      ? ''
      : ` The run is ${run.state}${run.error ? `: ${run.error}` : ''}.`;
  return `**${found}** over ${matrix.cells.length} cells; ${
    covered.join(', ') || 'no view was asked'
  }.${escape(ended)}`;
}

function facts({ run }: ReportData): string {
  const rows: readonly (readonly [string, string])[] = [
    ['Run', run.id],
    ['State', run.state],
    ['Requested by', run.requestedBy],
    ['Started', run.startedAt ?? 'not yet'],
    ['Finished', run.finishedAt ?? 'not yet'],
    ['Views', run.views.join(', ')],
  ];
  return table(['', ''], rows);
}

function findingsSection(data: ReportData): string[] {
  const lookups: Lookups = {
    ...matrixIndex(data.matrix),
    answers: answersByCell(data.answers),
    cells: new Map(data.matrix.cells.map(cell => [cell.id, cell])),
  };
  return data.findings.length === 0
    ? []
    : [
        '## Findings',
        ...data.findings.flatMap(finding => findingSection(finding, lookups)),
      ];
}

interface Lookups extends MatrixIndex {
  readonly answers: ReadonlyMap<string, AnswersOfCell>;
  readonly cells: ReadonlyMap<string, Cell>;
}

function findingSection(
  finding: Finding,
  { identities, resources, answers, cells }: Lookups,
): string[] {
  const views = ['intended', ...finding.views] as const;
  const rows = finding.cells.map(id => {
    const cell = cells.get(id);
    const identity = cell && identities.get(cell.identity);
    const resource = cell && resources.get(cell.resource);
    return [
      identity ? describeIdentity(identity) : id,
      cell?.operation ?? '',
      resource ? describeResource(resource) : '',
      ...views.map(view => answerWord(answers.get(id)?.get(view))),
      evidence([...(answers.get(id)?.values() ?? [])]),
    ];
  });
  return [
    `### ${escape(`${finding.kind}: ${finding.title}`)}`,
    escape(finding.explanation),
    `Next: ${escape(finding.nextAction)}`,
    ...statementsOf(finding),
    ...(rows.length === 0
      ? []
      : [
          table(
            ['identity', 'operation', 'resource', ...views, 'evidence'],
            rows,
          ),
        ]),
  ];
}

/** The statements that a finding rests on, and a name that shows it: a finding for all names may have no cell. */
function statementsOf({ statements = [], witness }: Finding): string[] {
  const lines = [
    ...statements.map(place => `- ${escape(describePolicyPlace(place))}`),
    ...(witness === undefined ? [] : [`- For example ${escape(witness)}`]),
  ];
  return lines.length === 0 ? [] : [lines.join('\n')];
}

function notUnderstoodSection(problems: readonly Problem[]): string[] {
  const rows = problems.map(({ file, line, message }) => [
    `${file ?? 'AWS account'}${line === undefined ? '' : `:${line}`}`,
    message,
  ]);
  return rows.length === 0
    ? []
    : ['## Not understood', table(['where', 'what'], rows)];
}

function evidence(answers: readonly CellAnswer[]): string {
  return answers
    .flatMap(answer =>
      answer.covered && answer.view !== 'intended' ? answer.evidence : [],
    )
    .map(({ at, source, summary: text }) => `${at} ${source}: ${text}`)
    .join('; ');
}

function coverageSection({ coverage, notCovered = [] }: ReportData): string[] {
  const rows = coverage.flatMap(one => [
    [one.view, `${one.covered} of ${one.cells} covered`, ''],
    ...one.notCovered.map(({ reason, detail, cells }) => [
      one.view,
      `${cells} not covered: ${reason}`,
      detail,
    ]),
  ]);
  return [
    '## Coverage',
    table(['view', 'cells', 'detail'], rows),
    ...(notCovered.length === 0
      ? []
      : [
          'Never looked at:',
          notCovered.map(sentence => `- ${escape(sentence)}`).join('\n'),
        ]),
  ];
}

function weaknessSection(weaknesses: readonly StandingWeakness[]): string[] {
  return weaknesses.length === 0
    ? []
    : [
        '## Standing weaknesses',
        weaknesses
          .map(
            ({ title, explanation }) =>
              `- **${escape(title)}.** ${escape(explanation)}`,
          )
          .join('\n'),
      ];
}

function contextSection({ baseContext, probedFrom }: ReportData): string[] {
  const keys = Object.entries(baseContext).map(([key, value]) => [key, value]);
  return [
    '## How it was looked at',
    escape(probedFrom),
    ...(keys.length === 0
      ? []
      : ['Static views take for granted:', table(['key', 'value'], keys)]),
  ];
}

function table(
  header: readonly string[],
  rows: readonly (readonly string[])[],
): string {
  const line = (fields: readonly string[]) =>
    `| ${fields.map(escape).join(' | ')} |`;
  return [
    line(header),
    `|${header.map(() => ' --- |').join('')}`,
    ...rows.map(line),
  ].join('\n');
}

/** Keeps text from being read as Markdown or HTML. */
function escape(text: string): string {
  return text.replace(/[\\`*_[\]<>|#]/g, '\\$&').replace(/\s*[\r\n]+\s*/g, ' ');
}
