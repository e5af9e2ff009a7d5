import path from 'node:path';
import { ROOT } from '../lib/paths.mjs';
import { run } from '../lib/process.mjs';
import { ensureSetup } from '../lib/setup.mjs';

/** A twentieth of the random cases: a fault that no test finds takes as long as all tests do, and there are hundreds of them. */
const FEWER_CASES = {
  CORRIDORS_DIFFERENTIAL: '2500',
  CORRIDORS_FLEETS: '15',
  CORRIDORS_FUZZ: '1000',
};

/**
 * `npm run test:mutation -- [options of StrykerJS]`: plants faults in the policy engine one by one and sees whether a test
 * finds each, with fewer random cases than `npm test` has unless the environment says how many. Takes an hour; not part of CI.
 */
export default async function mutation(toolchain, args) {
  await ensureSetup(toolchain);
  const stryker = path.join(
    ROOT,
    'node_modules/@stryker-mutator/core/bin/stryker.js',
  );
  return run(toolchain.node, [stryker, 'run', ...args], {
    cwd: path.join(ROOT, 'packages/policy-engine'),
    env: { ...FEWER_CASES, ...toolchain.env },
  });
}
