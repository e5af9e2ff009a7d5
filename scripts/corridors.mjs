#!/usr/bin/env node
/**
 * `npm run --silent corridors -- <args>`: the command line from the sources. It is bundled once for each state of them, so
 * that it starts fast; what is said meanwhile goes to standard error, since standard output belongs to the command.
 */
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import module from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { ROOT } from './lib/paths.mjs';

if (!fs.existsSync(path.join(ROOT, 'node_modules/.yarn-state.yml'))) {
  const { status } = spawnSync(
    process.execPath,
    [path.join(ROOT, 'scripts/run.mjs'), 'setup'],
    { stdio: ['ignore', process.stderr, process.stderr] },
  );
  if (status !== 0) {
    process.exit(2);
  }
}

// Node 20 has no such cache and compiles each time.
module.enableCompileCache?.(path.join(ROOT, '.cache/compiled'));

const { ensureBundle } = await import('./lib/bundle.mjs');
const bundle = await ensureBundle('cli');

// npm runs scripts in the folder of package.json; paths are meant from where npm was called.
if (
  process.env.npm_lifecycle_event === 'corridors' &&
  process.env.INIT_CWD !== undefined
) {
  process.chdir(process.env.INIT_CWD);
}
await import(pathToFileURL(bundle).href);
