#!/usr/bin/env node
/**
 * The one entry of the root scripts: brings the toolchain, sets up, and runs a command from scripts/commands.
 * Needs nothing but Node 20 and npm, so that a fresh clone can start with it.
 */
import { ensureToolchain } from './lib/toolchain.mjs';
import { CommandFailed } from './lib/process.mjs';

const COMMANDS = [
  'setup',
  'start',
  'check',
  'e2e',
  'conformance',
  'benchmarks',
  'mutation',
  'fix',
  'api-reports',
];

const [command, ...args] = process.argv.slice(2);
if (!COMMANDS.includes(command)) {
  console.error(
    `Unknown command ${command ?? '(none)'}. Known: ${COMMANDS.join(', ')}.`,
  );
  process.exit(2);
}

try {
  const toolchain = await ensureToolchain();
  const { default: run } = await import(`./commands/${command}.mjs`);
  process.exitCode = (await run(toolchain, args)) ?? 0;
} catch (error) {
  if (!(error instanceof CommandFailed)) {
    throw error;
  }
  console.error(`\n✗ ${error.message}`);
  process.exitCode = error.exitCode;
}
