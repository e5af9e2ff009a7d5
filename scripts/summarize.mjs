#!/usr/bin/env node
/** Adds up what the named suites recorded, as the one line that ends a CI run. A suite that recorded nothing failed. */
import fs from 'node:fs';
import path from 'node:path';
import { RESULTS } from './lib/paths.mjs';

const totals = { passed: 0, failed: 0 };
for (const suite of process.argv.slice(2)) {
  const file = path.join(RESULTS, `${suite}.json`);
  const { passed, failed } = fs.existsSync(file)
    ? JSON.parse(fs.readFileSync(file, 'utf8'))
    : { passed: 0, failed: 1 };
  console.log(`${suite}: ${passed} passed, ${failed} failed`);
  totals.passed += passed;
  totals.failed += failed;
}
console.log(`${totals.passed} passed, ${totals.failed} failed`);
process.exitCode = totals.failed > 0 ? 1 : 0;
