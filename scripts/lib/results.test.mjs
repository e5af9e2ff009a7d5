import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { countJest } from './results.mjs';

function report(content) {
  const file = path.join(
    fs.mkdtempSync(path.join(os.tmpdir(), 'results-')),
    'jest.json',
  );
  fs.writeFileSync(file, JSON.stringify(content));
  return file;
}

test('counts skipped tests and suites that did not load as failures', () => {
  assert.deepEqual(
    countJest(
      report({
        numPassedTests: 10,
        numFailedTests: 1,
        numRuntimeErrorTestSuites: 2,
        numPendingTests: 3,
        numTodoTests: 4,
      }),
    ),
    { passed: 10, failed: 10 },
  );
});

test('counts a run that wrote no report as failed', () => {
  assert.deepEqual(countJest('/does/not/exist.json'), { passed: 0, failed: 1 });
});
