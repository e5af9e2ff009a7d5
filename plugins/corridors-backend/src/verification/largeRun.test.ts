import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { renderCorridor } from '@corridors/manifests';
import { buildFleet, type Fleet } from '@corridors/model';
import { collectSignals } from '../__testUtils__/collectSignals';
import {
  corridorYaml,
  environmentYaml,
  platformFiles,
} from '../__testUtils__/repository';
import { waitUntil } from '../__testUtils__/waitUntil';
import { DatabaseRunStore, isRunOver, migrate } from '../database';
import type { RepositoryTree } from '../inventory';
import { configuredView } from './configuredView';
import { declaredView } from './declaredView';
import { describeRunMatrix, viewRun } from './describeRun';
import { RunWorker } from './RunWorker';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

const CORRIDORS = 200;
/** Corridors, node role and anonymous × a bucket of each and the shared one; roles to assume, but not one's own. */
const CELLS =
  (CORRIDORS + 2) * (CORRIDORS + 1) * 5 + (CORRIDORS + 1) * CORRIDORS;
/** One by one they would be some 250 MB. */
const LIMIT_BYTES = 5_000_000;
const LIMIT_MILLISECONDS = 120_000;
const AS_OF = '2026-11-23T10:00:00.000Z';

/** A repository of many corridors in one account, rendered. */
function largeRepository(): RepositoryTree {
  const specs = Array.from({ length: CORRIDORS }, (_, index) => {
    const name = `load-${String(index).padStart(4, '0')}`;
    return [`corridors/${name}/corridor.yaml`, corridorYaml(name)] as const;
  });
  const fleet: Fleet = buildFleet(
    [['environments/single1.yaml', environmentYaml] as const, ...specs].map(
      ([path, content]) => ({ path, content }),
    ),
  );
  const [environment] = fleet.environments;
  if (!environment) {
    throw new Error('There is an environment');
  }
  return {
    fleet,
    files: new Map([
      ['environments/single1.yaml', environmentYaml],
      ...Object.entries(platformFiles()),
      ...fleet.corridors.flatMap(corridor =>
        renderCorridor(corridor, environment, fleet).map(
          ({ path, content }) =>
            [`corridors/${corridor.metadata.name}/${path}`, content] as const,
        ),
      ),
    ]),
  };
}

describe.each(databases.eachSupportedId())(
  'a static run of an account with 200 corridors (%s)',
  databaseId => {
    it('ends soon, and is kept and told as what it says', async () => {
      const knex = await databases.init(databaseId);
      await migrate(knex);
      const store = DatabaseRunStore.create(knex);
      const tree = largeRepository();
      const worker = RunWorker.create({
        store,
        tree: () => tree,
        createView: async ({ fleet }, view, matrix) => {
          const declared = declaredView(matrix, tree, AS_OF);
          return view === 'configured' && declared.policies
            ? configuredView(matrix, fleet, {
                isRead: true,
                model: declared.policies.model,
                asOf: AS_OF,
                notCovered: [],
              })
            : declared;
        },
        notifier: collectSignals(),
        onEnded: async () => {},
        logger: mockServices.logger.mock(),
        clock: () => new Date(),
        worker: 'worker',
      });
      await store.createOrJoin({
        id: 'run-1',
        scope: { kind: 'account', accountId: '111122223333' },
        views: ['intended', 'declared', 'configured'],
        requestedBy: 'user:default/pat',
        createdAt: AS_OF,
      });
      worker.start();
      const run = await waitUntil(async () => {
        const found = await store.get('run-1');
        return found && isRunOver(found.state) ? found : undefined;
      }, LIMIT_MILLISECONDS);
      await worker.stop();
      expect(run).toMatchObject({
        state: 'succeeded',
        outcome: { findings: [], cells: CELLS },
        progress: { cells: CELLS, answered: CELLS },
      });

      expect(run.outcome?.covered).toBe(CELLS);

      const [single, rolledUp] = await Promise.all([
        store.answers('run-1'),
        store.rolledUp('run-1'),
      ]);
      const listed = single.length / 3;
      expect(listed).toBeLessThan(10 * CORRIDORS);

      const matrix = describeRunMatrix(
        viewRun(run, { single, rolledUp }, { kind: 'all' }),
      );
      expect(matrix.cells).toHaveLength(listed);
      expect(
        matrix.unlisted.flat().reduce((sum, count) => sum + count, 0),
      ).toBe(CELLS - listed);
      expect(JSON.stringify(matrix).length).toBeLessThan(LIMIT_BYTES);

      const own = viewRun(
        run,
        { single, rolledUp },
        {
          kind: 'some',
          sees: name => name === 'load-0007',
        },
      );
      expect(own.matrix.cells).toHaveLength(
        2 * (5 * (CORRIDORS + 1) + CORRIDORS),
      );
      expect(own.outcome.findings).toEqual([]);
    }, 180_000);
  },
);
