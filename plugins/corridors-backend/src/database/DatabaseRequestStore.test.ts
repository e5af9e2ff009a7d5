import { TestDatabases } from '@backstage/backend-test-utils';
import { DatabaseRequestStore } from './DatabaseRequestStore';
import { migrate } from './migrate';
import type { StoredRequest } from './RequestStore';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

const reserved: StoredRequest = {
  id: 'request-1',
  corridor: 'gha1',
  environment: 'single1',
  kind: 'create',
  state: 'reserved',
  requestedBy: 'user:default/ada',
  owner: 'group:default/gha',
  createdAt: '2026-11-23T10:00:00.000Z',
  updatedAt: '2026-11-23T10:00:00.000Z',
  reservedUntil: '2026-11-23T10:15:00.000Z',
  branch: 'corridors/gha1',
  filesDigest: 'sha256:abc',
  revision: 1,
};

const pullRequest = {
  url: 'http://forge.example/platform/gitops/pull/7',
  number: 7,
  branch: 'corridors/gha1',
  headSha: 'a'.repeat(40),
  state: 'open' as const,
  checkedAt: '2026-11-23T10:01:00.000Z',
};

const entry = {
  at: '2026-11-23T10:00:00.000Z',
  event: 'reserved',
  detail: 'Asked for',
  by: 'user:default/ada',
};

describe.each(databases.eachSupportedId())(
  'DatabaseRequestStore (%s)',
  databaseId => {
    let store: DatabaseRequestStore;

    beforeEach(async () => {
      const knex = await databases.init(databaseId);
      await migrate(knex);
      store = DatabaseRequestStore.create(knex);
    });

    it('keeps a request with its timeline', async () => {
      await expect(store.reserve(reserved, entry)).resolves.toEqual({
        reserved: true,
      });
      await expect(store.get('request-1')).resolves.toEqual(reserved);
      expect((await store.timelines(['request-1'])).get('request-1')).toEqual([
        entry,
      ]);
    });

    it('reserves a corridor once, however many ask at a time', async () => {
      const answers = await Promise.all(
        [1, 2, 3, 4].map(n =>
          store.reserve({ ...reserved, id: `request-${n}` }, entry),
        ),
      );
      expect(answers.filter(answer => answer.reserved)).toHaveLength(1);
      const [winner] = await store.list({ open: true });
      for (const answer of answers) {
        expect(answer.reserved || answer.open.id === winner?.id).toBe(true);
      }
      await expect(store.list()).resolves.toHaveLength(1);
      const ids = [1, 2, 3, 4].map(n => `request-${n}`);
      expect([...(await store.timelines(ids)).values()].flat()).toHaveLength(1);
    });

    it('lets a corridor be asked for again once its request is over', async () => {
      await store.reserve(reserved, entry);
      await store.change(
        reserved,
        { state: 'closed' },
        [],
        '2026-11-23T10:02:00.000Z',
      );
      await expect(
        store.reserve({ ...reserved, id: 'request-2' }, entry),
      ).resolves.toEqual({ reserved: true });
      const all = await store.list({ corridor: 'gha1' });
      expect(all.map(({ id }) => id).sort()).toEqual([
        'request-1',
        'request-2',
      ]);
    });

    it('records a pull request and ends the reservation', async () => {
      await store.reserve(reserved, entry);
      const opened = { ...entry, event: 'pull-request-opened' };
      const changed = await store.change(
        reserved,
        { state: 'open', pullRequest, reservedUntil: null },
        [opened],
        '2026-11-23T10:01:00.000Z',
      );
      expect(changed).toMatchObject({
        state: 'open',
        pullRequest,
        reservedUntil: undefined,
        revision: 2,
      });
      await expect(store.get('request-1')).resolves.toEqual(changed);
      expect((await store.timelines(['request-1'])).get('request-1')).toEqual([
        entry,
        opened,
      ]);
    });

    it('refuses a change that was decided on an older revision', async () => {
      await store.reserve(reserved, entry);
      await store.change(
        reserved,
        { state: 'open', pullRequest },
        [],
        '2026-11-23T10:01:00.000Z',
      );
      await expect(
        store.change(
          reserved,
          { state: 'failed' },
          [entry],
          '2026-11-23T10:02:00.000Z',
        ),
      ).resolves.toBe(undefined);
      await expect(store.get('request-1')).resolves.toMatchObject({
        state: 'open',
      });
      expect((await store.timelines(['request-1'])).get('request-1')).toEqual([
        entry,
      ]);
    });

    it('prunes what was over before a point in time, timelines and all', async () => {
      await store.reserve(reserved, entry);
      await expect(store.prune('2027-01-01T00:00:00.000Z')).resolves.toBe(0);
      await store.change(
        reserved,
        { state: 'closed' },
        [],
        '2026-11-23T10:02:00.000Z',
      );
      await expect(store.prune('2026-11-23T10:02:00.000Z')).resolves.toBe(0);
      await expect(store.prune('2026-11-23T10:03:00.000Z')).resolves.toBe(1);
      expect((await store.timelines(['request-1'])).get('request-1')).toEqual(
        [],
      );
    });
  },
);
