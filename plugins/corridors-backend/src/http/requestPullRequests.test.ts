import { TestDatabases } from '@backstage/backend-test-utils';
import { ForgeError } from '@corridors/plugin-corridors-node';
import type { Asker } from '../__testUtils__/ApiClient';
import {
  corridorInput,
  corridorYaml,
  reaching,
} from '../__testUtils__/repository';
import { reserveCorridor } from '../__testUtils__/reserveCorridor';
import { setUpApi, type ApiUnderTest } from '../__testUtils__/setUpApi';
import type { RequestChange } from '../database';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

describe.each(databases.eachSupportedId())(
  'the pull request of a request (%s)',
  databaseId => {
    let subject: ApiUnderTest;

    afterEach(() => subject.stop());

    const headSha = 'c'.repeat(40);
    const url = 'http://forge.example/platform/gitops/pull/7';
    const record = (who: Asker, body: unknown = { url, number: 7, headSha }) =>
      subject.api.put(who, '/v1/requests/id-1/pull-request', body);

    let files: readonly { path: string; content: string }[];

    /** A pull request that carries what was reserved, or that with some files changed. */
    const propose = (
      number: number,
      change: (file: { path: string; content: string }) => string = ({
        content,
      }) => content,
    ) => {
      const opened = subject.forge.open(number, 'corridors/gha3', {
        headSha: number === 7 ? headSha : String(number).repeat(40),
      });
      subject.forge.trees.set(
        opened.headSha,
        files.map(file => ({
          path: `corridors/gha3/${file.path}`,
          content: change(file),
        })),
      );
      return opened;
    };

    /** Changes the request right after it is read the next time, as the reconcile may. */
    const changeMeanwhile = (change: RequestChange) => {
      const { requestStore } = subject;
      const get = requestStore.get.bind(requestStore);
      jest.spyOn(requestStore, 'get').mockImplementationOnce(async id => {
        const request = await get(id);
        if (!request) {
          throw new Error(`no request ${id}`);
        }
        const now = new Date().toISOString();
        await requestStore.change(request, change, [], now);
        return request;
      });
    };

    beforeEach(async () => {
      subject = await setUpApi(await databases.init(databaseId));
      const { body } = await reserveCorridor(
        subject.api,
        'ada',
        corridorInput('gha3'),
      );
      files = body.files;
    });

    it('is recorded once, however often it is told', async () => {
      propose(7);
      const { status, body } = await record('ada');
      expect(status).toBe(200);
      expect(body).toMatchObject({
        state: 'open',
        pullRequest: { number: 7, url, headSha, state: 'open' },
        waitingFor: 'Review and merge of pull request #7.',
      });
      expect((await record('ada')).body.timeline).toHaveLength(2);
    });

    it('is recorded when the reconcile finds it at the same time', async () => {
      changeMeanwhile({
        state: 'open',
        pullRequest: propose(7),
        reservedUntil: null,
      });
      const { status, body } = await record('ada');
      expect([status, body.error]).toEqual([200, undefined]);
      expect(body).toMatchObject({ state: 'open', pullRequest: { url } });
      expect(body.timeline).toHaveLength(1);
    });

    it.each([
      ['is fine', (content: string) => content],
      [
        'opens a leak, too',
        (content: string) => content.replaceAll('gha3-primary-1', 'gha*'),
      ],
    ])(
      'says why its request failed at the same time, when what it carries %s',
      async (_what, change) => {
        propose(7, ({ content }) => change(content));
        changeMeanwhile({
          state: 'failed',
          error: 'The reason.',
          reservedUntil: null,
        });
        const { status, body } = await record('ada');
        expect([status, body.error.message]).toEqual([
          409,
          'Request id-1 is failed; ask for gha3 again. It ended with: The reason.',
        ]);
      },
    );

    it('cannot be given up when the reconcile finds it at the same time', async () => {
      changeMeanwhile({
        state: 'open',
        pullRequest: propose(7),
        reservedUntil: null,
      });
      const { status, body } = await subject.api.post(
        'ada',
        '/v1/requests/id-1/release',
        { reason: 'GitHub said 500' },
      );
      expect([status, body.error.message]).toEqual([
        409,
        'Request id-1 is open, only a reservation can be released',
      ]);
    });

    it('is recorded on the word of the requester while the forge is down', async () => {
      subject.forge.failure = new ForgeError(
        'unavailable',
        'GitHub answers 502',
      );
      expect((await record('ada')).body).toMatchObject({
        state: 'open',
        pullRequest: { number: 7 },
      });
    });

    it.each([
      ['another branch', { url, number: 8, headSha }, 'number'],
      ['no such pull request', { url, number: 9, headSha }, 'number'],
      [
        'another repository',
        { url: 'http://evil.example/pull/7', number: 7, headSha },
        'url',
      ],
    ])('is refused when it is of %s', async (_what, body, field) => {
      subject.forge.open(8, 'corridors/gha4');
      const response = await record('ada', body);
      expect(response.status).toBe(400);
      expect(response.body.error.message).toContain(field);
    });

    it('is refused from others, and when another is recorded', async () => {
      propose(7);
      propose(8);
      expect((await record('bob')).status).toBe(403);
      await record('ada');
      const response = await record('ada', {
        url: url.replace('7', '8'),
        number: 8,
        headSha,
      });
      expect(response.status).toBe(409);
      expect(response.body.error.message).toContain('#7');
    });

    it('is refused when its branch carries a policy that opens a leak', async () => {
      propose(7, ({ path, content }) =>
        path === 'aws/policy.yaml'
          ? content.replaceAll('gha3-primary-1', 'gha*')
          : content,
      );
      const response = await record('ada');
      expect(response.status).toBe(409);
      expect(response.body.error.message).toMatch(
        /^Pull request #7 must not be merged; close it\. This would open a leak: gha3 can read, write and delete shared bucket gha-common-1\./,
      );
      const { body } = await subject.api.get('ada', '/v1/requests/id-1');
      expect(body).toMatchObject({
        state: 'failed',
        error: expect.stringContaining('must not be merged'),
      });
      expect(
        body.timeline.map(({ event }: { event: string }) => event),
      ).toEqual(['reserved', 'refused']);
      expect((await record('ada')).status).toBe(409);
    });

    it('is refused when somebody made the repository reach the corridor meanwhile', async () => {
      propose(7);
      await subject.changeRepository({
        'environments/single1/policies/node-role.yaml': reaching('gha3-*'),
      });
      const response = await record('ada');
      expect(response.status).toBe(409);
      expect(response.body.error.message).toContain(
        'environments/single1/policies/node-role.yaml',
      );
    });

    it.each([
      ['no spec', () => [], 'holds no corridors/gha3/corridor.yaml'],
      [
        'the spec of another',
        () => [
          {
            path: 'corridors/gha3/corridor.yaml',
            content: corridorYaml('gha4'),
          },
        ],
        'is the spec of gha4',
      ],
    ])('is refused with %s on its branch', async (_what, tree, message) => {
      subject.forge.trees.set(propose(7).headSha, tree());
      const response = await record('ada');
      expect(response.status).toBe(409);
      expect(response.body.error.message).toContain(message);
    });

    it('can be given up before it is opened, and the corridor asked for again', async () => {
      const release = (who: Asker) =>
        subject.api.post(who, '/v1/requests/id-1/release', {
          reason: 'GitHub said 500',
        });
      expect((await release('bob')).status).toBe(403);
      expect((await release('ada')).body).toMatchObject({
        state: 'failed',
        error: 'GitHub said 500',
      });
      expect((await release('ada')).status).toBe(409);
      expect(
        (await reserveCorridor(subject.api, 'ada', corridorInput('gha3')))
          .status,
      ).toBe(201);
    });
  },
);
