import {
  type CheckReport,
  describeAnswer,
  isFailure,
  pathFrom,
} from '../check/checkReport';
import type { JudgedResult } from '../check/judgeResults';

/**
 * A test case for each result: what fails the check is a failure, what is waived or in the base too is skipped, and a
 * warning passes with its text as output. A check that found nothing is one case that passed.
 */
export function formatJunit(report: CheckReport): string {
  const { results } = report;
  const failures = results.filter(isFailure).length;
  const skipped = results.filter(({ status }) => status !== 'open').length;
  const counts = `tests="${Math.max(
    results.length,
    1,
  )}" failures="${failures}" errors="0" skipped="${skipped}"`;
  const cases =
    results.length === 0
      ? ['    <testcase classname="corridors" name="Nothing was found"/>']
      : results.map(result => testCase(result, report));
  return `${[
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="corridors check" ${counts}>`,
    `  <testsuite name="corridors check" ${counts}>`,
    ...cases,
    `    <system-out>${escapeXml(
      describeAnswer(report).join('\n'),
    )}</system-out>`,
    '  </testsuite>',
    '</testsuites>',
  ].join('\n')}\n`;
}

function testCase(result: JudgedResult, report: CheckReport): string {
  const { kind, title, places } = result;
  const [{ file, line }] = places;
  const attributes = [
    `classname="${escapeXml(`corridors.${kind}`)}"`,
    `name="${escapeXml(title)}"`,
    `file="${escapeXml(pathFrom(report, file))}"`,
    ...(line === undefined ? [] : [`line="${line}"`]),
  ].join(' ');
  return `    <testcase ${attributes}>${bodyOf(result, report)}</testcase>`;
}

function bodyOf(result: JudgedResult, report: CheckReport): string {
  switch (result.status) {
    case 'waived':
      return `<skipped message="${escapeXml(
        `Waived by ${result.waiver.approvedBy} until ${result.waiver.expires}: ${result.waiver.reason}`,
      )}"/>`;
    case 'in-base':
      return '<skipped message="The base has it too."/>';
    case 'open':
      return isFailure(result)
        ? `<failure type="${escapeXml(result.kind)}" message="${escapeXml(
            result.title,
          )}">${escapeXml(textOf(result, report))}</failure>`
        : `<system-out>${escapeXml(textOf(result, report))}</system-out>`;
    default: {
      const unknown: never = result;
      throw new Error(`Unknown status of ${JSON.stringify(unknown)}`);
    }
  }
}

function textOf(result: JudgedResult, report: CheckReport): string {
  const { explanation, nextAction, places, witness, id } = result;
  return [
    ...places.map(
      ({ file, line, what }) =>
        `${pathFrom(report, file)}${line === undefined ? '' : `:${line}`}${
          what === undefined ? '' : ` ${what}`
        }`,
    ),
    explanation,
    witness === undefined ? '' : `Seen at ${witness}`,
    `Next: ${nextAction}`,
    `Id: ${id}`,
  ]
    .filter(line => line !== '')
    .join('\n');
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
  '\n': '&#10;',
  '\r': '&#13;',
  '\t': '&#9;',
};

/** For content and attributes. A character that XML 1.0 cannot hold at all is replaced. */
function escapeXml(text: string): string {
  return text
    .replace(/\p{Surrogate}/gu, '\uFFFD')
    .replace(/(?![\t\n\r\x7f-\x9f])[\p{Cc}\uFFFE\uFFFF]/gu, '\uFFFD')
    .replace(/[&<>"'\n\r\t]/g, character => ENTITIES[character] ?? character);
}
