import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import type { JsonObject } from '@backstage/types';
import request from 'supertest';
import { FakeUrlReader } from './__testUtils__/FakeUrlReader';
import { repositoryFiles } from './__testUtils__/repository';
import { waitUntil } from './__testUtils__/waitUntil';
import corridorsPlugin from '.';

/** Nobody listens on port 1: cluster and account never answer. */
const config: JsonObject = {
  backend: { database: { client: 'better-sqlite3', connection: ':memory:' } },
  integrations: {
    github: [
      {
        host: 'forge.example',
        token: 'forge-token',
        apiBaseUrl: 'https://127.0.0.1:1/api/v3',
      },
    ],
  },
  kubernetes: {
    clusterLocatorMethods: [
      {
        type: 'config',
        clusters: [
          {
            name: 'vpc2-kspray1',
            url: 'https://127.0.0.1:1',
            authProvider: 'serviceAccount',
            serviceAccountToken: 'cluster-token',
          },
        ],
      },
    ],
  },
  aws: {
    accounts: [
      {
        accountId: '111122223333',
        accessKeyId: 'key-id',
        secretAccessKey: 'key-secret',
      },
    ],
  },
  corridors: {
    gitops: { repoUrl: 'https://forge.example/platform/gitops' },
    environments: {
      single1: {
        kubernetes: { cluster: 'vpc2-kspray1' },
        aws: {
          endpoints: {
            s3: 'https://127.0.0.1:1',
            sts: 'https://127.0.0.1:1',
            iam: 'https://127.0.0.1:1',
          },
        },
      },
    },
  },
};

function start({
  data = config,
  result = AuthorizeResult.ALLOW as
    | AuthorizeResult.ALLOW
    | AuthorizeResult.DENY,
} = {}) {
  const urlReader = new FakeUrlReader(repositoryFiles());
  return startTestBackend({
    features: [
      corridorsPlugin,
      catalogServiceMock.factory(),
      mockServices.rootConfig.factory({ data }),
      mockServices.permissions.factory({ result }),
      createServiceFactory({
        service: coreServices.urlReader,
        deps: {},
        factory: () => ({
          ...mockServices.urlReader.mock(),
          readTree: urlReader.readTree,
        }),
      }),
    ],
  });
}

describe('corridorsPlugin', () => {
  it('serves the inventory although neither cluster nor account answers, and says so', async () => {
    const { server } = await start();
    const get = (path: string) =>
      request(server)
        .get(`/api/corridors${path}`)
        .set('Authorization', mockCredentials.user.header());
    const list = await waitUntil(async () => {
      const response = await get('/v1/corridors');
      return response.status === 200 && response.body.sources.length > 2
        ? response
        : undefined;
    });
    expect(
      list.body.items.map(({ name, state }: Record<string, string>) => [
        name,
        state,
      ]),
    ).toEqual([
      ['gha1', 'unknown'],
      ['gha2', 'unknown'],
    ]);
    expect((await get('/v1/environments')).body.items[0].name).toBe('single1');
    for (const secret of ['cluster-token', 'forge-token', 'key-secret']) {
      expect(list.text).not.toContain(secret);
    }
  });

  it('refuses denied users', async () => {
    const { server } = await start({ result: AuthorizeResult.DENY });
    const response = await request(server)
      .get('/api/corridors/v1/corridors')
      .set('Authorization', mockCredentials.user.header());
    expect(response.status).toBe(403);
  });

  it('tells the permission framework its permissions and rules', async () => {
    const { server } = await start();
    const { body } = await request(server)
      .get('/api/corridors/.well-known/backstage/permissions/metadata')
      .set('Authorization', mockCredentials.service.header());
    expect(body.permissions).toHaveLength(8);
    expect(body.rules.map(({ name }: { name: string }) => name)).toEqual([
      'IS_OWNER',
      'HAS_ENVIRONMENT',
    ]);
  });

  it('applies conditions for the permission framework', async () => {
    const { server } = await start();
    const answer = () =>
      request(server)
        .post(
          '/api/corridors/.well-known/backstage/permissions/apply-conditions',
        )
        .set('Authorization', mockCredentials.service.header())
        .send({
          items: ['gha1', 'gha2', 'nothing'].map((resourceRef, index) => ({
            id: String(index),
            resourceRef,
            resourceType: 'corridor',
            conditions: {
              rule: 'IS_OWNER',
              resourceType: 'corridor',
              params: { claims: ['group:default/gha'] },
            },
          })),
        });
    const { body } = await waitUntil(async () => {
      const response = await answer();
      return response.body.items?.[0]?.result === 'ALLOW'
        ? response
        : undefined;
    });
    expect(body.items.map(({ result }: { result: string }) => result)).toEqual([
      'ALLOW',
      'DENY',
      'DENY',
    ]);
  });

  it('does not start with a configuration that it does not understand', async () => {
    await expect(
      start({ data: { ...config, corridors: { gitops: {} } } }),
    ).rejects.toThrow('corridors.gitops.repoUrl');
  });
});
