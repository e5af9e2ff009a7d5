import fs from 'node:fs';
import path from 'node:path';
import { run } from '../lib/process.mjs';
import { API_REPORTS } from '../lib/apiReports.mjs';
import { RESULTS, ROOT } from '../lib/paths.mjs';
import { countJest, recordResult } from '../lib/results.mjs';
import { ensureSetup } from '../lib/setup.mjs';

/** What must hold before a change lands, cheapest first. All run, so that one look shows everything that is wrong. */
const STEPS = [
  ['Formatting', 'prettier', ['--check', '--loglevel', 'warn', '.']],
  ['Lint', 'backstage-cli', ['repo', 'lint', '--max-warnings', '0']],
  // Not incremental: the order in which API reports name the members of a union follows from what was checked before.
  ['Types', 'tsc', ['--incremental', 'false', '--noEmit', 'false']],
  ['API reports', 'backstage-repo-tools', [...API_REPORTS, '--ci']],
];

/** `npm test`: formatting, lint, types, API reports, then unit and integration tests. */
export default async function check(toolchain, args) {
  await ensureSetup(toolchain);
  const options = { cwd: ROOT, env: { ...toolchain.env, CI: 'true' } };
  const bin = name =>
    path.join(
      ROOT,
      'node_modules/.bin',
      process.platform === 'win32' ? `${name}.cmd` : name,
    );

  const failures = [];
  let passed = 0;
  for (const [title, file, fileArgs] of STEPS) {
    console.log(`\n▶ ${title}`);
    if ((await run(bin(file), fileArgs, options)) === 0) {
      passed += 1;
    } else {
      failures.push(title);
    }
  }

  console.log('\n▶ Scripts');
  if (
    (await run(
      toolchain.node,
      ['--test', 'scripts/**/*.test.mjs'],
      options,
    )) === 0
  ) {
    passed += 1;
  } else {
    failures.push('Scripts');
  }

  console.log('\n▶ Unit and integration tests');
  fs.mkdirSync(RESULTS, { recursive: true });
  const report = path.join(RESULTS, 'jest.json');
  fs.rmSync(report, { force: true });
  const code = await run(
    bin('backstage-cli'),
    [
      'repo',
      'test',
      '--watchAll=false',
      '--json',
      `--outputFile=${report}`,
      ...args,
    ],
    {
      ...options,
      env: { ...options.env, NODE_OPTIONS: '--max-old-space-size=4096' },
    },
  );
  const tests = countJest(report);
  if (code !== 0) {
    failures.push('Unit and integration tests');
  }

  const failed =
    failures.length -
    (code !== 0 ? 1 : 0) +
    Math.max(tests.failed, code !== 0 ? 1 : 0);
  recordResult('check', { passed: passed + tests.passed, failed });
  if (failures.length > 0) {
    console.error(`\n✗ Failed: ${failures.join(', ')}. Their output is above.`);
    return 1;
  }
  console.log(`\n✓ All checks passed, ${tests.passed} tests.`);
  return 0;
}
