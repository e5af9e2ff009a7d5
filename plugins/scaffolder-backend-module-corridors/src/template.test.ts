import { readFile } from 'fs/promises';
import type { Server } from 'http';
import path from 'path';
import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
  TestBackend,
} from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import scaffolderPlugin from '@backstage/plugin-scaffolder-backend';
import {
  startTestGithub,
  type TestGithub,
} from '@corridors/plugin-corridors-node/testUtils';
import request from 'supertest';
import yaml from 'yaml';
import scaffolderModuleCorridors from '.';
import {
  startTestCorridors,
  type TestCorridors,
} from './__testUtils__/startTestCorridors';

const TEMPLATE = path.resolve(
  __dirname,
  '../../../templates/corridor-request/template.yaml',
);
const ADA = mockCredentials.user.header('user:default/ada');

/** What a person fills in. */
const VALUES = {
  environment: 'single1',
  name: 'gha1',
  owner: 'group:default/gha',
  buckets: [
    { name: 'primary', versioning: true },
    { name: 'spark', purpose: 'spark' },
  ],
  uses: [{ bucket: 'gha-common-1', access: 'read' }],
  spark: { version: '3.5.6', operator: 'kubeflow' },
  quota: { cpu: '16', memory: '64Gi', pods: 50 },
};

describe('the template corridor-request in a real scaffolder', () => {
  let github: TestGithub;
  let corridors: TestCorridors;
  let backend: TestBackend;
  let server: Server;
  let template: Record<string, unknown>;

  beforeAll(async () => {
    template = yaml.parse(await readFile(TEMPLATE, 'utf8'));
    github = await startTestGithub({ 'README.md': '# Corridors\n' });
    corridors = await startTestCorridors(() => github.repoUrl);
    backend = await startTestBackend({
      features: [
        scaffolderPlugin,
        scaffolderModuleCorridors,
        mockServices.rootConfig.factory({
          data: {
            app: { baseUrl: 'https://portal.example.com' },
            integrations: { github: [github.integration] },
          },
        }),
        createServiceFactory({
          service: coreServices.discovery,
          deps: {},
          factory: () => ({
            getBaseUrl: async () => corridors.url,
            getExternalBaseUrl: async () => corridors.url,
          }),
        }),
        catalogServiceMock.factory({
          entities: [
            template as never,
            {
              apiVersion: 'backstage.io/v1alpha1',
              kind: 'User',
              metadata: { name: 'ada' },
              spec: {},
            },
          ],
        }),
      ],
    });
    server = backend.server as unknown as Server;
  });
  afterAll(async () => {
    await backend.stop();
    await corridors.close();
    await github.close();
  });
  beforeEach(() => {
    corridors.requests.length = 0;
  });

  const post = (to: string, body: object) =>
    request(server)
      .post(`/api/scaffolder${to}`)
      .set('Authorization', ADA)
      .send(body);

  /** Follows a task to its end. */
  async function follow(id: string) {
    const deadline = Date.now() + 30_000;
    for (;;) {
      const { body } = await request(server)
        .get(`/api/scaffolder/v2/tasks/${id}`)
        .set('Authorization', ADA);
      if (!['open', 'processing'].includes(body.status)) {
        const events = await request(server)
          .get(`/api/scaffolder/v2/tasks/${id}/events`)
          .set('Authorization', ADA);
        const log = events.body
          .map((event: { body: { message: string } }) => event.body.message)
          .join('\n');
        const completion = events.body.findLast(
          (event: { type: string }) => event.type === 'completion',
        );
        return { status: body.status, log, output: completion?.body.output };
      }
      if (Date.now() > deadline) {
        throw new Error(`Task ${id} is still ${body.status}`);
      }
      await new Promise(resolve => setTimeout(resolve, 50));
    }
  }

  async function create(values: object) {
    const { body, status } = await post('/v2/tasks', {
      templateRef: 'template:default/corridor-request',
      values,
    });
    expect(status).toBe(201);
    return { id: body.id, ...(await follow(body.id)) };
  }

  it('hands over what was filled in as a corridor, and nothing else', async () => {
    corridors.problems = [
      {
        code: 'taken',
        severity: 'error',
        message: 'is taken',
        field: 'metadata.name',
      },
    ];
    const { status, log } = await create({ ...VALUES, preview: 'sha256:x' });
    corridors.problems = [];
    expect(status).toBe('failed');
    expect(log).toContain('metadata.name: is taken');
    expect(corridors.sent.at(-1)?.body).toEqual({
      stage: 'full',
      spec: {
        metadata: { name: 'gha1' },
        spec: {
          environment: 'single1',
          owner: 'group:default/gha',
          buckets: VALUES.buckets,
          uses: VALUES.uses,
          spark: VALUES.spark,
          quota: VALUES.quota,
        },
      },
    });
  });

  it('shows its files in a dry run and writes nothing elsewhere', async () => {
    const { body, status } = await post('/v2/dry-run', {
      template,
      values: VALUES,
      directoryContents: [],
    });
    expect(status).toBe(200);
    expect(
      body.directoryContents.map((file: { path: string }) => file.path).sort(),
    ).toEqual([
      'corridors/gha1/corridor.yaml',
      'corridors/gha1/kubernetes/namespace.yaml',
    ]);
    expect(corridors.requests).toEqual([]);
    expect(github.requests).toEqual([]);
  });

  it.each([
    ['no name', { name: undefined }],
    ['no bucket', { buckets: [] }],
    ['a bucket without a name', { buckets: [{ versioning: true }] }],
    [
      'an operator that does not exist',
      { spark: { version: '3.5.6', operator: 'yarn' } },
    ],
    [
      'pods that are not a number',
      { quota: { cpu: '1', memory: '1Gi', pods: 'many' } },
    ],
  ])('refuses %s before any step runs', async (_what, values) => {
    const { status } = await post('/v2/tasks', {
      templateRef: 'template:default/corridor-request',
      values: { ...VALUES, ...values },
    });
    expect(status).toBe(400);
  });

  it('makes one pull request out of a failed try and its retry', async () => {
    github.fail({
      method: 'POST',
      path: /^\/pulls$/,
      answer: 500,
      message: 'We had issues',
    });
    const failed = await create(VALUES);
    expect(failed.status).toBe('failed');
    expect(failed.log).toContain('GitHub answered 500 "We had issues"');
    expect(corridors.requests).toMatchObject([{ state: 'failed' }]);

    await post(`/v2/tasks/${failed.id}/retry`, {}).expect(201);
    const retried = await follow(failed.id);
    expect(retried.status).toBe('completed');
    expect(retried.output.links).toMatchObject([
      { title: 'Pull request', url: `${github.repoUrl}/pull/1` },
      { title: 'Request in the portal', url: '/corridors/requests/request-2' },
    ]);
    expect(github.repository.pulls).toHaveLength(1);
    expect(corridors.requests).toMatchObject([
      { state: 'failed' },
      { state: 'open', pullRequest: { number: 1 } },
    ]);
    expect(github.repository.pulls[0]?.body).toContain(
      'https://portal.example.com/corridors/requests/request-2',
    );
  });
});
