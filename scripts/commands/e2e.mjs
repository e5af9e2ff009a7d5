import fs from 'node:fs';
import path from 'node:path';
import { CommandFailed, run } from '../lib/process.mjs';
import { RESULTS, ROOT } from '../lib/paths.mjs';
import { recordResult } from '../lib/results.mjs';
import { ensureSetup } from '../lib/setup.mjs';

const BROWSERS = [
  process.env.CHROMIUM_PATH,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

function findBrowser() {
  const browser = BROWSERS.find(file => file && fs.existsSync(file));
  if (!browser) {
    throw new CommandFailed(
      'The end-to-end suite needs Chromium. Install it (on Debian: `apt-get install chromium`) or name it in CHROMIUM_PATH.',
    );
  }
  return browser;
}

function countPlaywright(file) {
  if (!fs.existsSync(file)) {
    return { passed: 0, failed: 1 };
  }
  const { stats, errors } = JSON.parse(fs.readFileSync(file, 'utf8'));
  return {
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky + stats.skipped + errors.length,
  };
}

/** `npm run test:e2e`: the portal and the sandbox in Chromium, as a person would use them. */
export default async function e2e(toolchain, args) {
  await ensureSetup(toolchain);
  const browser = findBrowser();
  const report = path.join(RESULTS, 'playwright.json');
  fs.mkdirSync(RESULTS, { recursive: true });
  fs.rmSync(report, { force: true });
  const code = await run(
    toolchain.node,
    [
      path.join(ROOT, 'node_modules/@playwright/test/cli.js'),
      'test',
      '--config',
      'test/e2e/playwright.config.ts',
      ...args,
    ],
    {
      cwd: ROOT,
      env: {
        ...toolchain.env,
        CHROMIUM_PATH: browser,
        PLAYWRIGHT_JSON_OUTPUT_FILE: report,
      },
    },
  );
  const counts = countPlaywright(report);
  recordResult('e2e', {
    passed: counts.passed,
    failed: Math.max(counts.failed, code === 0 ? 0 : 1),
  });
  return code;
}
