import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { findBenchmarks } from './benchmarks.mjs';

let folder;

before(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'benchmarks-'));
  for (const file of ['fleet.bench.ts', 'cells.bench.ts', 'notes.md']) {
    fs.writeFileSync(path.join(folder, file), '');
  }
});

after(() => fs.rmSync(folder, { recursive: true }));

test('takes every benchmark when none is named', () => {
  assert.deepEqual(
    findBenchmarks(folder, []).map(({ name }) => name),
    ['cells', 'fleet'],
  );
});

test('takes the named ones in their order', () => {
  assert.deepEqual(findBenchmarks(folder, ['fleet']), [
    { name: 'fleet', file: path.join(folder, 'fleet.bench.ts') },
  ]);
});

test('refuses a name that it does not know, and says which there are', () => {
  assert.throws(
    () => findBenchmarks(folder, ['notes']),
    /no benchmark notes. Known: cells, fleet/,
  );
});
