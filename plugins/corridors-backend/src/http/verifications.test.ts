import { TestDatabases } from '@backstage/backend-test-utils';
import type { Cell, CellAnswer } from '@corridors/model';
import type { Asker } from '../__testUtils__/ApiClient';
import { setUpApi, type ApiUnderTest } from '../__testUtils__/setUpApi';
import { waitUntil } from '../__testUtils__/waitUntil';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

const ofCorridor = {
  scope: { kind: 'corridor', corridor: 'gha1' },
  views: ['intended', 'observed'],
};
const ofEnvironment = {
  scope: { kind: 'environment', environment: 'single1' },
  views: ['observed'],
};
const LEAK = 'corridor:gha1 list bucket:gha2-primary-1';

/** What a probe would say: as is meant, but gha1 can list the bucket of gha2. */
function observe({ id, identity, operation, resource }: Cell): CellAnswer {
  const own =
    resource.startsWith(`bucket:${identity.replace('corridor:', '')}-`) &&
    operation !== 'administer';
  const verdict =
    own ||
    id === LEAK ||
    (identity.startsWith('node-role') && operation === 'assume')
      ? 'allow'
      : 'deny';
  const evidence = [
    {
      at: '2026-11-23T10:00:00.000Z',
      summary: verdict,
      source: 'https://s3.example',
    },
  ];
  return { cell: id, view: 'observed', covered: true, verdict, evidence };
}

describe.each(databases.eachSupportedId())(
  'routes of verifications (%s)',
  databaseId => {
    let subject: ApiUnderTest;

    beforeEach(async () => {
      subject = await setUpApi(await databases.init(databaseId), {
        createView: () => ({
          view: 'observed',
          async *fill(cells) {
            for (const cell of cells) {
              yield observe(cell);
            }
          },
        }),
      });
    });

    afterEach(() => subject.stop());

    const start = (who: Asker, body: unknown) =>
      subject.api.post(who, '/v1/verifications', body);
    const get = async (who: Asker, path: string) =>
      (await subject.api.get(who, `/v1/verifications${path}`)).body;

    async function finished(who: Asker, body: unknown): Promise<string> {
      const { id } = (await start(who, body)).body;
      subject.worker.start();
      await waitUntil(async () =>
        (await get('pat', `/${id}`)).state === 'succeeded' ? true : undefined,
      );
      return id;
    }

    it('accepts a run and says where it is', async () => {
      const response = await start('ada', ofCorridor);
      expect(response.status).toBe(202);
      expect(response.headers.location).toBe('/v1/verifications/id-1');
      expect(response.body).toMatchObject({
        state: 'queued',
        requestedBy: 'user:default/ada',
        revision: 1,
      });
      expect(subject.events).toEqual([
        expect.objectContaining({
          eventId: 'verification-start',
          status: 'succeeded',
        }),
      ]);
    });

    it('joins the run of the same scope and views', async () => {
      await start('ada', ofCorridor);
      expect(
        (await start('pat', { ...ofCorridor, views: ['observed', 'intended'] }))
          .body.id,
      ).toBe('id-1');
      expect((await start('pat', ofEnvironment)).body.id).not.toBe('id-1');
    });

    it.each<[Asker, unknown, number]>([
      ['bob', ofCorridor, 403],
      ['ada', ofEnvironment, 403],
      [
        'ada',
        {
          ...ofEnvironment,
          scope: { kind: 'account', accountId: '111122223333' },
        },
        403,
      ],
      ['audrey', ofEnvironment, 202],
      [
        'pat',
        {
          ...ofEnvironment,
          scope: { kind: 'account', accountId: '111122223333' },
        },
        202,
      ],
      [
        'pat',
        {
          ...ofEnvironment,
          scope: { kind: 'environment', environment: 'elsewhere' },
        },
        404,
      ],
      [
        'pat',
        { ...ofEnvironment, scope: { kind: 'corridor', corridor: 'nothing' } },
        404,
      ],
      [
        'pat',
        {
          ...ofEnvironment,
          scope: { kind: 'account', accountId: '999999999999' },
        },
        404,
      ],
    ])(
      'answers %s who verifies %j with %d, and records it',
      async (who, body, status) => {
        expect((await start(who, body)).status).toBe(status);
        expect(subject.events.at(-1)).toMatchObject({
          eventId: 'verification-start',
          status: status === 202 ? 'succeeded' : 'failed',
        });
      },
    );

    it('finds the leak, and shows it on the corridors', async () => {
      const id = await finished('ada', ofCorridor);
      const run = await get('ada', `/${id}`);
      expect(run.findings).toEqual([
        expect.objectContaining({ kind: 'leak', cells: [LEAK] }),
      ]);
      expect(run.result).toMatchObject({
        findings: { leak: 1, blocked: 0, drift: 0, unproven: 0 },
      });
      expect(run.result.covered).toBe(run.result.cells);
      expect(run.standingWeaknesses).toHaveLength(1);
      subject.inventory.rebuild();
      const { body } = await subject.api.get('ada', '/v1/corridors');
      expect(body.items[0]).toMatchObject({
        isolation: { state: 'findings', leaks: 1, runId: id },
        state: 'broken',
      });
      expect(body.lastVerification.id).toBe(id);
      const detail = (await subject.api.get('ada', '/v1/corridors/gha1')).body;
      const cell = detail.access.cells.find(
        (one: { cell: string }) => one.cell === LEAK,
      );
      expect(cell).toMatchObject({ intended: 'deny', observed: 'allow' });
      expect(detail.access).toMatchObject({
        verified: { runId: id },
        findings: [{ kind: 'leak', cells: [LEAK] }],
      });
      expect(subject.observers.refreshes).toBe(1);
    });

    it('shows owners the cells that are theirs, and their findings only', async () => {
      const id = await finished('pat', ofEnvironment);
      const all = await get('pat', `/${id}/matrix`);
      const own = await get('bob', `/${id}/matrix`);
      expect(own.cells.length).toBeLessThan(all.cells.length);
      for (const { identity, resource } of own.cells) {
        expect(`${identity} ${resource}`).toContain('gha2');
      }
      expect(own.cells.map(({ id: cell }: { id: string }) => cell)).toContain(
        LEAK,
      );
      expect((await get('bob', `/${id}`)).result.cells).toBe(own.cells.length);
      expect(
        (await get('bob', '')).items.map((run: { id: string }) => run.id),
      ).toEqual([id]);
      expect(
        (await subject.api.get('nobody', `/v1/verifications/${id}`)).status,
      ).toBe(403);
    });

    it('keeps a run of one corridor from owners of others', async () => {
      const id = await finished('ada', ofCorridor);
      expect((await get('bob', '')).items).toEqual([]);
      for (const what of ['', '/matrix', '/report?format=csv']) {
        expect(
          (await subject.api.get('bob', `/v1/verifications/${id}${what}`))
            .status,
        ).toBe(403);
      }
    });

    it.each([
      ['json', 'application/json', 'json'],
      ['markdown', 'text/markdown', 'md'],
      ['csv', 'text/csv', 'csv'],
    ])('reports as %s', async (format, type, ending) => {
      const id = await finished('ada', ofCorridor);
      const response = await subject.api.get(
        'ada',
        `/v1/verifications/${id}/report?format=${format}`,
      );
      expect(response.type).toBe(type);
      expect(response.headers['content-disposition']).toContain(
        `verification-${id}.${ending}`,
      );
      expect(response.text).toContain('gha2-primary-1');
    });

    it('lists runs of a scope, newest first', async () => {
      const first = await finished('ada', ofCorridor);
      const { id: second } = (await start('ada', ofCorridor)).body;
      await start('pat', ofEnvironment);
      expect(
        (await get('ada', '?scope=corridor:gha1')).items.map(
          ({ id }: { id: string }) => id,
        ),
      ).toEqual([second, first]);
    });

    it('cancels a run that is not over', async () => {
      const { id } = (await start('ada', ofCorridor)).body;
      expect(
        (await subject.api.delete('bob', `/v1/verifications/${id}`)).status,
      ).toBe(403);
      const response = await subject.api.delete(
        'ada',
        `/v1/verifications/${id}`,
      );
      expect(response.status).toBe(202);
      expect(response.body.state).toBe('cancelled');
      expect(
        (await subject.api.delete('ada', `/v1/verifications/${id}`)).status,
      ).toBe(409);
      expect(
        (await subject.api.delete('ada', '/v1/verifications/nothing')).status,
      ).toBe(404);
      expect((await start('ada', ofCorridor)).body.id).not.toBe(id);
    });
  },
);
