import { TestDatabases } from '@backstage/backend-test-utils';
import { repositoryFiles } from '../__testUtils__/repository';
import {
  setUpApi,
  type ApiOptions,
  type ApiUnderTest,
} from '../__testUtils__/setUpApi';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

describe.each(databases.eachSupportedId())(
  'routes of environments and corridors (%s)',
  databaseId => {
    const subjects: ApiUnderTest[] = [];

    async function setUp(options?: ApiOptions) {
      const subject = await setUpApi(await databases.init(databaseId), options);
      subjects.push(subject);
      return subject;
    }

    afterEach(async () => {
      await Promise.all(subjects.splice(0).map(subject => subject.stop()));
    });

    const names = (body: { items: { name: string }[] }) =>
      body.items.map(({ name }) => name);

    it('tells what environments offer, and nothing of how they are reached', async () => {
      const { api } = await setUp();
      const { status, body, text } = await api.get('ada', '/v1/environments');
      expect(status).toBe(200);
      expect(body.items).toEqual([
        expect.objectContaining({
          name: 'single1',
          mechanism: 'assume-role',
          sharedBuckets: [{ name: 'gha-common-1', access: 'read' }],
          sparkVersions: ['3.5.6', '4.1.1'],
          state: 'available',
          liveVerification: true,
          standingWeakness: expect.objectContaining({
            title: expect.any(String),
          }),
        }),
      ]);
      expect(text).not.toContain('cluster.example');
    });

    it('shows owners their corridors, and the platform team and services all', async () => {
      const { api } = await setUp();
      expect(names((await api.get('ada', '/v1/corridors')).body)).toEqual([
        'gha1',
      ]);
      expect(names((await api.get('bob', '/v1/corridors')).body)).toEqual([
        'gha2',
      ]);
      for (const who of ['pat', 'audrey', 'service'] as const) {
        expect(names((await api.get(who, '/v1/corridors')).body)).toEqual([
          'gha1',
          'gha2',
        ]);
      }
    });

    it('gives rows with state, owner and totals', async () => {
      const { api } = await setUp();
      const { body } = await api.get('ada', '/v1/corridors');
      expect(body.items[0]).toMatchObject({
        name: 'gha1',
        owner: 'group:default/gha',
        environment: 'single1',
        buckets: 1,
        mine: true,
        isolation: { state: 'never' },
      });
      expect(body.totals.corridors).toBe(1);
      expect(body.sources.map(({ id }: { id: string }) => id)).toEqual([
        'gitops',
        'kubernetes:single1',
        'aws:111122223333',
      ]);
    });

    it('filters by owner, environment and states', async () => {
      const { api } = await setUp();
      const list = async (query: string) =>
        names((await api.get('pat', `/v1/corridors?${query}`)).body);
      const { state } = (await api.get('pat', '/v1/corridors')).body.items[0];
      expect(await list('owner=group:default/other')).toEqual(['gha2']);
      expect(await list('environment=elsewhere')).toEqual([]);
      expect(await list(`state=${state}`)).toEqual(['gha1', 'gha2']);
      expect(await list(`state=invalid&state=${state}`)).toEqual([
        'gha1',
        'gha2',
      ]);
      expect(await list('state=invalid')).toEqual([]);
    });

    it('shows a corridor with its resources and access to its owner, and to no other owner', async () => {
      const { api, events } = await setUp();
      const { status, body } = await api.get('ada', '/v1/corridors/gha1');
      expect(status).toBe(200);
      expect(body.bucketsDetail).toEqual([
        expect.objectContaining({
          name: 'gha1-primary-1',
          status: expect.objectContaining({ kind: 'Bucket', state: 'ready' }),
          reachableBy: [
            {
              identity: 'corridor:gha1',
              operations: ['list', 'read', 'write', 'delete'],
              because: expect.any(String),
            },
          ],
        }),
      ]);
      expect(body.roles).toEqual([
        expect.objectContaining({ name: 'single1_gha1' }),
      ]);
      expect(body.quota).toMatchObject({
        hard: { 'requests.cpu': '16' },
        used: { 'requests.cpu': '4' },
      });
      expect(body.links.folder).toBe(
        'http://forge.example/platform/gitops/tree/main/corridors/gha1',
      );
      expect((await api.get('bob', '/v1/corridors/gha1')).status).toBe(403);
      expect(events).toEqual([
        expect.objectContaining({
          eventId: 'request-refused',
          status: 'failed',
        }),
      ]);
      expect((await api.get('pat', '/v1/corridors/nothing')).status).toBe(404);
    });

    it.each(['credentials', 'spark-runs', 'connection'])(
      'answers %s',
      async what => {
        const { api } = await setUp();
        expect(
          (await api.get('ada', `/v1/corridors/gha1/${what}`)).status,
        ).toBe(200);
        expect(
          (await api.get('bob', `/v1/corridors/gha1/${what}`)).status,
        ).toBe(403);
        expect(
          (await api.get('ada', `/v1/corridors/nothing/${what}`)).status,
        ).toBe(404);
      },
    );

    it('shows an invalid file as a row with file and line, and everything else as before', async () => {
      const { api } = await setUp({
        files: {
          ...repositoryFiles(),
          'corridors/gha3/corridor.yaml':
            'apiVersion: corridors.dev/v1alpha1\nkind: Corridor\nmetadata: { name: gha3 }\nspec:\n  environment: single1\n  owner: group:default/gha\n  colour: red\n',
          'corridors/gha4/corridor.yaml': '- not a mapping\n',
        },
      });
      const { body } = await api.get('pat', '/v1/corridors');
      expect(names(body)).toEqual(['gha1', 'gha2', 'gha3', 'gha4']);
      expect(body.items[2]).toMatchObject({
        state: 'invalid',
        file: 'corridors/gha3/corridor.yaml',
        owner: 'group:default/gha',
        problems: expect.arrayContaining([
          expect.objectContaining({ line: 7, field: 'spec.colour' }),
        ]),
      });
      expect(body.totals.byState.invalid).toBe(2);
      expect(names((await api.get('ada', '/v1/corridors')).body)).toEqual([
        'gha1',
        'gha3',
      ]);
      const detail = await api.get('ada', '/v1/corridors/gha3');
      expect(detail.status).toBe(404);
      expect(detail.body.error.message).toContain(
        'corridors/gha3/corridor.yaml',
      );
    });

    it('takes nothing from a namespace that is not labelled ours', async () => {
      const { api, observers, inventory } = await setUp();
      const namespace = observers.contents
        .get('single1')
        ?.namespaces.get('gha1');
      if (namespace) {
        observers.contents
          .get('single1')
          ?.namespaces.set('gha1', { ...namespace, labels: {} });
      }
      inventory.rebuild();
      const { body } = await api.get('ada', '/v1/corridors/gha1');
      expect(body.state).toBe('broken');
      expect(body.attentionItems[0].title).toContain('is not this corridor');
      expect(body.quota).toBeUndefined();
    });

    it('says provisioning as long as objects are missing, whatever credentials would say', async () => {
      const { api, observers, inventory } = await setUp();
      const content = observers.contents.get('single1');
      content?.awsResources.clear();
      content?.namespaces.delete('gha1');
      inventory.rebuild();
      const { body } = await api.get('ada', '/v1/corridors');
      expect(body.items[0].state).toBe('provisioning');
    });

    it('looks at roles and buckets in AWS once they are there by the word of their provisioner', async () => {
      const { observers, inventory } = await setUp();
      expect(observers.targets.at(-1)).toMatchObject({
        roleNames: ['single1_gha1', 'single1_gha2'],
      });
      const told = observers.targets.length;
      inventory.rebuild();
      expect(observers.targets).toHaveLength(told);
    });

    it('says unknown and stale while the cluster does not answer, and never a failure', async () => {
      const { api, observers, inventory } = await setUp();
      observers.clusterState = 'stale';
      inventory.rebuild();
      const { body } = await api.get('ada', '/v1/corridors');
      expect(body.items[0].state).toBe('unknown');
      expect(body.sources[1].state).toBe('stale');
    });

    it('answers 503 with the reason as long as the repository was never read', async () => {
      const { api, urlReader, inventory } = await setUp({ unread: true });
      urlReader.failure = new Error('401 Unauthorized');
      await inventory.refresh();
      const response = await api.get('pat', '/v1/environments');
      expect(response.status).toBe(503);
      expect(response.body.error.message).toContain('401 Unauthorized');
    });
  },
);
