import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { buildFleet, type Cell, type CellAnswer } from '@corridors/model';
import type { ViewSource } from '@corridors/verifier';
import { DatabaseRunStore, isRunOver, migrate } from '../database';
import { collectSignals } from '../__testUtils__/collectSignals';
import { repositoryFiles } from '../__testUtils__/repository';
import { waitUntil } from '../__testUtils__/waitUntil';
import { RunWorker, type RunWorkerOptions } from './RunWorker';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });
const fleet = buildFleet(
  Object.entries(repositoryFiles()).map(([path, content]) => ({
    path,
    content,
  })),
);
const scope = { kind: 'corridor' as const, corridor: 'gha1' };

const denied = ({ id }: Cell): CellAnswer => ({
  cell: id,
  view: 'observed',
  covered: true,
  verdict: 'deny',
  evidence: [
    { at: '2026-11-23T10:00:00.000Z', summary: 'AccessDenied', source: 's3' },
  ],
});

/** Answers what `decide` says, and hangs at the first cell that it says nothing of. */
function observing(
  decide: (cell: Cell, index: number) => CellAnswer | undefined,
  asked: string[] = [],
): ViewSource {
  return {
    view: 'observed',
    async *fill(cells, signal) {
      for (const [index, cell] of cells.entries()) {
        asked.push(cell.id);
        const answer = decide(cell, index);
        if (!answer) {
          await new Promise((_resolve, reject) => {
            signal.addEventListener('abort', () => reject(signal.reason));
          });
        } else {
          yield answer;
        }
      }
    },
  };
}

// What is waited for comes by itself; how soon hangs on what else the machine and the database do.
jest.setTimeout(30_000);

describe.each(databases.eachSupportedId())('RunWorker (%s)', databaseId => {
  const workers: RunWorker[] = [];
  let store: DatabaseRunStore;

  beforeEach(async () => {
    const knex = await databases.init(databaseId);
    await migrate(knex);
    store = DatabaseRunStore.create(knex);
  });

  afterEach(async () => {
    await Promise.all(workers.splice(0).map(worker => worker.stop()));
  });

  function startWorker(
    name: string,
    view: ViewSource | undefined,
    more: Partial<RunWorkerOptions> = {},
  ) {
    const notifier = collectSignals();
    let ended = 0;
    const worker = RunWorker.create({
      store,
      tree: () => ({ fleet, files: new Map() }),
      createView: async () => view && { source: view },
      notifier,
      onEnded: async () => {
        ended += 1;
      },
      logger: mockServices.logger.mock(),
      clock: () => new Date(),
      worker: name,
      timings: { poll: 20, heartbeat: 20, stale: 200 },
      ...more,
    });
    workers.push(worker);
    worker.start();
    return { worker, notifier, ended: () => ended };
  }

  async function queue(
    views: ('intended' | 'observed' | 'declared')[] = ['intended', 'observed'],
  ) {
    const { run } = await store.createOrJoin({
      id: 'run-1',
      scope,
      views,
      requestedBy: 'user:default/ada',
      createdAt: new Date().toISOString(),
    });
    return run;
  }

  const overRun = () =>
    waitUntil(async () => {
      const run = await store.get('run-1');
      return run && isRunOver(run.state) ? run : undefined;
    });

  it('executes a queued run to its findings', async () => {
    await queue();
    const { notifier, ended } = startWorker('a', observing(denied));
    const run = await overRun();
    expect(run).toMatchObject({
      state: 'succeeded',
      attempts: 1,
      progress: { phase: 'done' },
    });
    expect(run.outcome?.cells).toBeGreaterThan(20);
    expect(run.outcome?.covered).toBe(run.outcome?.cells);
    expect(run.outcome?.findings.map(({ kind }) => kind)).toContain('blocked');
    expect(run.plan?.standingWeaknesses).toHaveLength(1);
    await waitUntil(async () => ended() === 1 || undefined);
    const revisions = notifier.signals.map(({ revision }) => revision);
    expect(revisions).toEqual([...revisions].sort((a, b) => a - b));
    expect(revisions.at(-1)).toBe(run.revision);
  });

  it('says of a view that is not available that it covers nothing', async () => {
    await queue(['declared']);
    startWorker('a', undefined);
    const run = await overRun();
    expect(run.outcome).toMatchObject({
      findings: [],
      covered: 0,
      coverage: [
        {
          view: 'declared',
          covered: 0,
          notCovered: [{ reason: 'not-configured' }],
        },
      ],
    });
  });

  it('takes over a run whose worker died, and asks only what was not answered', async () => {
    await queue();
    const answeredByDead: string[] = [];
    const dead = startWorker(
      'dead',
      observing(
        (cell, index) => (index < 5 ? denied(cell) : undefined),
        answeredByDead,
      ),
      {
        // Its heart stops at once, as after kill -9: nothing is released.
        timings: { poll: 20, heartbeat: 60_000, stale: 60_000 },
      },
    );
    await waitUntil(async () =>
      answeredByDead.length === 6 ? true : undefined,
    );
    const before = await store.answers('run-1', { views: ['observed'] });
    const asked: string[] = [];
    startWorker('heir', observing(denied, asked));
    const run = await overRun();
    expect(run).toMatchObject({
      state: 'succeeded',
      attempts: 2,
      claimedBy: 'heir',
    });
    expect(asked.filter(id => before.some(({ cell }) => cell === id))).toEqual(
      [],
    );
    expect(asked.length + before.length).toBe(run.outcome?.cells);
    await dead.worker.stop();
    expect((await store.get('run-1'))?.state).toBe('succeeded');
  });

  it('never takes over what it works on itself, however long it was held up', async () => {
    await queue();
    const asked: string[] = [];
    let looks = 0;
    startWorker(
      'slow',
      observing((cell, index) => (index < 5 ? denied(cell) : undefined), asked),
      {
        tree: () => {
          looks++;
          return { fleet, files: new Map() };
        },
        timings: { poll: 5, heartbeat: 60_000, stale: -60_000 },
      },
    );
    await waitUntil(async () => (asked.length === 6 ? true : undefined));
    const before = looks;
    await waitUntil(async () => (looks >= before + 3 ? true : undefined));
    expect(await store.get('run-1')).toMatchObject({ attempts: 1 });
  });

  it('ends a run as interrupted that ends its process again and again, with its cells kept', async () => {
    await queue();
    const asked: string[] = [];
    const { worker } = startWorker(
      'first',
      observing((cell, index) => (index < 5 ? denied(cell) : undefined), asked),
    );
    await waitUntil(async () => (asked.length === 6 ? true : undefined));
    await worker.stop();
    for (const attempt of [2, 3]) {
      await store.claim(
        `dead-${attempt}`,
        new Date(0).toISOString(),
        new Date().toISOString(),
      );
    }
    startWorker('last', observing(denied));
    const run = await overRun();
    expect(run).toMatchObject({
      state: 'interrupted',
      attempts: 4,
      error: expect.stringContaining('verify again'),
    });
    expect(run.outcome?.cells).toBeGreaterThan(20);
    expect((await store.answers('run-1', { views: ['intended'] })).length).toBe(
      run.outcome?.cells,
    );
  });

  it('stops working on a run that is cancelled', async () => {
    await queue();
    const asked: string[] = [];
    const { worker } = startWorker(
      'a',
      observing((cell, index) => (index < 3 ? denied(cell) : undefined), asked),
    );
    await waitUntil(async () => (asked.length === 4 ? true : undefined));
    await store.cancel('run-1', new Date().toISOString());
    worker.drop('run-1');
    await worker.stop();
    expect((await store.get('run-1'))?.state).toBe('cancelled');
  });

  it('notices by its heartbeat that another replica cancelled the run', async () => {
    await queue();
    let reason: unknown;
    startWorker('a', {
      view: 'observed',
      async *fill(_cells, signal) {
        await new Promise((_resolve, reject) => {
          signal.addEventListener('abort', () => {
            reason = signal.reason;
            reject(signal.reason);
          });
        });
      },
    });
    await waitUntil(async () =>
      (await store.get('run-1'))?.progress.phase ? true : undefined,
    );
    await waitUntil(async () =>
      (await store.get('run-1'))?.plan ? true : undefined,
    );
    await store.cancel('run-1', new Date().toISOString());
    await waitUntil(async () => (reason ? true : undefined));
    expect(String(reason)).toContain('cancelled or taken over');
  });

  it('gives its run back to the queue when it stops', async () => {
    await queue();
    const asked: string[] = [];
    const { worker } = startWorker(
      'a',
      observing((cell, index) => (index < 3 ? denied(cell) : undefined), asked),
    );
    await waitUntil(async () => (asked.length === 4 ? true : undefined));
    await worker.stop();
    expect((await store.get('run-1'))?.state).toBe('queued');
  });

  it('records why a run failed', async () => {
    await queue();
    startWorker('a', {
      view: 'observed',
      // eslint-disable-next-line require-yield
      async *fill() {
        throw new Error('The probes broke');
      },
    });
    expect(await overRun()).toMatchObject({
      state: 'failed',
      error: 'The probes broke',
    });
  });

  it('claims nothing before the repository was read', async () => {
    await queue();
    const { worker } = startWorker('a', observing(denied), {
      tree: () => undefined,
    });
    await worker.stop();
    expect((await store.get('run-1'))?.state).toBe('queued');
  });
});
