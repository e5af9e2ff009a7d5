import { globSync } from 'node:fs';
import { createRequire } from 'node:module';
import vm from 'node:vm';
import { build } from 'esbuild';
import { expect } from 'expect';
import { bind } from 'jest-each';

const require = createRequire(import.meta.url);

/**
 * Bundles tests of a copy of the package. Those that measure time are left out: instrumented code is slow.
 *
 * @param {string} folder - the package, or StrykerJS' copy of it
 * @param {(file: string) => boolean} isWanted - of which files
 * @returns {Promise<{ load(): { id: string, run: () => unknown }[] }>} `load` evaluates engine and tests anew, and tells the
 * tests
 */
export async function loadTests(folder, isWanted) {
  const files = globSync('src/**/*.test.ts', { cwd: folder })
    .filter(file => !file.endsWith('.speed.test.ts') && isWanted(file))
    .sort();
  const { outputFiles } = await build({
    stdin: {
      contents: files
        .map(file => `beginFile('${file}');require('./${file}');`)
        .join('\n'),
      resolveDir: folder,
    },
    bundle: true,
    write: false,
    platform: 'node',
    target: 'node22',
    format: 'cjs',
    logLevel: 'error',
  });
  const names = 'require, beginFile, describe, it, expect';
  const program = new vm.Script(`(${names}) => {${outputFiles[0].text}}`, {
    filename: 'tests.cjs',
  });
  return {
    load() {
      const { tests, beginFile, describe, it } = collector();
      program.runInThisContext()(require, beginFile, describe, it, expect);
      return tests;
    },
  };
}

/** What jest offers to tests, as far as the engine's tests use it. */
function collector() {
  const tests = [];
  let titles = [];
  const it = (title, run) => {
    const name = [...titles, title].join(' ');
    const again = tests.filter(test => test.name === name).length;
    tests.push({
      id: again === 0 ? name : `${name} (${again + 1})`,
      name,
      run,
    });
  };
  it.each = bind(it, false);
  const describe = (title, define) => {
    titles.push(title);
    define();
    titles.pop();
  };
  describe.each = bind(describe, false);
  const beginFile = file => {
    titles = [file];
  };
  return { tests, beginFile, describe, it };
}
