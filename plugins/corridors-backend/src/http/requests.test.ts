import { TestDatabases } from '@backstage/backend-test-utils';
import type { Asker } from '../__testUtils__/ApiClient';
import { corridorInput, reaching } from '../__testUtils__/repository';
import { reserveCorridor } from '../__testUtils__/reserveCorridor';
import { setUpApi, type ApiUnderTest } from '../__testUtils__/setUpApi';

/** From 1. */
function lineOf(text: string, part: string): number {
  return text.split('\n').findIndex(line => line.includes(part)) + 1;
}

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

describe.each(databases.eachSupportedId())(
  'routes of requests (%s)',
  databaseId => {
    let subject: ApiUnderTest;

    beforeEach(async () => {
      subject = await setUpApi(await databases.init(databaseId));
    });

    afterEach(() => subject.stop());

    const preflight = (who: Asker, spec: unknown, stage = 'full') =>
      subject.api.post(who, '/v1/preflight', { spec, stage });

    const reserve = (who: Asker, spec: unknown) =>
      reserveCorridor(subject.api, who, spec);

    const codes = (body: { problems: { code: string }[] }) =>
      body.problems.map(({ code }) => code);

    describe('preflight', () => {
      it('shows names, files, changes and intended access of a good corridor', async () => {
        const { status, body } = await preflight('ada', corridorInput('gha3'));
        expect(status).toBe(200);
        expect(body).toMatchObject({
          ok: true,
          problems: [],
          names: {
            namespace: 'gha3',
            roleName: 'single1_gha3',
            buckets: [{ name: 'gha3-primary-1' }],
          },
          filesDigest: expect.stringMatching(/^sha256:[0-9a-f]{64}$/),
        });
        const paths = body.files.map(({ path }: { path: string }) => path);
        expect(paths).toContain('corridor.yaml');
        expect(body.changes).toEqual(
          paths.map((path: string) => ({ path, change: 'added' })),
        );
        const verdicts = new Map(
          body.access.cells.map(({ cell, verdict }: Record<string, string>) => [
            cell,
            verdict,
          ]),
        );
        expect(verdicts.get('corridor:gha3 write bucket:gha3-primary-1')).toBe(
          'allow',
        );
        expect(verdicts.get('corridor:gha3 list bucket:gha1-primary-1')).toBe(
          'deny',
        );
        expect(verdicts.get('corridor:gha1 list bucket:gha3-primary-1')).toBe(
          'deny',
        );
      });

      it('predicts what the corridor could reach and who could reach it', async () => {
        const { body } = await preflight('ada', corridorInput('gha3'));
        const { prediction } = body;
        expect(prediction).toMatchObject({
          corridor: 'gha3',
          findings: [],
          notUnderstood: [],
          baseContext: {},
          standingWeaknesses: [expect.anything()],
        });
        expect(prediction.pairs).toContainEqual({
          identity: 'corridor:gha3',
          resource: 'bucket:gha3-primary-1',
          intended: ['list', 'read', 'write', 'delete'],
          declared: ['list', 'read', 'write', 'delete'],
          conditional: [],
        });
        expect(prediction.deniedCells).toBeGreaterThan(0);
      });

      it('refuses a corridor that a policy of the repository reaches, with file and line', async () => {
        const file = 'environments/single1/policies/node-role.yaml';
        await subject.changeRepository({ [file]: reaching('gha3-*') });
        const { body } = await preflight('ada', corridorInput('gha3'));
        expect(body).toMatchObject({ ok: false });
        expect(body.problems).toEqual([
          expect.objectContaining({
            code: 'opens-a-leak',
            severity: 'error',
            file,
            line: lineOf(reaching('gha3-*'), 'Reach'),
            message: expect.stringMatching(
              /^This would open a leak: The node role of single1 can read bucket gha3-primary-1 of gha3/,
            ),
          }),
        ]);
        expect(body.files).not.toHaveLength(0);
        expect(body.prediction.findings).toHaveLength(1);
        const refused = await subject.api.post('ada', '/v1/requests', {
          spec: corridorInput('gha3'),
          filesDigest: body.filesDigest,
        });
        expect(refused.status).toBe(400);
        expect(refused.body.error.message).toContain('This would open a leak');
        expect(subject.events.at(-1)).toMatchObject({
          eventId: 'request-create',
          status: 'failed',
        });
        await expect(subject.requestStore.list()).resolves.toEqual([]);
      });

      it('does not hold a corridor back for a leak between others', async () => {
        await subject.changeRepository({
          'environments/single1/policies/node-role.yaml': reaching('gha1-*'),
        });
        const { body } = await preflight('ada', corridorInput('gha3'));
        expect(body).toMatchObject({ ok: true, problems: [] });
      });

      it('gives the same digest for the same corridor', async () => {
        const [first, second] = await Promise.all(
          [1, 2].map(() => preflight('ada', corridorInput('gha3'))),
        );
        expect(first?.body.filesDigest).toBe(second?.body.filesDigest);
      });

      it('checks a name while the rest is missing', async () => {
        const spec = {
          metadata: { name: 'gha3' },
          spec: { environment: 'single1' },
        };
        const { body } = await preflight('ada', spec, 'name');
        expect(body).toMatchObject({
          ok: true,
          problems: [],
          names: { bucketPrefix: 'gha3-', buckets: [] },
        });
        expect(body.files).toBeUndefined();
      });

      it.each([
        ['two characters', 'ab', 'name-shape'],
        ['21 characters', 'a'.repeat(21), 'name-shape'],
        ['a name that is taken', 'gha1', 'name-taken'],
        ['a name that begins with another', 'gha1-dev', 'prefix-overlap'],
        ['a name that begins a shared bucket', 'gha', 'prefix-overlap'],
        ['a reserved name', 'default', 'name-reserved'],
        ['a namespace of the environment', 'argocd', 'name-reserved'],
      ])('refuses %s in both stages', async (_what, name, code) => {
        const short = await preflight(
          'ada',
          { metadata: { name }, spec: { environment: 'single1' } },
          'name',
        );
        expect(short.body.ok).toBe(false);
        expect(codes(short.body)).toContain(code);
        const full = await preflight('ada', corridorInput(name));
        expect(full.body.ok).toBe(false);
        expect(full.body.files).toBeUndefined();
        expect(full.body.problems[0].field).toBe('metadata.name');
      });

      it.each<[string, unknown, string]>([
        [
          'an unknown field',
          { ...corridorInput('gha3', { colour: 'red' }) },
          'spec.colour',
        ],
        [
          'a bucket name that becomes 64 long',
          corridorInput('gha3', { buckets: [{ name: 'b'.repeat(59) }] }),
          'spec.buckets[0].name',
        ],
        [
          'an unknown environment',
          corridorInput('gha3', { environment: 'elsewhere' }),
          'spec.environment',
        ],
        [
          'an owner that does not exist',
          corridorInput('gha3', { owner: 'group:default/ghost' }),
          'spec.owner',
        ],
        [
          "an owner that the requester doesn't belong to",
          corridorInput('gha3', { owner: 'group:default/other' }),
          'spec.owner',
        ],
        [
          'a Spark version that is not offered',
          corridorInput('gha3', {
            spark: { version: '3.1.1', operator: 'kubeflow' },
          }),
          'spec.spark.version',
        ],
        [
          'more than the quota',
          corridorInput('gha3', {
            quota: { cpu: '65', memory: '1Gi', pods: 1 },
          }),
          'spec.quota.cpu',
        ],
      ])('refuses %s and names the field', async (_what, spec, field) => {
        const { status, body } = await preflight('ada', spec);
        expect(status).toBe(200);
        expect(body.ok).toBe(false);
        expect(
          body.problems.map((problem: { field: string }) => problem.field),
        ).toContain(field);
        const refused = await reserve('ada', spec);
        expect(refused.status).toBe(400);
        expect(refused.body.error.message).toContain(field);
        await expect(subject.requestStore.list()).resolves.toEqual([]);
      });

      it('lets the platform team ask for others', async () => {
        const { body } = await preflight('pat', corridorInput('gha3'));
        expect(body.ok).toBe(true);
      });

      it('never takes over a namespace that is not ours', async () => {
        subject.observers.contents.get('single1')?.namespaces.set('gha3', {
          uid: 'x',
          name: 'gha3',
          namespace: '',
          labels: { team: 'other' },
          resourceVersion: '1',
          phase: 'Active',
        });
        const { body } = await preflight('ada', corridorInput('gha3'));
        expect(codes(body)).toEqual(['namespace-exists']);
      });
    });

    describe('reservation', () => {
      it('reserves a corridor with all that a pull request takes', async () => {
        const response = await reserve('ada', corridorInput('gha3'));
        expect(response.status).toBe(201);
        expect(response.headers.location).toBe('/v1/requests/id-1');
        expect(response.body).toMatchObject({
          id: 'id-1',
          corridor: 'gha3',
          state: 'reserved',
          requestedBy: 'user:default/ada',
          repoUrl: 'http://forge.example/platform/gitops',
          branch: 'corridors/gha3',
          target: { branch: 'main', folder: 'corridors/gha3' },
          remove: [],
          waitingFor: 'The pull request is being opened.',
          timeline: [{ event: 'reserved', by: 'user:default/ada' }],
        });
        expect(subject.events).toEqual([
          {
            eventId: 'request-create',
            meta: { corridor: 'gha3' },
            status: 'succeeded',
          },
        ]);
      });

      it('refuses a second request of the corridor and names the first', async () => {
        const [first, second] = await Promise.all(
          [1, 2].map(() => reserve('ada', corridorInput('gha3'))),
        );
        expect([first?.status, second?.status].sort()).toEqual([201, 409]);
        const refused = first?.status === 409 ? first : second;
        expect(refused?.body.error.message).toMatch(
          /A request for "gha3" by user:default\/ada is open already: request id-/,
        );
        const { body } = await preflight(
          'ada',
          { metadata: { name: 'gha3' }, spec: { environment: 'single1' } },
          'name',
        );
        expect(codes(body)).toEqual(['request-open']);
      });

      it('refuses files that are not those of the preflight', async () => {
        const { body } = await preflight('ada', corridorInput('gha3'));
        const spec = corridorInput('gha3', {
          quota: { cpu: '1', memory: '1Gi', pods: 1 },
        });
        const response = await subject.api.post('ada', '/v1/requests', {
          spec,
          filesDigest: body.filesDigest,
        });
        expect(response.status).toBe(409);
        expect(response.body.error.message).toContain('filesDigest');
        await expect(subject.requestStore.list()).resolves.toEqual([]);
      });
    });

    describe('list', () => {
      it('shows requests to their owner and to the platform team, and to nobody else', async () => {
        await reserve('ada', corridorInput('gha3'));
        await reserve(
          'bob',
          corridorInput('obs', { owner: 'group:default/other' }),
        );
        const corridors = async (who: Asker, query = '') =>
          (await subject.api.get(who, `/v1/requests${query}`)).body.items.map(
            ({ corridor }: { corridor: string }) => corridor,
          );
        expect(await corridors('ada')).toEqual(['gha3']);
        expect(await corridors('bob')).toEqual(['obs']);
        expect((await corridors('pat')).sort()).toEqual(['gha3', 'obs']);
        expect(await corridors('pat', '?corridor=obs')).toEqual(['obs']);
        expect(
          (await subject.api.get('ada', '/v1/requests/id-1')).body.corridor,
        ).toBe('gha3');
        expect((await subject.api.get('bob', '/v1/requests/id-1')).status).toBe(
          403,
        );
        expect((await subject.api.get('pat', '/v1/requests/id-9')).status).toBe(
          404,
        );
      });
    });
  },
);
