import assert from 'node:assert/strict';
import net from 'node:net';
import { test } from 'node:test';
import { assertPortsFree } from './ports.mjs';

test('names every port that is taken and what wanted it', async () => {
  const server = net.createServer();
  await new Promise(resolve => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address();
  try {
    await assert.rejects(
      assertPortsFree({ 'the portal': port }),
      error =>
        error.message.includes(`${port} (the portal)`) &&
        error.message.includes('End that program'),
    );
  } finally {
    await new Promise(resolve => server.close(resolve));
  }
});

test('lets free ports pass', async () => {
  const server = net.createServer();
  await new Promise(resolve => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address();
  await new Promise(resolve => server.close(resolve));
  await assertPortsFree({ 'the portal': port });
});
