import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { must } from './process.mjs';
import { ROOT } from './paths.mjs';

const STAMP = path.join(ROOT, 'node_modules/.corridors-setup');

function manifests() {
  const folders = ['packages', 'plugins'].flatMap(parent =>
    fs
      .readdirSync(path.join(ROOT, parent))
      .map(name => path.join(parent, name)),
  );
  return ['.', 'test', ...folders]
    .map(folder => path.join(folder, 'package.json'))
    .filter(file => fs.existsSync(path.join(ROOT, file)))
    .sort();
}

/** Changes when an install could do anything: lock file, manifests, settings or Node differ. */
function fingerprint(toolchain) {
  const hash = createHash('sha256').update(toolchain.nodeVersion);
  for (const file of ['yarn.lock', '.yarnrc.yml', ...manifests()]) {
    hash.update(file).update(fs.readFileSync(path.join(ROOT, file)));
  }
  return hash.digest('hex');
}

/** Installs the dependencies that the lock file names; does nothing when they are there already. */
export async function ensureSetup(toolchain) {
  const wanted = fingerprint(toolchain);
  if (fs.existsSync(STAMP) && fs.readFileSync(STAMP, 'utf8') === wanted) {
    return;
  }
  console.log(
    `Installing dependencies with Yarn on Node ${toolchain.nodeVersion} …`,
  );
  await must(
    'Installing the dependencies',
    toolchain.node,
    [toolchain.yarn, 'install', '--immutable'],
    {
      cwd: ROOT,
      env: toolchain.env,
    },
  );
  fs.writeFileSync(STAMP, wanted);
}
