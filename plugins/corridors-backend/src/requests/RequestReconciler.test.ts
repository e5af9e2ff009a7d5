import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import type { CorridorState } from '@corridors/model';
import { ForgeError } from '@corridors/plugin-corridors-node';
import { DatabaseRequestStore, migrate, type StoredRequest } from '../database';
import { collectSignals } from '../__testUtils__/collectSignals';
import { FakeForge } from '../__testUtils__/FakeForge';
import { corridorYaml } from '../__testUtils__/repository';
import { RequestReconciler } from './RequestReconciler';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

const reserved: StoredRequest = {
  id: 'request-1',
  corridor: 'gha3',
  environment: 'single1',
  kind: 'create',
  state: 'reserved',
  requestedBy: 'user:default/ada',
  owner: 'group:default/gha',
  createdAt: '2026-11-23T10:00:00.000Z',
  updatedAt: '2026-11-23T10:00:00.000Z',
  reservedUntil: '2026-11-23T10:15:00.000Z',
  branch: 'corridors/gha3',
  filesDigest: 'sha256:abc',
  revision: 1,
};
const entry = {
  at: reserved.createdAt,
  event: 'reserved',
  detail: 'Asked for',
};

describe.each(databases.eachSupportedId())(
  'RequestReconciler (%s)',
  databaseId => {
    async function setUp({ path = '' } = {}) {
      const knex = await databases.init(databaseId);
      await migrate(knex);
      const store = DatabaseRequestStore.create(knex);
      const forge = new FakeForge();
      const notifier = collectSignals();
      const corridors = new Map<string, CorridorState>();
      let merged: (() => void) | undefined;
      let ids = 0;
      const reconciler = RequestReconciler.create({
        store,
        forge,
        notifier,
        gitops: {
          repoUrl: 'http://forge.example/platform/gitops',
          branch: 'main',
          path,
          frequencySeconds: 15,
        },
        knowledge: {
          tree: () => undefined,
          isRepositoryLive: () => true,
          stateOf: name => {
            const state = corridors.get(name);
            return state && { state, reason: 'because' };
          },
          isForeignNamespace: () => false,
          refresh: async () => merged?.(),
        },
        logger: mockServices.logger.mock(),
        clock: () => new Date('2026-11-23T10:05:00.000Z'),
        createId: () => {
          ids += 1;
          return `adopted-${ids}`;
        },
      });
      return {
        store,
        forge,
        notifier,
        corridors,
        reconciler,
        onRefresh: (callback: () => void) => {
          merged = callback;
        },
        events: async (id: string) =>
          ((await store.timelines([id])).get(id) ?? []).map(
            ({ event }) => event,
          ),
      };
    }

    it('takes a request from its reservation to ready', async () => {
      const {
        store,
        forge,
        corridors,
        reconciler,
        notifier,
        onRefresh,
        events,
      } = await setUp();
      await store.reserve(reserved, entry);
      await reconciler.reconcile();
      expect((await store.get('request-1'))?.state).toBe('reserved');
      forge.open(7, 'corridors/gha3');
      await reconciler.reconcile();
      expect(await store.get('request-1')).toMatchObject({
        state: 'open',
        pullRequest: { number: 7 },
      });
      forge.set(7, { state: 'merged' });
      onRefresh(() => corridors.set('gha3', 'provisioning'));
      await reconciler.reconcile();
      expect((await store.get('request-1'))?.state).toBe('provisioning');
      corridors.set('gha3', 'ready');
      await reconciler.reconcile();
      expect(await store.get('request-1')).toMatchObject({
        state: 'ready',
        pullRequest: { state: 'merged' },
      });
      expect(await events('request-1')).toEqual([
        'reserved',
        'pull-request-found',
        'merged',
        'provisioning',
        'ready',
      ]);
      expect(notifier.signals.map(({ id }) => id)).toEqual(
        Array(4).fill('request-1'),
      );
      await expect(store.list({ open: true })).resolves.toEqual([]);
    });

    it('leaves requests as they are while the forge is down, and goes on afterwards', async () => {
      const { store, forge, reconciler } = await setUp();
      await store.reserve(reserved, entry);
      forge.open(7, 'corridors/gha3');
      forge.failure = new ForgeError('unavailable', 'GitHub answers 502');
      await reconciler.reconcile();
      expect((await store.get('request-1'))?.state).toBe('reserved');
      forge.failure = undefined;
      await reconciler.reconcile();
      expect((await store.get('request-1'))?.state).toBe('open');
    });

    it.each([
      ['', 'corridors/gha3'],
      ['fleet', 'fleet/corridors/gha3'],
    ])(
      'adopts a pull request whose record was lost (folder "%s")',
      async (path, folder) => {
        const { store, forge, reconciler, events } = await setUp({ path });
        const { headSha } = forge.open(9, 'corridors/gha3');
        forge.trees.set(headSha, [
          { path: `${folder}/corridor.yaml`, content: corridorYaml('gha3') },
        ]);
        await reconciler.reconcile();
        await reconciler.reconcile();
        const [adopted, ...more] = await store.list({ open: true });
        expect(more).toEqual([]);
        expect(adopted).toMatchObject({
          corridor: 'gha3',
          environment: 'single1',
          owner: 'group:default/gha',
          state: 'open',
          kind: 'create',
          requestedBy: 'forge:ada-at-forge',
          pullRequest: { number: 9 },
        });
        expect(await events('adopted-1')).toEqual(['adopted']);
      },
    );

    it.each([
      ['no spec', 'corridors/gha3', []],
      [
        'a spec of another corridor',
        'corridors/gha3',
        [
          {
            path: 'corridors/gha3/corridor.yaml',
            content: corridorYaml('gha4'),
          },
        ],
      ],
      [
        'an unreadable spec',
        'corridors/gha3',
        [{ path: 'corridors/gha3/corridor.yaml', content: '- no' }],
      ],
      ['a branch that names no corridor', 'corridors/a/b', []],
    ])('adopts nothing with %s', async (_what, branch, files) => {
      const { store, forge, reconciler } = await setUp();
      const { headSha } = forge.open(9, branch);
      forge.trees.set(headSha, files);
      await reconciler.reconcile();
      await expect(store.list()).resolves.toEqual([]);
    });
  },
);
