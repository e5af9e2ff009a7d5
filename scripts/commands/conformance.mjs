import fs from 'node:fs';
import path from 'node:path';
import { run } from '../lib/process.mjs';
import { RESULTS, ROOT } from '../lib/paths.mjs';
import { countJest, recordResult } from '../lib/results.mjs';
import { ensureSetup } from '../lib/setup.mjs';

/** `npm run test:conformance`: against servers, clients and schemas that others wrote. */
export default async function conformance(toolchain, args) {
  await ensureSetup(toolchain);
  fs.mkdirSync(RESULTS, { recursive: true });
  const report = path.join(RESULTS, 'conformance-jest.json');
  fs.rmSync(report, { force: true });
  const jest = path.join(ROOT, 'node_modules/jest/bin/jest.js');
  const code = await run(
    toolchain.node,
    [
      jest,
      '--config',
      'test/conformance/jest.config.js',
      '--runInBand',
      '--json',
      `--outputFile=${report}`,
      ...args,
    ],
    { cwd: ROOT, env: toolchain.env },
  );
  const counts = countJest(report);
  recordResult('conformance', {
    passed: counts.passed,
    failed: Math.max(counts.failed, code === 0 ? 0 : 1),
  });
  return code;
}
