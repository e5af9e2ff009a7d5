import { mockServices } from '@backstage/backend-test-utils';
import {
  resourceEntityV1alpha1Validator,
  type Entity,
} from '@backstage/catalog-model';
import type { EntityProviderMutation } from '@backstage/plugin-catalog-node';
import type {
  CorridorList,
  CorridorSummary,
} from '@corridors/plugin-corridors-common';
import { CorridorEntityProvider } from './CorridorEntityProvider';

const row = (
  name: string,
  more: Partial<CorridorSummary> = {},
): CorridorSummary => ({
  name,
  environment: 'single1',
  owner: 'group:default/gha',
  state: 'ready',
  stateReason: '',
  buckets: 1,
  credentials: { state: 'healthy', reason: '' },
  spark: { running: 0 },
  isolation: { state: 'never', leaks: 0, blocked: 0, drift: 0, unproven: 0 },
  attention: 0,
  mine: false,
  asOf: '2026-11-23T10:00:00.000Z',
  ...more,
});

function setUp() {
  let answer: CorridorSummary[] | Error = [];
  const tokens: (string | undefined)[] = [];
  const mutations: EntityProviderMutation[] = [];
  const refreshes: (() => Promise<void>)[] = [];
  const provider = CorridorEntityProvider.create({
    auth: mockServices.auth(),
    logger: mockServices.logger.mock(),
    corridors: {
      listCorridors: async (_filter, options): Promise<CorridorList> => {
        tokens.push(options?.token);
        if (answer instanceof Error) {
          throw answer;
        }
        return {
          items: answer,
          sources: [],
          totals: { corridors: answer.length, needAttention: 0, byState: {} },
        };
      },
    },
    taskRunner: {
      run: async ({ fn }) => {
        refreshes.push(async () => fn(new AbortController().signal));
      },
    },
  });
  return {
    tokens,
    names: () => {
      const last = mutations.at(-1);
      return last?.type === 'full'
        ? last.entities.map(({ entity }) => entity.metadata.name)
        : undefined;
    },
    entities: () => {
      const last = mutations.at(-1);
      return last?.type === 'full'
        ? last.entities.map(({ entity }) => entity)
        : [];
    },
    mutations,
    connect: () =>
      provider.connect({
        applyMutation: async mutation => {
          mutations.push(mutation);
        },
        refresh: async () => {},
      }),
    refresh: (next: CorridorSummary[] | Error) => {
      answer = next;
      return refreshes[0]?.();
    },
  };
}

describe('CorridorEntityProvider', () => {
  it('keeps a valid Resource for each corridor, asked for by the catalog itself', async () => {
    const { connect, refresh, entities, tokens } = setUp();
    await connect();
    await refresh([row('gha1', { title: 'GitHub archive' })]);
    const [entity] = entities();
    expect(entity).toMatchObject({
      kind: 'Resource',
      metadata: {
        name: 'gha1',
        title: 'GitHub archive',
        annotations: {
          'corridors.dev/corridor': 'gha1',
          'corridors.dev/environment': 'single1',
        },
      },
      spec: { type: 'spark-corridor', owner: 'group:default/gha' },
    });
    const json: Entity = JSON.parse(JSON.stringify(entity));
    await expect(resourceEntityV1alpha1Validator.check(json)).resolves.toBe(
      true,
    );
    expect(tokens[0]).toContain('mock-service-token');
  });

  it('writes only what changed, and removes what is gone', async () => {
    const { connect, refresh, mutations, names } = setUp();
    await connect();
    await refresh([row('gha1'), row('gha2')]);
    await refresh([row('gha1', { state: 'broken' }), row('gha2')]);
    expect(mutations).toHaveLength(1);
    await refresh([row('gha2')]);
    expect(names()).toEqual(['gha2']);
  });

  it('keeps what is there while the corridors cannot be read', async () => {
    const { connect, refresh, mutations } = setUp();
    await connect();
    await refresh([row('gha1')]);
    await expect(refresh(new Error('503'))).rejects.toThrow(
      'their entities stay as they are',
    );
    expect(mutations).toHaveLength(1);
  });

  it('keeps a corridor whose file broke, and leaves out files of nobody', async () => {
    const { connect, refresh, names } = setUp();
    await connect();
    await refresh([
      row('gha1', { state: 'invalid' }),
      row('nobody', { state: 'invalid', owner: '', environment: '' }),
    ]);
    expect(names()).toEqual(['gha1']);
  });
});
