import fs from 'node:fs';
import path from 'node:path';
import { findBenchmarks, programFor } from '../lib/benchmarks.mjs';
import { RESULTS, ROOT } from '../lib/paths.mjs';
import { run } from '../lib/process.mjs';
import { ensureSetup } from '../lib/setup.mjs';

const FOLDER = path.join(ROOT, 'test/benchmarks');

/**
 * `npm run benchmarks -- [name …]`: measures, each benchmark in a process of its own, and prints a line of JSON for each
 * figure. Ends with 1 when a figure misses its goal.
 */
export default async function benchmarks(toolchain, names) {
  const chosen = findBenchmarks(FOLDER, names);
  await ensureSetup(toolchain);
  const { build } = await import('esbuild');
  const folder = path.join(RESULTS, 'benchmarks');
  fs.mkdirSync(folder, { recursive: true });
  let code = 0;
  for (const { name, file } of chosen) {
    const outfile = path.join(folder, `${name}.mjs`);
    await build({
      stdin: {
        contents: programFor(file, path.join(FOLDER, 'support')),
        resolveDir: FOLDER,
      },
      bundle: true,
      platform: 'node',
      target: 'node22',
      format: 'esm',
      outfile,
      logLevel: 'warning',
      // What packages of npm load by `require` is there in a module as well.
      banner: {
        js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
      },
    });
    const ended = await run(toolchain.node, ['--expose-gc', outfile], {
      cwd: ROOT,
      env: toolchain.env,
    });
    code = Math.max(code, ended);
  }
  return code;
}
