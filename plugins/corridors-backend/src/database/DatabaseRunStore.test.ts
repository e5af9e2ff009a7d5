import { TestDatabases } from '@backstage/backend-test-utils';
import type { CellAnswer } from '@corridors/model';
import { DatabaseRunStore } from './DatabaseRunStore';
import { migrate } from './migrate';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

const T0 = '2026-11-23T10:00:00.000Z';
const T1 = '2026-11-23T10:00:10.000Z';
const T2 = '2026-11-23T10:00:40.000Z';

const queued = {
  id: 'run-1',
  scope: { kind: 'corridor' as const, corridor: 'gha1' },
  views: ['observed' as const, 'intended' as const],
  requestedBy: 'user:default/ada',
  createdAt: T0,
};

const answer = (cell: string, verdict: 'allow' | 'deny'): CellAnswer => ({
  cell,
  view: 'observed',
  covered: true,
  verdict,
  evidence: [{ at: T0, summary: 'HTTP 200', source: 's3' }],
});

describe.each(databases.eachSupportedId())(
  'DatabaseRunStore (%s)',
  databaseId => {
    let store: DatabaseRunStore;

    beforeEach(async () => {
      const knex = await databases.init(databaseId);
      await migrate(knex);
      store = DatabaseRunStore.create(knex);
    });

    it('joins an open run of the same scope and views, in whatever order they are named', async () => {
      const first = await store.createOrJoin(queued);
      expect(first).toMatchObject({
        joined: false,
        run: { id: 'run-1', state: 'queued', revision: 1 },
      });
      const second = await store.createOrJoin({
        ...queued,
        id: 'run-2',
        views: ['intended', 'observed'],
      });
      expect(second).toMatchObject({ joined: true, run: { id: 'run-1' } });
      const other = await store.createOrJoin({
        ...queued,
        id: 'run-3',
        views: ['intended'],
      });
      expect(other).toMatchObject({ joined: false, run: { id: 'run-3' } });
    });

    it('gives a queued run to exactly one of several workers', async () => {
      await store.createOrJoin(queued);
      const claims = await Promise.all(
        ['a', 'b', 'c', 'd'].map(worker => store.claim(worker, T1, T0)),
      );
      expect(claims.filter(Boolean)).toHaveLength(1);
      await expect(store.get('run-1')).resolves.toMatchObject({
        state: 'running',
        attempts: 1,
        startedAt: T1,
      });
    });

    it('gives a run whose heartbeat stopped to exactly one other worker, with its answers', async () => {
      await store.createOrJoin(queued);
      await store.claim('dead', T0, T0);
      await store.saveAnswers('run-1', 'dead', [answer('a list b', 'deny')], {
        phase: 'probing',
        answered: 1,
      });
      await expect(store.claim('early', T1, T0)).resolves.toBe(undefined);
      const claims = await Promise.all(
        ['a', 'b', 'c'].map(worker => store.claim(worker, T2, T1)),
      );
      const [taken, ...more] = claims.filter(Boolean);
      expect(more).toEqual([]);
      expect(taken).toMatchObject({
        attempts: 2,
        startedAt: T0,
        heartbeatAt: T2,
      });
      await expect(store.answers('run-1')).resolves.toEqual([
        answer('a list b', 'deny'),
      ]);
      await expect(store.heartbeat('run-1', 'dead', T2)).resolves.toBe(false);
      await expect(
        store.saveAnswers('run-1', 'dead', [answer('a list b', 'allow')], {
          phase: 'probing',
          answered: 1,
        }),
      ).resolves.toBe(false);
      await expect(store.answers('run-1')).resolves.toEqual([
        answer('a list b', 'deny'),
      ]);
    });

    it('replaces an answer that is given again and grows the revision', async () => {
      await store.createOrJoin(queued);
      await store.claim('w', T0, T0);
      const before = await store.get('run-1');
      const many = Array.from({ length: 1200 }, (_, index) =>
        answer(`a list ${index}`, 'deny'),
      );
      await store.saveAnswers('run-1', 'w', many, {
        phase: 'probing',
        answered: 1200,
      });
      await store.saveAnswers('run-1', 'w', [answer('a list 7', 'allow')], {
        phase: 'retrying',
        answered: 1200,
      });
      await expect(store.answers('run-1')).resolves.toHaveLength(1200);
      await expect(
        store.answers('run-1', { cells: ['a list 7'] }),
      ).resolves.toEqual([answer('a list 7', 'allow')]);
      await expect(
        store.answers('run-1', { views: ['intended'] }),
      ).resolves.toEqual([]);
      const after = await store.get('run-1');
      expect(after).toMatchObject({
        progress: { phase: 'retrying', answered: 1200 },
      });
      expect(after?.revision).toBe((before?.revision ?? 0) + 2);
    });

    it('cancels a run under its worker, who learns of it', async () => {
      await store.createOrJoin(queued);
      await store.claim('w', T0, T0);
      await expect(store.cancel('run-1', T1)).resolves.toMatchObject({
        state: 'cancelled',
        finishedAt: T1,
      });
      await expect(store.heartbeat('run-1', 'w', T1)).resolves.toBe(false);
      await expect(
        store.finish('run-1', 'w', { state: 'succeeded', at: T1 }),
      ).resolves.toBe(false);
      await expect(store.cancel('run-1', T1)).resolves.toBe(undefined);
      await expect(store.cancel('nothing', T1)).resolves.toBe(undefined);
    });

    it('keeps plan and outcome, and lets the scope be verified again', async () => {
      await store.createOrJoin(queued);
      await store.claim('w', T0, T0);
      const plan = {
        accountId: '111122223333',
        identities: [{ kind: 'anonymous' as const, id: 'anonymous' as const }],
        resources: [],
        standingWeaknesses: [],
        baseContext: { 'aws:SecureTransport': 'true' },
        probedFrom: 'the portal',
      };
      const outcome = {
        findings: [],
        coverage: [
          { view: 'observed' as const, cells: 1, covered: 1, notCovered: [] },
        ],
        cells: 1,
        covered: 1,
      };
      await store.savePlan('run-1', 'w', plan, 1);
      await expect(
        store.finish('run-1', 'w', { state: 'succeeded', at: T1, outcome }),
      ).resolves.toBe(true);
      await expect(store.get('run-1')).resolves.toMatchObject({
        plan,
        outcome,
        progress: { phase: 'done', cells: 1 },
      });
      await expect(
        store.createOrJoin({ ...queued, id: 'run-2', createdAt: T2 }),
      ).resolves.toMatchObject({ joined: false });
      expect(
        (await store.list({ scopes: [queued.scope] })).map(({ id }) => id),
      ).toEqual(['run-2', 'run-1']);
      await expect(store.list({ states: ['succeeded'] })).resolves.toHaveLength(
        1,
      );
    });

    it('finds the newest observed success of each scope', async () => {
      const runs = [
        {
          id: 'old',
          views: ['observed' as const],
          at: T0,
          state: 'succeeded' as const,
        },
        {
          id: 'new',
          views: ['observed' as const],
          at: T1,
          state: 'succeeded' as const,
        },
        {
          id: 'failed',
          views: ['observed' as const],
          at: T2,
          state: 'failed' as const,
        },
        {
          id: 'unobserved',
          views: ['intended' as const],
          at: T2,
          state: 'succeeded' as const,
        },
      ];
      for (const { id, views, at, state } of runs) {
        await store.createOrJoin({ ...queued, id, views });
        await store.claim('w', T0, T0);
        await store.finish(id, 'w', { state, at });
      }
      expect((await store.listLatestObserved()).map(({ id }) => id)).toEqual([
        'new',
      ]);
    });

    it('keeps what a view says of many cells instead of what it said before, until the run is pruned', async () => {
      const denied = { covered: true, verdict: 'deny', evidence: [] } as const;
      const notCovered = {
        covered: false,
        reason: 'not-configured',
        detail: 'live is false',
      } as const;
      const progress = { phase: 'evaluating', answered: 3 } as const;
      await store.createOrJoin(queued);
      await store.claim('w', T0, T0);
      const save = (
        worker: string,
        view: 'declared' | 'observed',
        said: typeof denied | typeof notCovered,
        cells: string,
      ) =>
        store.saveRolledUp(
          'run-1',
          worker,
          view,
          [{ view, answer: said, cells }],
          progress,
        );
      await save('w', 'observed', notCovered, '0-9');
      await save('w', 'declared', denied, '0-3');
      await expect(save('w', 'declared', denied, '0-3,7')).resolves.toBe(true);
      await expect(save('other', 'declared', denied, '')).resolves.toBe(false);
      await expect(store.rolledUp('run-1')).resolves.toEqual([
        { view: 'declared', answer: denied, cells: '0-3,7' },
        { view: 'observed', answer: notCovered, cells: '0-9' },
      ]);
      await expect(store.rolledUp('run-1', ['observed'])).resolves.toHaveLength(
        1,
      );
      await expect(store.get('run-1')).resolves.toMatchObject({ progress });
      await store.finish('run-1', 'w', { state: 'failed', at: T1 });
      await store.prune(T2);
      await expect(store.rolledUp('run-1')).resolves.toEqual([]);
    });

    it('keeps what was found for all names', async () => {
      await store.createOrJoin(queued);
      await store.claim('w', T0, T0);
      await expect(store.get('run-1')).resolves.toMatchObject({ analyses: [] });
      const analysis = {
        view: 'declared' as const,
        asOf: T0,
        proved: {
          principals: 1,
          regions: 2,
          identities: 3,
          resources: 4,
          cells: 5,
        },
        notUnderstood: [
          { code: 'policy', severity: 'error' as const, message: 'no' },
        ],
        notCovered: ['access points'],
        findings: [
          {
            id: 'leak:1',
            kind: 'leak' as const,
            title: 'gha1 reaches gha2',
            explanation: 'It must not.',
            nextAction: 'Remove it.',
            cells: [],
            views: ['declared' as const],
            environments: ['single1'],
            corridors: ['gha1', 'gha2'],
            witness: 'arn:aws:s3:::gha2-x',
            statements: [
              {
                policy: 'p',
                kind: 'identity' as const,
                statement: 0,
                file: 'a.yaml',
                line: 3,
              },
            ],
          },
        ],
      };
      await expect(
        store.saveAnalyses('run-1', 'other', [analysis]),
      ).resolves.toBe(false);
      await expect(store.saveAnalyses('run-1', 'w', [analysis])).resolves.toBe(
        true,
      );
      await expect(store.get('run-1')).resolves.toMatchObject({
        analyses: [analysis],
      });
    });

    it('gives a released run back to the queue', async () => {
      await store.createOrJoin(queued);
      await store.claim('leaving', T0, T0);
      await store.release('run-1', 'leaving');
      await expect(store.claim('next', T1, T0)).resolves.toMatchObject({
        id: 'run-1',
        claimedBy: 'next',
        attempts: 2,
      });
    });

    it('prunes runs that ended before a point in time, answers and all', async () => {
      await store.createOrJoin(queued);
      await store.claim('w', T0, T0);
      await store.saveAnswers('run-1', 'w', [answer('a list b', 'deny')], {
        phase: 'probing',
        answered: 1,
      });
      await expect(store.prune(T2)).resolves.toBe(0);
      await store.finish('run-1', 'w', {
        state: 'failed',
        at: T1,
        error: 'no',
      });
      await expect(store.prune(T2)).resolves.toBe(1);
      await expect(store.answers('run-1')).resolves.toEqual([]);
    });
  },
);
