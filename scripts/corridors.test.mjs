import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { ROOT } from './lib/paths.mjs';

/** Calls `npm run --silent corridors -- <args>` as from another folder. */
function corridors(args, { cwd = os.tmpdir(), input = '' } = {}) {
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  return spawnSync(
    npm,
    ['--prefix', ROOT, 'run', '--silent', 'corridors', '--', ...args],
    {
      cwd,
      input,
      encoding: 'utf8',
      shell: npm.endsWith('.cmd'),
      env: { ...process.env, INIT_CWD: undefined },
    },
  );
}

test('answers on standard output and says nothing else there', () => {
  const { status, stdout, stderr } = corridors(['evaluate'], { input: '{}\n' });
  assert.equal(stderr, '');
  assert.equal(status, 0);
  assert.equal(stdout.split('\n').length, 2);
  assert.equal(JSON.parse(stdout).error.code, 'missing-member');
});

test('takes paths from where it is called, and ends with the exit code of the command', context => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'corridors-'));
  context.after(() => fs.rmSync(folder, { recursive: true }));
  fs.mkdirSync(path.join(folder, 'repository/environments'), {
    recursive: true,
  });
  assert.equal(corridors(['render', 'repository'], { cwd: folder }).status, 0);
  const { status, stderr } = corridors(['render', 'nowhere'], { cwd: folder });
  assert.equal(status, 2);
  assert.match(
    stderr,
    new RegExp(`${path.basename(folder)}/nowhere cannot be`),
  );
});

test('ends quietly when nobody reads on', () => {
  const line = `${JSON.stringify({ id: 1, request: {} })}\n`;
  const { status, stderr } = spawnSync(
    'sh',
    [
      '-c',
      `"${process.execPath}" scripts/corridors.mjs evaluate | head -n 1 >/dev/null`,
    ],
    { cwd: ROOT, input: line.repeat(200_000), encoding: 'utf8' },
  );
  assert.equal(stderr, '');
  assert.equal(status, 0);
});
