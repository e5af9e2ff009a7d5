import { eventually } from '../../kubernetes/__testUtils__/eventually';
import {
  PODS,
  READ_AND_WRITE,
  WEB_IDENTITY,
  openApplications,
} from '../spark/__testUtils__/openApplications';
import {
  SparkWorld,
  startSparkWorld,
} from '../spark/__testUtils__/startSparkWorld';

jest.setTimeout(60_000);

let world: SparkWorld;
let applications: ReturnType<typeof openApplications>;

beforeEach(async () => {
  world = await startSparkWorld();
  applications = openApplications(world);
});

afterEach(async () => {
  await world.close();
});

describe('the node', () => {
  it('takes up running pods after a restart', async () => {
    await applications.submit('long', {
      sparkConf: WEB_IDENTITY,
      args: [...READ_AND_WRITE, 'hold', '600'],
    });
    await applications.reach('long', 'RUNNING');
    await eventually(async () =>
      expect(await applications.podsOf('long', 'executor')).toHaveLength(2),
    );
    await world.restartKubelet();
    const before = (await applications.logOf('long')).length;
    await eventually(async () =>
      expect((await applications.logOf('long')).length).toBeGreaterThan(before),
    );
    expect((await applications.statusOf('long')).applicationState.state).toBe(
      'RUNNING',
    );
    expect(await applications.podsOf('long', 'executor')).toHaveLength(2);
  });

  it('serves the end of a log, and nothing for a pod that is not scheduled', async () => {
    await applications.submit('logged', { sparkConf: WEB_IDENTITY });
    await applications.reach('logged', 'COMPLETED');
    const { text } = await world.call(
      'GET',
      `${PODS}/logged-driver/log?tailLines=1&container=spark-kubernetes-driver`,
    );
    expect(text).toMatch(
      /^\S+ \S+ INFO SparkContext: Successfully stopped SparkContext\n$/,
    );

    await world.call('POST', PODS, {
      metadata: { name: 'waiting' },
      spec: {
        nodeSelector: { nowhere: 'true' },
        containers: [{ name: 'c', image: 'i' }],
      },
    });
    const answer = await world.call('GET', `${PODS}/waiting/log`);
    expect(answer).toMatchObject({ code: 204, text: '' });
    expect(answer.headers['content-type']).toBeUndefined();
  });
});
