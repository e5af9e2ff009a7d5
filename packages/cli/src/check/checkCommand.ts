import { type Command, Option } from 'commander';
import type { Call } from '../actions';
import { REPORT_FORMATS } from '../formats/reportFormats';
import type { CheckOptions } from './runCheck';

/** `corridors check`: the gate of a GitOps repository's own CI. */
export function addCheckCommand(program: Command, call: Call): void {
  program
    .command('check')
    .description(
      'prove that no corridor of a GitOps repository reaches into another, for all names',
    )
    .argument('[folder]', 'holds environments and corridors', '.')
    .option(
      '--base <commit or ./folder>',
      'fail only on what this commit does not have; a folder elsewhere begins with ./, ../ or /',
    )
    .addOption(
      new Option('--format <format>', 'how the report is written')
        .choices(REPORT_FORMATS)
        .default('text'),
    )
    .option('--output <file>', 'write the report there')
    .addHelpText(
      'after',
      '\nEnds with 1 on a leak, on anything unproven or not understood, and on files that are not as rendered.',
    )
    .action((folder: string, options: CheckOptions) =>
      call('check', (check, terminal) => check(folder, options, terminal)),
    );
}
