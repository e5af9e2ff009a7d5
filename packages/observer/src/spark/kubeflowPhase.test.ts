import { SparkPhase } from '@corridors/model';
import { createSnapshot } from '../__testUtils__/createSnapshot';
import { observeSparkRuns } from './observeSparkRuns';

import { application, driverPod, NOW } from '../__testUtils__/sparkObjects';

const observe = (...parameters: Parameters<typeof createSnapshot>) =>
  observeSparkRuns(createSnapshot(...parameters), 'single1', NOW);

describe('kubeflowPhase', () => {
  it.each<{
    title: string;
    spec?: object;
    status?: object;
    pod?: object;
    phase: SparkPhase;
  }>([
    { title: 'no status at all', phase: 'pending' },
    { title: 'an empty status', status: {}, phase: 'pending' },
    {
      title: 'null everywhere',
      status: {
        applicationState: null,
        driverInfo: null,
        executorState: null,
        lastSubmissionAttemptTime: null,
        terminationTime: null,
      },
      phase: 'pending',
    },
    {
      title: 'an empty state',
      status: { applicationState: { state: '' } },
      phase: 'pending',
    },
    {
      title: 'an empty state of a suspended application',
      spec: { suspend: true },
      status: { applicationState: { state: '' } },
      phase: 'suspended',
    },
    {
      title: 'SUBMITTED without a pod',
      status: { applicationState: { state: 'SUBMITTED' } },
      phase: 'pending',
    },
    {
      title: 'SUBMITTED with an unscheduled pod',
      status: { applicationState: { state: 'SUBMITTED' } },
      pod: {
        ...driverPod({
          phase: 'Pending',
          conditions: [
            { type: 'PodScheduled', status: 'False', reason: 'Unschedulable' },
          ],
        }),
        spec: { containers: [] },
      },
      phase: 'pending',
    },
    {
      title: 'SUBMITTED with a scheduled pod',
      status: { applicationState: { state: 'SUBMITTED' } },
      pod: driverPod({ phase: 'Pending' }),
      phase: 'starting',
    },
    {
      title: 'RUNNING',
      status: { applicationState: { state: 'RUNNING' } },
      pod: driverPod({ phase: 'Running' }),
      phase: 'running',
    },
    {
      title: 'SUCCEEDING',
      status: { applicationState: { state: 'SUCCEEDING' } },
      phase: 'running',
    },
    {
      title: 'COMPLETED',
      status: { applicationState: { state: 'COMPLETED' } },
      phase: 'succeeded',
    },
    {
      title: 'FAILED',
      status: { applicationState: { state: 'FAILED' } },
      phase: 'failed',
    },
    {
      title: 'SUBMISSION_FAILED without retries',
      status: {
        applicationState: { state: 'SUBMISSION_FAILED' },
        submissionAttempts: 1,
      },
      phase: 'failed',
    },
    {
      title: 'SUBMISSION_FAILED with retries left',
      spec: {
        restartPolicy: { type: 'OnFailure', onSubmissionFailureRetries: 2 },
      },
      status: {
        applicationState: { state: 'SUBMISSION_FAILED' },
        submissionAttempts: 1,
      },
      phase: 'retrying',
    },
    {
      title: 'FAILING without retries',
      status: { applicationState: { state: 'FAILING' }, executionAttempts: 1 },
      phase: 'failed',
    },
    {
      title: 'FAILING with retries left',
      spec: { restartPolicy: { type: 'OnFailure', onFailureRetries: 3 } },
      status: { applicationState: { state: 'FAILING' }, executionAttempts: 3 },
      phase: 'retrying',
    },
    {
      title: 'FAILING with retries spent',
      spec: { restartPolicy: { type: 'OnFailure', onFailureRetries: 3 } },
      status: { applicationState: { state: 'FAILING' }, executionAttempts: 4 },
      phase: 'failed',
    },
    {
      title: 'FAILING under Always',
      spec: { restartPolicy: { type: 'Always' } },
      status: { applicationState: { state: 'FAILING' } },
      phase: 'retrying',
    },
    {
      title: 'PENDING_RERUN',
      status: { applicationState: { state: 'PENDING_RERUN' } },
      phase: 'retrying',
    },
    {
      title: 'INVALIDATING',
      status: { applicationState: { state: 'INVALIDATING' } },
      phase: 'retrying',
    },
    {
      title: 'SUSPENDING',
      status: { applicationState: { state: 'SUSPENDING' } },
      phase: 'suspended',
    },
    {
      title: 'SUSPENDED',
      status: { applicationState: { state: 'SUSPENDED' } },
      phase: 'suspended',
    },
    {
      title: 'RESUMING',
      status: { applicationState: { state: 'RESUMING' } },
      phase: 'pending',
    },
    {
      title: 'UNKNOWN',
      status: { applicationState: { state: 'UNKNOWN' } },
      phase: 'unknown',
    },
    {
      title: 'a state of a later version',
      status: { applicationState: { state: 'DREAMING' } },
      phase: 'unknown',
    },
  ])('says $phase for $title', ({ spec = {}, status, pod, phase }) => {
    const [run, ...others] = observe({
      sparkApplications: [application(spec, status)],
      pods: pod ? [pod] : [],
    });
    expect(others).toEqual([]);
    expect(run).toMatchObject({
      phase,
      name: 'job',
      source: 'kubeflow',
      environment: 'single1',
    });
  });
});
