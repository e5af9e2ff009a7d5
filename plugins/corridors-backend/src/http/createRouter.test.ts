import { TestDatabases } from '@backstage/backend-test-utils';
import { buildOpenApiDocument } from '@corridors/plugin-corridors-common';
import { createRouter } from './createRouter';
import type { RouterServices } from './RouterServices';
import { setUpApi, type ApiUnderTest } from '../__testUtils__/setUpApi';
import type { Asker } from '../__testUtils__/ApiClient';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

/** `get /v1/corridors/{name}` of every route of a router. */
function routesOf(services: RouterServices): string[] {
  return createRouter(services).stack.flatMap(({ route }) =>
    route
      ? route.stack.map(
          ({ method }) => `${method} ${route.path.replace(/:(\w+)/g, '{$1}')}`,
        )
      : [],
  );
}

it('has a route for every operation of the OpenAPI document, and an operation for every route', () => {
  const operations = Object.entries(buildOpenApiDocument().paths).flatMap(
    ([path, methods]) =>
      Object.keys(methods).map(method => `${method} ${path}`),
  );
  const routes = routesOf({} as RouterServices);
  expect(routes.sort()).toEqual(operations.sort());
});

describe.each(databases.eachSupportedId())('createRouter (%s)', databaseId => {
  let subject: ApiUnderTest;

  beforeAll(async () => {
    subject = await setUpApi(await databases.init(databaseId));
  });

  afterAll(() => subject.stop());

  const body = { spec: {}, stage: 'name' };
  const everyRoute: ['get' | 'post' | 'put' | 'delete', string, unknown?][] = [
    ['get', '/v1/environments'],
    ['get', '/v1/corridors'],
    ['get', '/v1/corridors/gha1'],
    ['get', '/v1/corridors/gha1/credentials'],
    ['get', '/v1/corridors/gha1/spark-runs'],
    ['get', '/v1/corridors/gha1/connection'],
    ['post', '/v1/preflight', body],
    ['post', '/v1/requests', { spec: {}, filesDigest: 'x' }],
    ['get', '/v1/requests'],
    [
      'post',
      '/v1/verifications',
      { scope: { kind: 'corridor', corridor: 'gha1' }, views: ['intended'] },
    ],
    ['get', '/v1/verifications'],
    ['get', '/v1/verifications/none'],
    ['get', '/v1/verifications/none/matrix'],
    ['get', '/v1/verifications/none/report?format=json'],
  ];

  function send(
    who: Asker,
    [method, path, content]: (typeof everyRoute)[number],
  ) {
    const { api } = subject;
    switch (method) {
      case 'post':
      case 'put':
        return api[method](who, path, content);
      default:
        return api[method](who, path);
    }
  }

  it.each(everyRoute)(
    'refuses %s %s to those without permission, and records it',
    async (...route) => {
      const before = subject.events.length;
      const response = await send('nobody', route);
      expect(response.status).toBe(403);
      expect(response.body.error.message).toContain('permission');
      expect(subject.events.slice(before)).toEqual([
        expect.objectContaining({ status: 'failed' }),
      ]);
    },
  );

  it.each(everyRoute)(
    'refuses %s %s to those who are not signed in',
    async (...route) => {
      expect((await send('none', route)).status).toBe(401);
    },
  );

  it.each(everyRoute.filter(([, path]) => path !== '/v1/corridors'))(
    'refuses %s %s to services, which may do more than their users',
    async (...route) => {
      expect((await send('service', route)).status).toBe(403);
    },
  );

  it.each<[string, unknown, string]>([
    [
      '/v1/preflight',
      { stage: 'name' },
      "spec: must have required property 'spec'",
    ],
    [
      '/v1/preflight',
      { spec: {}, stage: 'half' },
      'stage: must be equal to one of the allowed values',
    ],
    ['/v1/preflight', { spec: [], stage: 'name' }, 'spec: must be object'],
    [
      '/v1/preflight',
      { spec: {}, stage: 'name', extra: 1 },
      'extra: must NOT have additional properties',
    ],
    [
      '/v1/verifications',
      { scope: { kind: 'corridor' }, views: ['intended'] },
      'scope',
    ],
    [
      '/v1/verifications',
      { scope: { kind: 'corridor', corridor: 'gha1' }, views: [] },
      'views: must NOT have fewer',
    ],
    [
      '/v1/verifications',
      { scope: { kind: 'corridor', corridor: 'gha1' }, views: ['guessed'] },
      'views.0: must be equal',
    ],
  ])(
    'refuses a bad body of %s naming the field: %j',
    async (path, content, message) => {
      const before = subject.events.length;
      const response = await subject.api.post('pat', path, content);
      expect(response.status).toBe(400);
      expect(response.body.error.name).toBe('InputError');
      expect(response.body.error.message).toContain(message);
      expect(subject.events.slice(before)).toEqual([
        expect.objectContaining({
          eventId: 'request-refused',
          status: 'failed',
        }),
      ]);
    },
  );

  it.each([
    '/v1/corridors?colour=red',
    '/v1/verifications?scope=fleet:all',
    '/v1/verifications/x/report?format=pdf',
  ])('refuses the query of %s', async path => {
    expect((await subject.api.get('pat', path)).status).toBe(400);
  });
});
