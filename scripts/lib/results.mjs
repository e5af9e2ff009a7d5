import fs from 'node:fs';
import path from 'node:path';
import { RESULTS } from './paths.mjs';

/** Keeps what a suite counted, for the closing line of CI. */
export function recordResult(suite, { passed, failed }) {
  fs.mkdirSync(RESULTS, { recursive: true });
  fs.writeFileSync(
    path.join(RESULTS, `${suite}.json`),
    `${JSON.stringify({ suite, passed, failed })}\n`,
  );
}

/** Counts of a jest run from its `--json` file. A suite that did not load counts as one failure. */
export function countJest(file) {
  if (!fs.existsSync(file)) {
    return { passed: 0, failed: 1 };
  }
  const result = JSON.parse(fs.readFileSync(file, 'utf8'));
  return {
    passed: result.numPassedTests,
    failed:
      result.numFailedTests +
      result.numRuntimeErrorTestSuites +
      result.numPendingTests +
      result.numTodoTests,
  };
}
