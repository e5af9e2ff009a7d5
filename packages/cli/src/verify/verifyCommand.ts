import type { Scope, View } from '@corridors/model';
import { type Command, InvalidArgumentError, Option } from 'commander';
import type { Call } from '../actions';
import type { VerifyOptions } from './runVerify';

const VIEWS: readonly View[] = ['declared', 'configured', 'observed'];
const REPORTS: readonly VerifyOptions['format'][] = ['markdown', 'json', 'csv'];

/** `corridors verify`: asks a running portal. */
export function addVerifyCommand(program: Command, call: Call): void {
  program
    .command('verify')
    .description('ask a running portal to verify, and wait for its report')
    .addOption(
      new Option(
        '--scope <scope>',
        'corridor:<name>, environment:<name> or account:<id>',
      )
        .argParser(readScope)
        .makeOptionMandatory(),
    )
    .option(
      '--portal <url>',
      "address of the portal's backend; else of CORRIDORS_PORTAL",
    )
    .addOption(
      new Option('--views <views>', 'what answers, with commas between')
        .argParser(readViews)
        .default(VIEWS, VIEWS.join(',')),
    )
    .addOption(
      new Option('--format <format>', 'how the report is written')
        .choices(REPORTS)
        .default('markdown'),
    )
    .option('--output <file>', 'write the report there')
    .addOption(
      new Option('--timeout <seconds>', 'how long to wait for the run')
        .argParser(readSeconds)
        .default(1800),
    )
    .addHelpText(
      'after',
      '\nThe token is read from CORRIDORS_TOKEN. Ends with 1 on a leak, on drift, on anything unproven or not understood, and when the run did not succeed.',
    )
    .action((options: VerifyOptions) =>
      call('verify', (verify, terminal) => verify(options, terminal)),
    );
}

function readScope(text: string): Scope {
  const colon = text.indexOf(':');
  const name = text.slice(colon + 1);
  const kind = name === '' ? '' : text.slice(0, Math.max(colon, 0));
  switch (kind) {
    case 'corridor':
      return { kind, corridor: name };
    case 'environment':
      return { kind, environment: name };
    case 'account':
      return { kind, accountId: name };
    default:
      throw new InvalidArgumentError(
        'Give corridor:<name>, environment:<name> or account:<id>.',
      );
  }
}

function readViews(text: string): View[] {
  return text.split(',').map(word => {
    const view = VIEWS.find(one => one === word.trim());
    if (view === undefined) {
      throw new InvalidArgumentError(`Views are ${VIEWS.join(', ')}.`);
    }
    return view;
  });
}

function readSeconds(text: string): number {
  const seconds = Number(text);
  if (!Number.isFinite(seconds) || seconds <= 0) {
    throw new InvalidArgumentError('Give a number of seconds.');
  }
  return seconds;
}
