import { Command, CommanderError } from 'commander';
import { version } from '../package.json';
import type { Actions, Call } from './actions';
import { addCheckCommand } from './check/checkCommand';
import { CommandError } from './CommandError';
import { errorCode } from './errorCode';
import { addEvaluateCommand } from './evaluate/evaluateCommand';
import { EXIT } from './exitCodes';
import { addRenderCommand } from './render/renderCommand';
import type { Terminal } from './Terminal';
import { addVerifyCommand } from './verify/verifyCommand';

/**
 * Runs one call of `corridors`.
 *
 * @param args - without the names of the program
 * @returns the exit code
 */
export async function runCorridors(
  args: readonly string[],
  terminal: Terminal,
  actions: Actions,
): Promise<number> {
  let exitCode: number = EXIT.fine;
  const program = createProgram(terminal, async (name, run) => {
    exitCode = await run(await load(actions, name), terminal);
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
    if (errorCode(error) === 'EPIPE') {
      // Whoever read our output has read enough, as `head` does.
      return EXIT.fine;
    }
    throw error;
  }
}

function createProgram(terminal: Terminal, call: Call): Command {
  const program = new Command('corridors')
    .description(
      'Renders and checks a GitOps repository of corridors, asks a portal to verify, and evaluates policies.',
    )
    .version(version)
    .exitOverride()
    .showHelpAfterError('(add --help for what is known)')
    .configureOutput({
      writeOut: text => terminal.stdout.write(text),
      writeErr: text => terminal.stderr.write(text),
    });
  addRenderCommand(program, call);
  addCheckCommand(program, call);
  addVerifyCommand(program, call);
  addEvaluateCommand(program, call);
  return program;
}

async function load<Name extends keyof Actions>(
  actions: Actions,
  name: Name,
): Promise<Awaited<ReturnType<Actions[Name]>>>;
async function load(actions: Actions, name: keyof Actions) {
  return actions[name]();
}
