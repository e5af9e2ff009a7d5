/**
 * `corridors`: renders and checks a GitOps repository of corridors, asks a portal to verify, and evaluates policies.
 *
 * @packageDocumentation
 */
import type { Actions } from './actions';
import { errorCode } from './errorCode';
import { EXIT } from './exitCodes';
import { runCorridors } from './runCorridors';

process.stdout.on('error', error => {
  // The reader of our output has gone, as `head` does: what waits for it is told by the same error.
  if (errorCode(error) !== 'EPIPE') {
    throw error;
  }
});

const actions: Actions = {
  render: async () => (await import('./render/runRender')).runRender,
  check: async () => (await import('./check/runCheck')).runCheck,
  verify: async () => (await import('./verify/runVerify')).runVerify,
  evaluate: async () => (await import('./evaluate/runEvaluate')).runEvaluate,
};

runCorridors(
  process.argv.slice(2),
  {
    stdin: process.stdin,
    stdout: process.stdout,
    stderr: process.stderr,
    cwd: process.cwd(),
    env: process.env,
    now: () => new Date(),
  },
  actions,
).then(
  exitCode => {
    process.exitCode = exitCode;
  },
  error => {
    process.stderr.write(
      `corridors: ${error instanceof Error ? error.stack : error}\n`,
    );
    process.exitCode = EXIT.fault;
  },
);
