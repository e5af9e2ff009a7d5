import { mockServices } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import { buildFleet, buildMatrix, type CellAnswer } from '@corridors/model';
import type { EnvironmentConnection } from '../configuration';
import { AwsCredentialSources } from '../credentials';
import { repositoryFiles } from '../__testUtils__/repository';
import { observedView } from './observedView';

const fleet = buildFleet(
  Object.entries(repositoryFiles()).map(([path, content]) => ({
    path,
    content,
  })),
);
const matrix = buildMatrix(fleet, '111122223333');

const single1: EnvironmentConnection = {
  name: 'single1',
  // Nobody listens there.
  cluster: {
    name: 'vpc2-kspray1',
    connection: { server: 'https://127.0.0.1:1' },
  },
  aws: {
    endpoints: {
      s3: 'https://127.0.0.1:1',
      sts: 'https://127.0.0.1:1',
      forcePathStyle: true,
    },
    frequencySeconds: 300,
  },
  nodeRole: { kind: 'none' },
  verification: { live: true, requestsPerSecond: 100 },
};

async function observe(
  connections: ReadonlyMap<string, EnvironmentConnection>,
  cells = matrix.cells,
): Promise<CellAnswer[]> {
  const view = observedView(
    matrix,
    fleet,
    {
      connections,
      credentials: AwsCredentialSources.fromConfig(new ConfigReader({})),
      clock: () => new Date(),
      random: () => 'abcdefgh1234',
      logger: mockServices.logger.mock(),
    },
    () => {},
  );
  const answers: CellAnswer[] = [];
  for await (const answer of view.fill(cells, new AbortController().signal)) {
    answers.push(answer);
  }
  return answers;
}

describe('observedView', () => {
  it.each<[string, ReadonlyMap<string, EnvironmentConnection>, string]>([
    [
      'is not in app-config',
      new Map(),
      'app-config has no corridors.environments.single1',
    ],
    [
      'is not to be tried',
      new Map([
        [
          'single1',
          { ...single1, verification: { live: false, requestsPerSecond: 1 } },
        ],
      ]),
      'verification.live set to false',
    ],
  ])(
    'covers no cell of an environment that %s, and says why',
    async (_what, connections, detail) => {
      const answers = await observe(connections);
      expect(answers.map(({ cell }) => cell).sort()).toEqual(
        matrix.cells.map(({ id }) => id).sort(),
      );
      for (const answer of answers) {
        expect(answer).toMatchObject({
          covered: false,
          reason: 'not-configured',
          detail: expect.stringContaining(detail),
        });
      }
    },
  );

  it('covers no cell of an identity whose credentials nobody provides, and never takes that for a deny', async () => {
    const cells = matrix.cells.filter(
      ({ identity }) => identity === 'corridor:gha1',
    );
    const answers = await observe(new Map([['single1', single1]]), cells);
    expect(answers).toHaveLength(cells.length);
    for (const answer of answers) {
      expect(answer.covered).toBe(false);
    }
  });
});
