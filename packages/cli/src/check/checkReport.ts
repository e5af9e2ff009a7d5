import { joinWords } from '@corridors/model';
import type { Inspection } from './inspectRepository';
import type { JudgedResult } from './judgeResults';

/** What a check came to. */
export interface CheckReport extends Omit<Inspection, 'results'> {
  readonly results: readonly JudgedResult[];
  /** What the repository was compared with, as it was given. */
  readonly base?: string;
  /** Path of the repository from where the command was called, with `/`; empty when it was called there. */
  readonly root: string;
}

/** Whether anything open is an error. */
export function hasFailed({ results }: CheckReport): boolean {
  return results.some(isFailure);
}

/** Whether a result fails the check. */
export function isFailure({
  status,
  severity,
}: Pick<JudgedResult, 'status' | 'severity'>): boolean {
  return status === 'open' && severity === 'error';
}

/** Path of a file of the repository from where the command was called. */
export function pathFrom({ root }: CheckReport, file: string): string {
  return root === '' ? file : `${root}/${file}`;
}

/** The answer in one sentence: `2 leaks and 1 not understood fail the check; 1 waived.` */
export function summarize(report: CheckReport): string {
  const failing = countByKind(report.results.filter(isFailure));
  const others = [
    ['warning', report.results.filter(isWarning).length] as const,
    ['waived', countStatus(report, 'waived')] as const,
    ['in the base too', countStatus(report, 'in-base')] as const,
  ]
    .filter(([, amount]) => amount > 0)
    .map(([word, amount]) => count(amount, word));
  const answer =
    failing.length === 0
      ? 'Nothing fails the check'
      : `${joinWords(failing)} ${
          report.results.filter(isFailure).length === 1 ? 'fails' : 'fail'
        } the check`;
  return `${[answer, ...others].join('; ')}.`;
}

/** What was looked at, in one sentence. */
export function describeScope(report: CheckReport): string {
  const { corridors, environments, accounts } = report;
  const proofs = accounts.map(
    ({ accountId, proved }) =>
      `account ${accountId}: ${proved.principals} principals, ${proved.regions} ranges, ${proved.cells} cells`,
  );
  const looked = `Looked at ${count(corridors, 'corridor')} of ${count(
    environments,
    'environment',
  )}`;
  return proofs.length === 0
    ? `${looked}.`
    : `${looked}, for all names (${proofs.join('; ')}).`;
}

/** What is taken for granted, and what is never looked at, as sentences. */
export function describeCoverage({
  baseContext,
  notCovered,
}: CheckReport): string[] {
  const context = Object.entries(baseContext).map(
    ([key, value]) => `${key} is ${value}`,
  );
  return [
    ...(context.length === 0
      ? []
      : [`Taken for granted: ${context.join(', ')}.`]),
    ...notCovered.map(text => `Not covered: ${text}`),
  ];
}

/** What every report tells beside its results, as sentences: the answer last. */
export function describeAnswer(report: CheckReport): string[] {
  return [
    ...report.standingWeaknesses.map(
      ({ title, explanation }) => `Standing weakness: ${title}. ${explanation}`,
    ),
    describeScope(report),
    ...describeCoverage(report),
    summarize(report),
  ];
}

function isWarning({ status, severity }: JudgedResult): boolean {
  return status === 'open' && severity === 'warning';
}

function countStatus(
  { results }: CheckReport,
  status: JudgedResult['status'],
): number {
  return results.filter(result => result.status === status).length;
}

function countByKind(results: readonly JudgedResult[]): string[] {
  const counts = new Map<string, number>();
  for (const { kind } of results) {
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  return [...counts].map(([kind, amount]) => count(amount, kind));
}

function count(amount: number, word: string): string {
  const isCountable = [
    'leak',
    'waiver',
    'warning',
    'corridor',
    'environment',
  ].includes(word);
  return `${amount} ${isCountable && amount !== 1 ? `${word}s` : word}`;
}
