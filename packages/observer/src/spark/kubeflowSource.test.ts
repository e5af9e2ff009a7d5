import { createSnapshot } from '../__testUtils__/createSnapshot';
import { observeSparkRuns } from './observeSparkRuns';

import {
  application,
  driverPod,
  ended,
  NOW,
} from '../__testUtils__/sparkObjects';

const observe = (...parameters: Parameters<typeof createSnapshot>) =>
  observeSparkRuns(createSnapshot(...parameters), 'single1', NOW);

describe('kubeflowSource', () => {
  it('tells everything of a run', () => {
    const [run] = observe({
      namespaces: [
        {
          metadata: {
            name: 'gha1',
            labels: { 'corridors.dev/corridor': 'gha1' },
          },
        },
      ],
      sparkApplications: [
        application(
          {},
          {
            applicationState: { state: 'RUNNING' },
            sparkApplicationId: 'spark-1',
            submissionID: 's-2',
            executionAttempts: 2,
            lastSubmissionAttemptTime: '2026-11-23T11:00:00Z',
            driverInfo: {
              podName: 'job-driver',
              webUIAddress: '10.0.0.1:4040',
              webUIIngressAddress: 'https://spark.example.com/job',
            },
          },
        ),
      ],
      pods: [
        driverPod(
          {
            phase: 'Running',
            startTime: '2026-11-23T11:00:05Z',
            containerStatuses: [
              {
                name: 'spark-kubernetes-driver',
                state: { running: { startedAt: '2026-11-23T11:00:10Z' } },
              },
            ],
          },
          { 'sparkoperator.k8s.io/submission-id': 's-2' },
        ),
        ...['Running', 'Pending'].map((phase, index) => ({
          metadata: {
            uid: `e${index}`,
            name: `exec-${index}`,
            namespace: 'gha1',
            labels: {
              'spark-role': 'executor',
              'sparkoperator.k8s.io/app-name': 'job',
              'sparkoperator.k8s.io/submission-id': 's-2',
            },
          },
          spec: { containers: [] },
          status: { phase },
        })),
        {
          metadata: {
            uid: 'old',
            name: 'exec-9',
            namespace: 'gha1',
            labels: {
              'spark-role': 'executor',
              'sparkoperator.k8s.io/app-name': 'job',
              'sparkoperator.k8s.io/submission-id': 's-1',
            },
          },
          spec: { containers: [] },
          status: { phase: 'Running' },
        },
      ],
      lostExecutors: [
        {
          podUid: 'l1',
          pod: 'exec-3',
          namespace: 'gha1',
          submissionId: 's-2',
          sparkAppId: 'spark-1',
          reason: 'Out of memory',
          at: '2026-11-23T11:20:00Z',
        },
        {
          podUid: 'l0',
          pod: 'exec-2',
          namespace: 'gha1',
          submissionId: 's-1',
          sparkAppId: 'spark-0',
          reason: 'Evicted',
          at: '2026-11-23T10:20:00Z',
        },
      ],
    });
    expect(run).toEqual({
      id: 'single1/gha1/app-uid/2',
      corridor: 'gha1',
      environment: 'single1',
      namespace: 'gha1',
      source: 'kubeflow',
      name: 'job',
      attempt: 2,
      sparkAppId: 'spark-1',
      phase: 'running',
      phaseSince: '2026-11-23T11:00:10Z',
      reason: {
        code: 'executors-missing',
        text: '1 of 2 executors are running. Last lost: exec-3, Out of memory',
        evidence: 'pod exec-3 at 2026-11-23T11:20:00Z',
      },
      driverPod: 'job-driver',
      executors: {
        requested: 2,
        pending: 1,
        running: 1,
        failed: 1,
        lost: ['exec-3: Out of memory (2026-11-23T11:20:00Z)'],
      },
      startedAt: '2026-11-23T11:00:10Z',
      endedAt: undefined,
      serviceAccount: 'gha1',
      uiUrl: 'https://spark.example.com/job',
      rawState: 'RUNNING',
      observedAt: '2026-11-23T11:59:50.000Z',
    });
  });

  it('believes the label of the namespace and not that of a pod', () => {
    const forged = {
      metadata: { name: 'gha1', labels: { 'corridors.dev/corridor': 'gha2' } },
    };
    expect(
      observe({ namespaces: [forged], sparkApplications: [application({})] })[0]
        ?.corridor,
    ).toBeUndefined();
  });

  it.each([
    {
      title: 'the container before the operator',
      pod: driverPod(ended(137, 'OOMKilled')),
      message: 'driver container failed with ExitCode: 137',
      expected: {
        code: 'OOMKilled',
        text: expect.stringContaining('Out of memory'),
        nextAction: expect.stringContaining('memory'),
      },
    },
    {
      title: 'an exit code that Kubernetes only calls Error',
      pod: driverPod(ended(52, 'Error')),
      message: undefined,
      expected: {
        code: 'exit-52',
        text: 'Exit code 52: out of memory (OutOfMemoryError)',
      },
    },
    {
      title: 'an eviction before the exit code that it causes',
      pod: driverPod({
        ...ended(137, 'Error'),
        reason: 'Evicted',
        message: 'The node was low on resource: memory.',
      }),
      message: undefined,
      expected: {
        code: 'Evicted',
        text: 'Evicted: The node was low on resource: memory.',
      },
    },
    {
      title: 'the log before an exit code that says little',
      pod: driverPod(ended(1, 'Error')),
      message: 'driver container failed with ExitCode: 1, Reason: Error',
      log: 'denied',
      expected: {
        code: 'log-denied',
        text: 'AWS denied access to role single1_instance',
        evidence: expect.stringContaining('the line'),
      },
    },
    {
      title: 'the operator where there is no pod',
      pod: undefined,
      message: 'failed to submit: token AKIAIOSFODNN7EXAMPLE',
      expected: {
        code: 'operator',
        text: 'failed to submit: token [redacted]',
      },
    },
  ])('explains a failure by $title', ({ pod, message, log, expected }) => {
    const [run] = observe({
      sparkApplications: [
        application(
          {},
          {
            applicationState: { state: 'FAILED', errorMessage: message },
            terminationTime: '2026-11-23T11:30:00Z',
          },
        ),
      ],
      pods: pod ? [pod] : [],
      driverLogs: log
        ? [
            [
              'driver-uid',
              {
                state: 'found',
                class: 'denied',
                line: 'the line',
                principalRole: 'single1_instance',
                readAt: NOW.toISOString(),
              },
            ],
          ]
        : [],
    });
    expect(run).toMatchObject({
      phase: 'failed',
      endedAt: '2026-11-23T11:30:00Z',
      reason: expected,
    });
  });

  it('tells why a submitted application does not start', () => {
    const pod = {
      ...driverPod({
        phase: 'Pending',
        conditions: [
          {
            type: 'PodScheduled',
            status: 'False',
            reason: 'Unschedulable',
            message: '0/3 nodes are available: 3 Insufficient memory.',
          },
        ],
      }),
      spec: { containers: [{ name: 'spark-kubernetes-driver' }] },
    };
    const [run] = observe({
      sparkApplications: [
        application({}, { applicationState: { state: 'SUBMITTED' } }),
      ],
      pods: [pod],
    });
    expect(run?.reason).toMatchObject({
      code: 'Unschedulable',
      text: expect.stringContaining('3 Insufficient memory'),
    });
  });

  it.each([
    {
      state: 'FAILED',
      pod: driverPod(ended(0, 'Completed')),
      text: 'The operator says that the job failed, but its driver ended well',
    },
    {
      state: 'COMPLETED',
      pod: driverPod(ended(1, 'Error')),
      text: 'The operator says that the job succeeded, but its driver failed',
    },
    {
      state: 'RUNNING',
      pod: driverPod(ended(1, 'Error')),
      text: 'The operator says RUNNING, but the driver has failed',
    },
    {
      state: 'RUNNING',
      pod: undefined,
      text: 'The operator says RUNNING, but there is no driver pod',
    },
    {
      state: 'RUNNING',
      pod: driverPod({ ...ended(0, 'Completed'), phase: 'Running' }),
      text: 'The operator says RUNNING, but the driver has ended well',
    },
  ])(
    'says that operator ($state) and driver disagree: $text',
    ({ state, pod, text }) => {
      const status = {
        applicationState: { state },
        lastSubmissionAttemptTime: '2026-11-23T11:00:00Z',
      };
      const [run] = observe({
        sparkApplications: [application({}, status)],
        pods: pod ? [pod] : [],
      });
      expect(run?.reason).toMatchObject({ code: 'disagreement', text });
    },
  );

  it('does not call a disagreement what is younger than two minutes or not seen live', () => {
    const status = {
      applicationState: { state: 'RUNNING' },
      lastSubmissionAttemptTime: '2026-11-23T11:00:00Z',
    };
    const young = driverPod(ended(0, 'Completed', '2026-11-23T11:58:30Z'));
    expect(
      observe({
        sparkApplications: [application({}, status)],
        pods: [young],
      })[0]?.reason,
    ).toBeUndefined();
    expect(
      observe({
        sparkApplications: [application({}, status)],
        states: { pods: 'stale' },
      })[0]?.reason,
    ).toBeUndefined();
  });

  it('does not take the pod of an earlier attempt with the same name for the present one', () => {
    const [run, ...others] = observe({
      sparkApplications: [
        application(
          {},
          {
            applicationState: { state: 'SUBMITTED' },
            submissionID: 's-2',
            driverInfo: { podName: 'job-driver' },
          },
        ),
      ],
      pods: [
        driverPod(ended(1, 'Error'), {
          'sparkoperator.k8s.io/submission-id': 's-1',
        }),
      ],
    });
    expect(others).toEqual([]);
    expect(run).toMatchObject({ phase: 'pending', reason: undefined });
  });
});
