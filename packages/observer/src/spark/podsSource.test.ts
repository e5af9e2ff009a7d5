import { SparkPhase } from '@corridors/model';
import { createSnapshot } from '../__testUtils__/createSnapshot';
import { observeSparkRuns } from './observeSparkRuns';

const NOW = new Date('2026-11-23T12:00:00Z');

function pod(
  name: string,
  role: string,
  status: object,
  extra: { metadata?: object; spec?: object } = {},
): object {
  return {
    metadata: {
      uid: name,
      name,
      namespace: 'gha1',
      creationTimestamp: '2026-11-23T11:00:00Z',
      labels: {
        'spark-role': role,
        'spark-app-selector': 'spark-1',
        'spark-app-name': 'gha2spark',
      },
      ...extra.metadata,
    },
    spec: {
      nodeName: 'n1',
      serviceAccountName: 'gha1',
      containers: [{ name: `spark-kubernetes-${role}` }],
      ...extra.spec,
    },
    status,
  };
}

const observe = (...parameters: Parameters<typeof createSnapshot>) =>
  observeSparkRuns(createSnapshot(...parameters), 'single1', NOW);

describe('podsSource', () => {
  it.each<{
    title: string;
    status: object;
    extra?: { metadata?: object; spec?: object };
    phase: SparkPhase;
    code?: string;
  }>([
    { title: 'no status', status: {}, phase: 'unknown' },
    {
      title: 'a pod that no node takes',
      status: {
        phase: 'Pending',
        conditions: [
          { type: 'PodScheduled', status: 'False', reason: 'Unschedulable' },
        ],
      },
      extra: { spec: { nodeName: undefined } },
      phase: 'pending',
      code: 'Unschedulable',
    },
    {
      title: 'a scheduled pod',
      status: { phase: 'Pending' },
      phase: 'starting',
    },
    {
      title: 'an image that cannot be pulled',
      status: {
        phase: 'Pending',
        containerStatuses: [
          {
            name: 'spark-kubernetes-driver',
            state: {
              waiting: { reason: 'ImagePullBackOff', message: 'Back-off' },
            },
          },
        ],
      },
      phase: 'starting',
      code: 'ImagePullBackOff',
    },
    {
      title: 'a container that is being created',
      status: {
        phase: 'Pending',
        containerStatuses: [
          {
            name: 'spark-kubernetes-driver',
            state: { waiting: { reason: 'ContainerCreating' } },
          },
        ],
      },
      phase: 'starting',
    },
    { title: 'a running pod', status: { phase: 'Running' }, phase: 'running' },
    {
      title: 'a succeeded pod',
      status: { phase: 'Succeeded' },
      phase: 'succeeded',
    },
    {
      title: 'a failed pod',
      status: {
        phase: 'Failed',
        containerStatuses: [
          {
            name: 'spark-kubernetes-driver',
            state: { terminated: { exitCode: 101, reason: 'Error' } },
          },
        ],
      },
      phase: 'failed',
      code: 'exit-101',
    },
    {
      title: 'a driver that ended well beside a sidecar that goes on',
      status: {
        phase: 'Running',
        containerStatuses: [
          {
            name: 'spark-kubernetes-driver',
            state: { terminated: { exitCode: 0 } },
          },
        ],
      },
      phase: 'succeeded',
    },
    {
      title: 'a driver that ended well beside a sidecar that failed',
      status: {
        phase: 'Failed',
        containerStatuses: [
          {
            name: 'spark-kubernetes-driver',
            state: { terminated: { exitCode: 0 } },
          },
          { name: 'proxy', state: { terminated: { exitCode: 1 } } },
        ],
      },
      phase: 'succeeded',
    },
    {
      title: 'a running pod that is being deleted',
      status: { phase: 'Running' },
      extra: { metadata: { deletionTimestamp: '2026-11-23T11:59:00Z' } },
      phase: 'cancelled',
    },
    {
      title: 'a phase of a later version',
      status: { phase: 'Hibernating' },
      phase: 'unknown',
    },
  ])('says $phase for $title', ({ status, extra, phase, code }) => {
    const metadata = extra?.metadata && {
      labels: { 'spark-role': 'driver', 'spark-app-selector': 'spark-1' },
      ...extra.metadata,
    };
    const [run] = observe({
      pods: [
        pod('driver', 'driver', status, {
          ...extra,
          ...(metadata
            ? {
                metadata: {
                  uid: 'driver',
                  name: 'driver',
                  namespace: 'gha1',
                  ...metadata,
                },
              }
            : {}),
        }),
      ],
    });
    expect(run).toMatchObject({ phase, source: 'pods', driverPod: 'driver' });
    expect(run?.reason?.code).toBe(code);
  });

  it('groups executors with their driver by the id of the application', () => {
    const runs = observe({
      pods: [
        pod('driver', 'driver', {
          phase: 'Running',
          startTime: '2026-11-23T11:00:05Z',
        }),
        pod('exec-1', 'executor', { phase: 'Running' }),
        pod('exec-2', 'executor', { phase: 'Failed' }),
      ],
      lostExecutors: [
        {
          podUid: 'exec-2',
          pod: 'exec-2',
          namespace: 'gha1',
          sparkAppId: 'spark-1',
          reason: 'Evicted',
          at: '2026-11-23T11:30:00Z',
        },
      ],
    });
    expect(runs).toHaveLength(1);
    expect(runs[0]).toMatchObject({
      id: 'single1/gha1/driver/1',
      name: 'gha2spark',
      sparkAppId: 'spark-1',
      startedAt: '2026-11-23T11:00:05Z',
      executors: {
        running: 1,
        pending: 0,
        failed: 1,
        lost: ['exec-2: Evicted (2026-11-23T11:30:00Z)'],
      },
    });
  });

  it('shows a run whose driver is elsewhere by its executors', () => {
    const [run] = observe({
      pods: [
        pod('exec-1', 'executor', { phase: 'Running' }),
        pod('exec-2', 'executor', { phase: 'Pending' }),
      ],
    });
    expect(run).toMatchObject({
      phase: 'running',
      driverPod: undefined,
      reason: { code: 'driver-outside' },
      executors: { running: 1, pending: 1 },
    });
  });

  it('takes the name from the annotation of old versions of Spark', () => {
    const metadata = {
      uid: 'd',
      name: 'd',
      namespace: 'gha1',
      labels: { 'spark-role': 'driver' },
      annotations: { 'spark-app-name': 'old' },
    };
    expect(
      observe({
        pods: [pod('d', 'driver', { phase: 'Running' }, { metadata })],
      })[0]?.name,
    ).toBe('old');
  });

  it('keeps runs of namespaces apart that have the same names', () => {
    const other = {
      uid: 'x',
      name: 'driver',
      namespace: 'gha2',
      labels: { 'spark-role': 'driver', 'spark-app-selector': 'spark-1' },
    };
    const runs = observe({
      pods: [
        pod('driver', 'driver', { phase: 'Running' }),
        pod('driver', 'driver', { phase: 'Running' }, { metadata: other }),
      ],
    });
    expect(runs.map(({ id }) => id).sort()).toEqual([
      'single1/gha1/driver/1',
      'single1/gha2/x/1',
    ]);
  });
});
