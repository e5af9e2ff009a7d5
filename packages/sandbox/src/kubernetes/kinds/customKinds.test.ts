import { RawAnswer, callApi } from '../__testUtils__/apiClient';
import {
  ADMIN_TOKEN,
  TestCluster,
  startTestCluster,
} from '../__testUtils__/startTestCluster';

jest.setTimeout(60_000);

let cluster: TestCluster;

afterEach(async () => {
  await cluster.close();
});

const call = (method: string, target: string, body?: unknown) =>
  callApi(cluster, method, target, { token: ADMIN_TOKEN, body });

async function create(target: string, body: unknown): Promise<RawAnswer> {
  const answer = await call('POST', target, body);
  expect(answer).toMatchObject({ code: 201 });
  return answer;
}

describe('custom resource definitions', () => {
  beforeEach(async () => {
    cluster = await startTestCluster();
  });

  it('serves a kind from its definition until the definition is gone', async () => {
    const names = { kind: 'Widget', plural: 'widgets' };
    const openAPIV3Schema = {
      type: 'object',
      properties: {
        spec: {
          type: 'object',
          properties: { size: { type: 'integer', maximum: 3 } },
        },
      },
    };
    await create('/apis/apiextensions.k8s.io/v1/customresourcedefinitions', {
      metadata: { name: 'widgets.example.org' },
      spec: {
        group: 'example.org',
        scope: 'Namespaced',
        names,
        versions: [
          {
            name: 'v1',
            served: true,
            storage: true,
            schema: { openAPIV3Schema },
          },
        ],
      },
    });
    const target = '/apis/example.org/v1/namespaces/default/widgets';
    const { json } = await create(target, {
      metadata: { name: 'w' },
      spec: { size: 2, colour: 'red' },
    });
    expect(json).toMatchObject({ spec: { size: 2 } });
    expect(json).not.toHaveProperty('spec.colour');
    expect(
      await call('POST', target, {
        metadata: { name: 'x' },
        spec: { size: 4 },
      }),
    ).toMatchObject({ code: 422 });

    await call(
      'DELETE',
      '/apis/apiextensions.k8s.io/v1/customresourcedefinitions/widgets.example.org',
    );
    expect(await call('GET', target)).toMatchObject({
      code: 404,
      text: '404 page not found\n',
    });
  });

  it('refuses a definition whose name does not fit', async () => {
    const spec = {
      group: 'example.org',
      scope: 'Namespaced',
      names: { kind: 'Widget', plural: 'widgets' },
      versions: [
        {
          name: 'v1',
          served: true,
          storage: true,
          schema: { openAPIV3Schema: { type: 'object' } },
        },
      ],
    };
    const answer = await call(
      'POST',
      '/apis/apiextensions.k8s.io/v1/customresourcedefinitions',
      { metadata: { name: 'widget.example.org' }, spec },
    );
    expect(answer).toMatchObject({
      code: 422,
      json: { details: { causes: [{ field: 'metadata.name' }] } },
    });
  });
});
