import {
  type CheckReport,
  describeScope,
  isFailure,
  pathFrom,
  summarize,
} from '../check/checkReport';
import type { JudgedResult } from '../check/judgeResults';

/**
 * Workflow commands, which GitHub shows beside the lines of a pull request. (GitHub: "Workflow commands for GitHub
 * Actions".)
 */
export function formatGithub(report: CheckReport): string {
  const commands = report.results.map(result => command(result, report));
  return `${[
    ...commands,
    escapeData(describeScope(report)),
    escapeData(summarize(report)),
  ].join('\n')}\n`;
}

function command(result: JudgedResult, report: CheckReport): string {
  const { kind, title, explanation, nextAction, places, witness } = result;
  const [{ file, line, column }] = places;
  const properties = [
    ['file', pathFrom(report, file)],
    ['line', line],
    ['col', column],
    ['title', `${kind}: ${title}`],
  ].flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}=${escapeProperty(String(value))}`],
  );
  const message = [
    result.status === 'waived'
      ? `Waived by ${result.waiver.approvedBy} until ${result.waiver.expires}: ${result.waiver.reason}`
      : '',
    result.status === 'in-base' ? 'The base has it too.' : '',
    explanation,
    witness === undefined ? '' : `Seen at ${witness}`,
    `Next: ${nextAction}`,
  ].filter(part => part !== '');
  return `::${levelOf(result)} ${properties.join(',')}::${escapeData(
    message.join('\n'),
  )}`;
}

function levelOf(result: JudgedResult): 'error' | 'warning' | 'notice' {
  if (result.status !== 'open') {
    return 'notice';
  }
  return isFailure(result) ? 'error' : 'warning';
}

/** A line that began with `::` would be a command of its own. */
function escapeData(text: string): string {
  return text
    .replaceAll('%', '%25')
    .replaceAll('\r', '%0D')
    .replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
