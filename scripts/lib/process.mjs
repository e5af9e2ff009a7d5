import { spawn } from 'node:child_process';

/** A step that ended badly, with the sentence that its reader needs. */
export class CommandFailed extends Error {
  constructor(message, exitCode = 1) {
    super(message);
    this.exitCode = exitCode;
  }
}

/**
 * Runs a program to its end, its output going to ours.
 *
 * @returns {Promise<number>} the exit code; 1 when a signal ended it
 */
export function run(file, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, { stdio: 'inherit', ...options });
    child.once('error', reject);
    child.once('close', code => resolve(code ?? 1));
  });
}

/** As `run`, but a failure is an error that names the step. */
export async function must(step, file, args, options = {}) {
  const code = await run(file, args, options);
  if (code !== 0) {
    throw new CommandFailed(
      `${step} failed (exit code ${code}). Its output is above.`,
      code,
    );
  }
}

/**
 * Starts a program that stays, in a process group of its own so that its children end with it.
 *
 * @returns {{ child: import('node:child_process').ChildProcess, ended: Promise<number>, stop: () => Promise<void> }}
 */
export function startService(file, args, options = {}) {
  const child = spawn(file, args, {
    stdio: 'inherit',
    detached: process.platform !== 'win32',
    ...options,
  });
  const ended = new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', code => resolve(code ?? 1));
  });
  const signal = name => {
    try {
      process.kill(process.platform === 'win32' ? child.pid : -child.pid, name);
    } catch (error) {
      if (error.code !== 'ESRCH') {
        throw error;
      }
    }
  };
  const stop = async () => {
    signal('SIGTERM');
    const timer = setTimeout(() => signal('SIGKILL'), 8_000);
    await ended.catch(() => undefined);
    clearTimeout(timer);
    // The shell in between may end before its children do.
    signal('SIGKILL');
  };
  return { child, ended, stop };
}
