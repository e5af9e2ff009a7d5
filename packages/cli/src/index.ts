/**
 * `corridors`: renders and checks a GitOps repository of corridors, asks a portal to verify, and evaluates policies.
 *
 * @packageDocumentation
 */
import { runCorridors } from './runCorridors';

process.stdout.on('error', error => {
  // The reader of our output has gone, as `head` does: what waits for it is told by the same error.
  if (!('code' in error) || error.code !== 'EPIPE') {
    throw error;
  }
});

runCorridors(process.argv.slice(2), {
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  cwd: process.cwd(),
  env: process.env,
  now: () => new Date(),
}).then(
  exitCode => {
    process.exitCode = exitCode;
  },
  error => {
    process.stderr.write(
      `corridors: ${error instanceof Error ? error.stack : error}\n`,
    );
    process.exitCode = 3;
  },
);
