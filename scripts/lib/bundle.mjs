import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { ROOT } from './paths.mjs';

const SCOPE = '@corridors/';
const KEPT_MILLISECONDS = 3600 * 1000;

/**
 * Bundles `packages/<name>/src/index.ts` unless that was done for the same sources.
 *
 * @param {string} name - of a folder in packages/
 * @returns {Promise<string>} the file to import
 */
export async function ensureBundle(name) {
  const parent = path.join(ROOT, '.cache/bundles');
  const folder = path.join(parent, `${name}-${digestOf(name)}`);
  if (!fs.existsSync(folder)) {
    await bundle(name, folder);
    removeOld(parent, folder);
  }
  return path.join(folder, 'index.mjs');
}

/** Written beside and renamed, so that nobody sees half of it. */
async function bundle(name, folder) {
  const { build } = await import('esbuild');
  const unfinished = `${folder}.${process.pid}`;
  await build({
    entryPoints: [path.join(ROOT, 'packages', name, 'src/index.ts')],
    outdir: unfinished,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    // What is written in CommonJS asks for Node's own modules by `require`.
    banner: {
      js: "import { createRequire as createRequireOfBundle } from 'node:module'; const require = createRequireOfBundle(import.meta.url);",
    },
    logLevel: 'error',
  });
  try {
    fs.renameSync(unfinished, folder);
  } catch (error) {
    // Another process was faster with the same sources.
    if (!['ENOTEMPTY', 'EEXIST', 'EPERM'].includes(error.code)) {
      throw error;
    }
    fs.rmSync(unfinished, { recursive: true, force: true });
  }
}

function digestOf(name) {
  const hash = createHash('sha256');
  const add = file =>
    hash.update(path.relative(ROOT, file)).update(fs.readFileSync(file));
  add(path.join(ROOT, 'yarn.lock'));
  add(path.join(ROOT, 'scripts/lib/bundle.mjs'));
  for (const folder of packagesOf(name)) {
    add(path.join(folder, 'package.json'));
    sourcesIn(path.join(folder, 'src')).forEach(add);
  }
  return hash.digest('hex').slice(0, 16);
}

/** Folders of the package and of those of ours that it stands on. */
function packagesOf(name, known = new Set()) {
  const folder = path.join(ROOT, 'packages', name);
  if (!known.has(folder)) {
    known.add(folder);
    const manifest = JSON.parse(
      fs.readFileSync(path.join(folder, 'package.json'), 'utf8'),
    );
    for (const dependency of Object.keys(manifest.dependencies ?? {})) {
      if (dependency.startsWith(SCOPE)) {
        packagesOf(dependency.slice(SCOPE.length), known);
      }
    }
  }
  return [...known].sort();
}

function sourcesIn(folder) {
  return fs
    .readdirSync(folder, { recursive: true })
    .filter(file => /\.ts$/.test(file) && !/\.test\.ts$/.test(file))
    .sort()
    .map(file => path.join(folder, file));
}

function removeOld(parent, current) {
  for (const entry of fs.readdirSync(parent)) {
    const other = path.join(parent, entry);
    const age = Date.now() - fs.statSync(other).mtimeMs;
    if (other !== current && age > KEPT_MILLISECONDS) {
      fs.rmSync(other, { recursive: true, force: true });
    }
  }
}
