import knexFactory from 'knex';
import type { Knex } from 'knex';
import { buildFleet } from '@corridors/model';
import { DatabaseRunStore } from '../database';
import { RunWorker } from '../verification';
import { repositoryFiles } from './repository';

/**
 * A process of its own that works on runs, to be killed in the middle: it answers as many cells as it is told, then
 * waits for ever. Its input is one JSON argument: the knex configuration and the number of cells.
 */
const input: { knex: Knex.Config; cells: number } = JSON.parse(
  process.argv[2] ?? '{}',
);
const fleet = buildFleet(
  Object.entries(repositoryFiles()).map(([path, content]) => ({
    path,
    content,
  })),
);
const log = () => {};

RunWorker.create({
  store: DatabaseRunStore.create(knexFactory(input.knex)),
  tree: () => ({ fleet, files: new Map() }),
  createView: async () => ({
    source: {
      view: 'observed',
      async *fill(cells) {
        for (const cell of cells.slice(0, input.cells)) {
          yield {
            cell: cell.id,
            view: 'observed',
            covered: true,
            verdict: 'deny',
            evidence: [
              {
                at: new Date().toISOString(),
                summary: 'by the first process',
                source: 'test',
              },
            ],
          };
        }
        await new Promise(() => {});
      },
    },
  }),
  notifier: { notify: () => {} },
  onEnded: async () => {},
  logger: {
    error: log,
    warn: log,
    info: log,
    debug: log,
    child: () => ({}),
  } as never,
  clock: () => new Date(),
  worker: `process-${process.pid}`,
}).start();
