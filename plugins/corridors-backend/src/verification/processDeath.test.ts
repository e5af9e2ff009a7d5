import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { buildFleet } from '@corridors/model';
import knexFactory from 'knex';
import type { Knex } from 'knex';
import { DatabaseRunStore, isRunOver, migrate } from '../database';
import { repositoryFiles } from '../__testUtils__/repository';
import { waitUntil } from '../__testUtils__/waitUntil';
import { RunWorker } from './RunWorker';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

/** Answers that the first process comes to. */
const CELLS = 30;

/** A database that another process can open as well. */
async function shareableConfig(
  databaseId: string,
  folder: string,
): Promise<Knex.Config> {
  if (databaseId === 'SQLITE_3') {
    return {
      client: 'better-sqlite3',
      connection: { filename: path.join(folder, 'runs.sqlite') },
      useNullAsDefault: true,
    };
  }
  const { host, port, user, password, database } = (
    await databases.init('POSTGRES_18')
  ).client.connectionSettings;
  return {
    client: 'pg',
    connection: { host, port: Number(port), user, password, database },
  };
}

describe.each(databases.eachSupportedId())(
  'a run whose process is killed (%s)',
  databaseId => {
    let folder: string;
    let child: ChildProcess | undefined;

    beforeAll(async () => {
      folder = await mkdtemp(path.join(os.tmpdir(), 'corridors-runs-'));
    });

    afterAll(async () => {
      child?.kill('SIGKILL');
      await rm(folder, { recursive: true, force: true });
    });

    it('is resumed by the next process, with the cells of the first kept', async () => {
      const config = await shareableConfig(databaseId, folder);
      const knex = knexFactory(config);
      await migrate(knex);
      const store = DatabaseRunStore.create(knex);
      await store.createOrJoin({
        id: 'run-1',
        scope: { kind: 'environment', environment: 'single1' },
        views: ['observed'],
        requestedBy: 'user:default/ada',
        createdAt: new Date().toISOString(),
      });
      child = spawn(
        process.execPath,
        [
          '--require',
          require.resolve('@backstage/cli/config/nodeTransform.cjs'),
          path.resolve(__dirname, '../__testUtils__/runWorkerProcess.ts'),
          JSON.stringify({ knex: config, cells: CELLS }),
        ],
        { stdio: ['ignore', 'ignore', 'inherit'] },
      );
      await waitUntil(
        async () =>
          (await store.get('run-1'))?.progress.answered ? true : undefined,
        60_000,
      );
      const exit = once(child, 'exit');
      child.kill('SIGKILL');
      expect(await exit).toEqual([null, 'SIGKILL']);
      const before = await store.answers('run-1', { views: ['observed'] });
      expect(await store.get('run-1')).toMatchObject({
        state: 'running',
        claimedBy: `process-${child?.pid}`,
      });

      const asked: string[] = [];
      const fleet = buildFleet(
        Object.entries(repositoryFiles()).map(([file, content]) => ({
          path: file,
          content,
        })),
      );
      const worker = RunWorker.create({
        store,
        tree: () => ({ fleet, files: new Map() }),
        createView: async () => ({
          source: {
            view: 'observed',
            async *fill(cells) {
              for (const { id } of cells) {
                asked.push(id);
                yield {
                  cell: id,
                  view: 'observed',
                  covered: true,
                  verdict: 'deny',
                  evidence: [],
                };
              }
            },
          },
        }),
        notifier: { notify: () => {} },
        onEnded: async () => {},
        logger: mockServices.logger.mock(),
        clock: () => new Date(),
        worker: 'restarted',
        timings: { poll: 50, stale: 1_000 },
      });
      worker.start();
      const run = await waitUntil(async () => {
        const found = await store.get('run-1');
        return found && isRunOver(found.state) ? found : undefined;
      });
      await worker.stop();
      expect(run).toMatchObject({
        state: 'succeeded',
        claimedBy: 'restarted',
        attempts: 2,
      });
      expect(before.length).toBeGreaterThan(0);
      expect(
        asked.filter(id => before.some(({ cell }) => cell === id)),
      ).toEqual([]);
      const after = await store.answers('run-1', { views: ['observed'] });
      expect(after).toHaveLength(run.outcome?.cells ?? 0);
      expect(
        after.filter(
          answer =>
            answer.covered &&
            answer.evidence[0]?.summary === 'by the first process',
        ),
      ).toHaveLength(before.length);
      await knex.destroy();
    }, 90_000);
  },
);
