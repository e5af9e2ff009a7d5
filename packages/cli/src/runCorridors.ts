import { Command, CommanderError } from 'commander';
import { CommandError } from './CommandError';
import { addEvaluateCommand } from './evaluate/evaluateCommand';
import { EXIT } from './exitCodes';
import type { Terminal } from './Terminal';

/**
 * Runs one call of `corridors`.
 *
 * @param args - without the names of the program
 * @returns the exit code
 */
export async function runCorridors(
  args: readonly string[],
  terminal: Terminal,
): Promise<number> {
  let exitCode: number = EXIT.fine;
  const program = createProgram(terminal, code => {
    exitCode = code;
  });
  try {
    await program.parseAsync([...args], { from: 'user' });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) {
      return error.exitCode === 0 ? EXIT.fine : EXIT.usage;
    }
    if (error instanceof CommandError) {
      terminal.stderr.write(`corridors: ${error.message}\n`);
      return EXIT.usage;
    }
    if (isClosedPipe(error)) {
      return exitCode;
    }
    throw error;
  }
}

function createProgram(
  terminal: Terminal,
  finish: (exitCode: number) => void,
): Command {
  const program = new Command('corridors')
    .description(
      'Renders and checks a GitOps repository of corridors, asks a portal to verify, and evaluates policies.',
    )
    .exitOverride()
    .showHelpAfterError('(add --help for what is known)')
    .configureOutput({
      writeOut: text => terminal.stdout.write(text),
      writeErr: text => terminal.stderr.write(text),
    });
  addEvaluateCommand(program, terminal, finish);
  return program;
}

/** Whoever read our output has read enough, as `head` does. */
function isClosedPipe(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EPIPE';
}
