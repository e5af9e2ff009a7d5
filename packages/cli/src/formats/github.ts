import {
  type CheckReport,
  describeAnswer,
  isFailure,
  pathFrom,
} from '../check/checkReport';
import type { JudgedResult } from '../check/judgeResults';
import { oneLine, withoutControls } from './oneLine';

type Level = 'error' | 'warning' | 'notice';

/** GitHub shows as many annotations of a level for a step. (GitHub: "Check runs", "Workflow commands".) */
const MOST_SHOWN = 10;

/**
 * Workflow commands, which GitHub shows beside the lines of a pull request, worst first. What is beyond what GitHub shows
 * is written to the log, and a notice says so. (GitHub: "Workflow commands for GitHub Actions".)
 */
export function formatGithub(report: CheckReport): string {
  const levels = new Map<Level, JudgedResult[]>([
    ['error', []],
    ['warning', []],
    ['notice', []],
  ]);
  for (const result of report.results) {
    levels.get(levelOf(result))?.push(result);
  }
  const left = [...levels].flatMap(([level, results]) =>
    results.splice(level === 'notice' ? MOST_SHOWN - 1 : MOST_SHOWN),
  );
  const [errors = [], warnings = [], notices = []] = levels.values();
  return `${[
    ...errors.map(result => command(result, report)),
    ...warnings.map(result => command(result, report)),
    ...(left.length === 0
      ? []
      : [`::notice title=Corridors::${left.length} more: see the job's log`]),
    ...notices.map(result => command(result, report)),
    ...left.map(result => logLine(result, report)),
    ...describeAnswer(report).map(plain),
  ].join('\n')}\n`;
}

function command(result: JudgedResult, report: CheckReport): string {
  const { kind, title, places } = result;
  const [{ file, line, column }] = places;
  const properties = [
    ['file', pathFrom(report, file)],
    ['line', line],
    ['col', column],
    ['title', `${kind}: ${title}`],
  ].flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}=${escapeProperty(String(value))}`],
  );
  return `::${levelOf(result)} ${properties.join(',')}::${escapeData(
    messageOf(result).join('\n'),
  )}`;
}

function messageOf(result: JudgedResult): string[] {
  const { explanation, nextAction, witness } = result;
  return [
    result.status === 'waived'
      ? `Waived by ${result.waiver.approvedBy} until ${result.waiver.expires}: ${result.waiver.reason}`
      : '',
    result.status === 'in-base' ? 'The base has it too.' : '',
    explanation,
    witness === undefined ? '' : `Seen at ${witness}`,
    `Next: ${nextAction}`,
  ].filter(part => part !== '');
}

/** A result that is told in the log alone. */
function logLine(result: JudgedResult, report: CheckReport): string {
  const { kind, title, places } = result;
  const [{ file, line }] = places;
  const place = [pathFrom(report, file), line].filter(Boolean).join(':');
  return plain(
    `${levelOf(result)}: ${kind}: ${title} (${place}) ${messageOf(result).join(
      ' ',
    )}`,
  );
}

function levelOf(result: JudgedResult): Level {
  if (result.status !== 'open') {
    return 'notice';
  }
  return isFailure(result) ? 'error' : 'warning';
}

/** A line of the log that is no command: `::` at its beginning and `##[` anywhere would make it one. */
function plain(text: string): string {
  return escapeData(oneLine(text))
    .replaceAll('##[', '## [')
    .replace(/^\s*::/, ': :');
}

/** A line that began with `::` would be a command of its own. */
function escapeData(text: string): string {
  return text
    .replaceAll('%', '%25')
    .split(/\r\n|\r|\n/)
    .map(withoutControls)
    .join('%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
