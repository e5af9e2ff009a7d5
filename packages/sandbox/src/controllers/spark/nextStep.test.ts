import { nextStep } from './nextStep';
import { DriverObservation } from './observePods';
import { parseSparkApplication } from './SparkApplication';

const failed: DriverObservation = {
  kind: 'failed',
  message: 'driver container failed with ExitCode: 1, Reason: Error',
};

const application = (
  state: string,
  options: {
    suspend?: boolean;
    restartPolicy?: object;
    attempts?: number;
  } = {},
) =>
  parseSparkApplication({
    metadata: { name: 'a', namespace: 'n', uid: 'u' },
    spec: {
      type: 'Java',
      sparkVersion: '3.5.6',
      mainApplicationFile: 'local:///app.jar',
      suspend: options.suspend,
      restartPolicy: options.restartPolicy,
      driver: {},
      executor: {},
    },
    status: {
      applicationState: { state },
      executionAttempts: options.attempts ?? 1,
      submissionAttempts: options.attempts ?? 1,
    },
  });

const onFailure = {
  type: 'OnFailure',
  onFailureRetries: 1,
  onFailureRetryInterval: 5,
  onSubmissionFailureRetries: 1,
};

it.each<[string, object, DriverObservation, object]>([
  ['', {}, { kind: 'absent' }, { kind: 'submit' }],
  [
    '',
    { suspend: true },
    { kind: 'absent' },
    { kind: 'set-state', state: 'SUSPENDED' },
  ],
  ['SUBMITTED', {}, { kind: 'pending' }, { kind: 'observe' }],
  [
    'SUBMITTED',
    {},
    { kind: 'running' },
    { kind: 'set-state', state: 'RUNNING' },
  ],
  ['RUNNING', {}, { kind: 'running' }, { kind: 'observe' }],
  [
    'RUNNING',
    {},
    { kind: 'succeeded' },
    { kind: 'set-state', state: 'SUCCEEDING' },
  ],
  [
    'RUNNING',
    {},
    failed,
    {
      kind: 'set-state',
      state: 'FAILING',
      errorMessage: expect.stringContaining('ExitCode: 1'),
    },
  ],
  [
    'RUNNING',
    {},
    { kind: 'absent' },
    {
      kind: 'set-state',
      state: 'FAILING',
      errorMessage: 'driver pod not found',
    },
  ],
  [
    'RUNNING',
    { suspend: true },
    { kind: 'running' },
    { kind: 'set-state', state: 'SUSPENDING' },
  ],
  [
    'SUSPENDING',
    { suspend: true },
    { kind: 'running' },
    { kind: 'stop-driver', then: 'SUSPENDED' },
  ],
  [
    'SUSPENDED',
    {},
    { kind: 'absent' },
    { kind: 'set-state', state: 'RESUMING' },
  ],
  ['RESUMING', {}, { kind: 'absent' }, { kind: 'submit' }],
  [
    'INVALIDATING',
    {},
    { kind: 'running' },
    { kind: 'stop-driver', then: 'PENDING_RERUN' },
  ],
  ['PENDING_RERUN', {}, failed, { kind: 'stop-driver', then: 'PENDING_RERUN' }],
  ['PENDING_RERUN', {}, { kind: 'absent' }, { kind: 'submit' }],
  [
    'SUCCEEDING',
    {},
    { kind: 'succeeded' },
    { kind: 'set-state', state: 'COMPLETED' },
  ],
  [
    'SUCCEEDING',
    { restartPolicy: { type: 'Always' } },
    { kind: 'succeeded' },
    { kind: 'set-state', state: 'PENDING_RERUN' },
  ],
  ['FAILING', {}, failed, { kind: 'set-state', state: 'FAILED' }],
  [
    'FAILING',
    { restartPolicy: onFailure },
    failed,
    { kind: 'wait', milliseconds: 5000, then: 'PENDING_RERUN' },
  ],
  [
    'FAILING',
    { restartPolicy: onFailure, attempts: 2 },
    failed,
    { kind: 'set-state', state: 'FAILED' },
  ],
  [
    'SUBMISSION_FAILED',
    {},
    { kind: 'absent' },
    { kind: 'set-state', state: 'FAILED' },
  ],
  [
    'SUBMISSION_FAILED',
    { restartPolicy: onFailure },
    { kind: 'absent' },
    { kind: 'wait', milliseconds: 0, then: 'PENDING_RERUN' },
  ],
  ['COMPLETED', {}, { kind: 'succeeded' }, { kind: 'observe' }],
  ['FAILED', {}, failed, { kind: 'observe' }],
])('in state %j with %j and driver %j: %j', (state, options, driver, step) => {
  expect(nextStep(application(state, options), driver)).toEqual(step);
});
