import { eventually } from '../../kubernetes/__testUtils__/eventually';
import {
  APPLICATIONS,
  MERGE_PATCH,
  PODS,
  READ_AND_WRITE,
  WEB_IDENTITY,
  openApplications,
} from './__testUtils__/openApplications';
import { SparkWorld, startSparkWorld } from './__testUtils__/startSparkWorld';

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

describe('the operator', () => {
  it('retries on failure as often as it is told', async () => {
    await applications.submit('retried', {
      sparkConf: {},
      spec: {
        restartPolicy: {
          type: 'OnFailure',
          onFailureRetries: 1,
          onFailureRetryInterval: 0,
        },
      },
    });
    const status = await applications.reach('retried', 'FAILED');
    expect(status.executionAttempts).toBe(2);
  });

  it('suspends, and resumes with a new submission', async () => {
    await applications.submit('paused', {
      sparkConf: WEB_IDENTITY,
      args: [...READ_AND_WRITE, 'hold', '600'],
    });
    const first = await applications.reach('paused', 'RUNNING');
    await world.call(
      'PATCH',
      `${APPLICATIONS}/paused`,
      { spec: { suspend: true } },
      MERGE_PATCH,
    );
    await applications.reach('paused', 'SUSPENDED');
    await eventually(async () =>
      expect(await applications.podsOf('paused', 'driver')).toEqual([]),
    );
    await world.call(
      'PATCH',
      `${APPLICATIONS}/paused`,
      { spec: { suspend: false } },
      MERGE_PATCH,
    );
    const second = await applications.reach('paused', 'RUNNING');
    expect(second.submissionID).not.toBe(first.submissionID);
  });

  it('runs a changed application anew', async () => {
    await applications.submit('fixed', { sparkConf: {} });
    await applications.reach('fixed', 'FAILED');
    await world.call(
      'PATCH',
      `${APPLICATIONS}/fixed`,
      { spec: { sparkConf: WEB_IDENTITY } },
      MERGE_PATCH,
    );
    expect(await applications.reach('fixed', 'COMPLETED')).toMatchObject({
      executionAttempts: 2,
    });
  });

  it('says so when a driver vanishes', async () => {
    await applications.submit('lost', {
      sparkConf: WEB_IDENTITY,
      args: [...READ_AND_WRITE, 'hold', '600'],
    });
    await applications.reach('lost', 'RUNNING');
    await world.call('DELETE', `${PODS}/lost-driver?gracePeriodSeconds=0`);
    const status = await applications.reach('lost', 'FAILED');
    expect(status.applicationState.errorMessage).toBe('driver pod not found');
  });

  it('takes pods and configuration away with an application', async () => {
    await applications.submit('gone', {
      sparkConf: WEB_IDENTITY,
      args: [...READ_AND_WRITE, 'hold', '600'],
    });
    await applications.reach('gone', 'RUNNING');
    await world.call('DELETE', `${APPLICATIONS}/gone`);
    await eventually(async () => {
      expect(await applications.podsOf('gone', 'driver')).toEqual([]);
      expect(await applications.podsOf('gone', 'executor')).toEqual([]);
    });
  });

  it('records what happened as events', async () => {
    await applications.submit('told', { sparkConf: WEB_IDENTITY });
    await applications.reach('told', 'COMPLETED');
    await eventually(async () => {
      const { text } = await world.call(
        'GET',
        '/api/v1/namespaces/gha1/events?fieldSelector=involvedObject.name%3Dtold',
      );
      expect(text).toContain('SparkApplicationSubmitted');
      expect(text).toContain('SparkApplicationCompleted');
    });
  });
});
