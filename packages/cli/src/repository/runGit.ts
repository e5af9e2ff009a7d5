import { spawn } from 'node:child_process';
import { CommandError } from '../CommandError';

/** What is checked may hold folders that look like a repository of git, with a configuration of their own. */
const PROTECTION = ['-c', 'safe.bareRepository=explicit'];

/**
 * Runs git, without a shell.
 *
 * @param input - what it reads on standard input
 * @returns what it wrote on standard output
 * @throws {@link CommandError} with what git said, when it is not there or fails
 */
export function runGit(
  folder: string,
  args: readonly string[],
  input = '',
): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const child = spawn('git', [...PROTECTION, ...args], {
      cwd: folder,
      env: { ...process.env, GIT_OPTIONAL_LOCKS: '0', LC_ALL: 'C' },
    });
    const output: Buffer[] = [];
    const errors: Buffer[] = [];
    child.stdout.on('data', chunk => output.push(chunk));
    child.stderr.on('data', chunk => errors.push(chunk));
    child.once('error', error =>
      reject(new CommandError(`git cannot be run: ${error.message}.`)),
    );
    child.once('close', code => {
      if (code === 0) {
        resolve(Buffer.concat(output));
      } else {
        const said = Buffer.concat(errors).toString('utf8').trim();
        reject(new CommandError(`git ${args[0]} failed: ${said}`));
      }
    });
    // Git may end before it has read everything; its exit code tells why.
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
  });
}

/** What git answered, or why it failed. */
export interface GitAnswer {
  readonly ok: boolean;
  readonly text: string;
}

/** Asks git a question that may have no answer. */
export async function askGit(
  folder: string,
  args: readonly string[],
): Promise<GitAnswer> {
  try {
    const answer = await runGit(folder, args);
    return { ok: true, text: answer.toString('utf8').trim() };
  } catch (error) {
    if (error instanceof CommandError) {
      return { ok: false, text: error.message };
    }
    throw error;
  }
}
