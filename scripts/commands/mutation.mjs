import path from 'node:path';
import { ROOT } from '../lib/paths.mjs';
import { run } from '../lib/process.mjs';
import { ensureSetup } from '../lib/setup.mjs';

/**
 * `npm run test:mutation -- [options of StrykerJS]`: plants faults in the policy engine one by one and sees whether a test
 * finds each. Takes an hour or two; not part of CI.
 */
export default async function mutation(toolchain, args) {
  await ensureSetup(toolchain);
  const stryker = path.join(
    ROOT,
    'node_modules/@stryker-mutator/core/bin/stryker.js',
  );
  return run(toolchain.node, [stryker, 'run', ...args], {
    cwd: path.join(ROOT, 'packages/policy-engine'),
    env: toolchain.env,
  });
}
