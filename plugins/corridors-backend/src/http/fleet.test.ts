import { TestDatabases } from '@backstage/backend-test-utils';
import { sparkPod } from '../__testUtils__/clusterSnapshot';
import { corridorYaml, environmentYaml } from '../__testUtils__/repository';
import { setUpApi } from '../__testUtils__/setUpApi';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

const CORRIDORS = 200;
const PODS_OF_EACH = 5;
const LIMIT_MILLISECONDS = 100;

/** No name begins another. */
const names = Array.from(
  { length: CORRIDORS },
  (_, index) => `team${String(index).padStart(3, '0')}x`,
);

const files = Object.fromEntries([
  ['environments/single1.yaml', environmentYaml],
  ...names.map(name => [`corridors/${name}/corridor.yaml`, corridorYaml(name)]),
]);

describe.each(databases.eachSupportedId())(
  'a fleet of 200 corridors and 1,000 pods (%s)',
  databaseId => {
    it('is listed from memory within 100 ms', async () => {
      const subject = await setUpApi(await databases.init(databaseId), {
        files,
      });
      const content = subject.observers.contents.get('single1');
      for (const name of names) {
        for (let index = 0; index < PODS_OF_EACH; index++) {
          const role = index === 0 ? 'driver' : 'executor';
          content?.pods.set(
            `${name}/etl-${index}`,
            sparkPod(name, `etl-${index}`, role, `etl-${name}`),
          );
        }
      }
      subject.inventory.rebuild();
      const { body } = await subject.api.get('pat', '/v1/corridors');
      expect(body.items).toHaveLength(CORRIDORS);
      expect(body.items[0].spark.running).toBe(1);

      const reads = subject.urlReader.reads;
      const durations: number[] = [];
      for (let attempt = 0; attempt < 9; attempt++) {
        durations.push(await subject.api.time('pat', '/v1/corridors'));
      }
      durations.sort((a, b) => a - b);
      expect(durations[4]).toBeLessThanOrEqual(LIMIT_MILLISECONDS);
      expect(subject.urlReader.reads).toBe(reads);
      await subject.stop();
    }, 60_000);
  },
);
