import {
  type CheckReport,
  describeCoverage,
  describeScope,
  isFailure,
  pathFrom,
  summarize,
} from '../check/checkReport';
import type { Place } from '../check/checkResult';
import type { JudgedResult } from '../check/judgeResults';
import { oneLine } from './oneLine';

/** For people at a terminal: what fails first, the answer last, where the eye is. */
export function formatText(report: CheckReport): string {
  const failing = report.results.filter(isFailure);
  const others = report.results.filter(result => !isFailure(result));
  const paragraphs = [
    ...[...failing, ...others].map(result => describe(result, report)),
    ...report.standingWeaknesses.map(({ title, explanation }) =>
      paragraph([`standing weakness: ${title}`, explanation], '\n  '),
    ),
    closing(report),
  ];
  return `${paragraphs.join('\n\n')}\n`;
}

function describe(result: JudgedResult, report: CheckReport): string {
  const { kind, title, explanation, nextAction, places, witness, id } = result;
  const [first, ...more] = places;
  const lines = [
    `${kind}${noteOf(result)}: ${title}`,
    `at ${placeOf(first, report)}`,
    ...more.map(place => `and ${placeOf(place, report)}`),
    explanation,
    witness === undefined ? '' : `Seen at ${witness}`,
    `Next: ${nextAction}`,
    `Id: ${id}`,
  ];
  return paragraph(lines, '\n  ');
}

function noteOf(result: JudgedResult): string {
  switch (result.status) {
    case 'waived': {
      const { approvedBy, expires, reason } = result.waiver;
      return ` (waived by ${approvedBy} until ${expires}: ${reason})`;
    }
    case 'in-base':
      return ' (in the base too)';
    case 'open':
      return result.severity === 'warning' ? ' (warning)' : '';
    default: {
      const unknown: never = result;
      throw new Error(`Unknown status of ${JSON.stringify(unknown)}`);
    }
  }
}

function placeOf({ file, line, column, what }: Place, report: CheckReport) {
  const position = [pathFrom(report, file), line, column].filter(
    part => part !== undefined,
  );
  return what === undefined
    ? position.join(':')
    : `${position.join(':')}, ${what}`;
}

function closing(report: CheckReport): string {
  return paragraph(
    [describeScope(report), ...describeCoverage(report), summarize(report)],
    '\n',
  );
}

function paragraph(lines: readonly string[], separator: string): string {
  return lines
    .filter(line => line !== '')
    .map(oneLine)
    .join(separator);
}
