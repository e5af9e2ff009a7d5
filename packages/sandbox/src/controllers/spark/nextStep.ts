import { SparkApplication } from './SparkApplication';
import { DriverObservation } from './observePods';

/**
 * What the operator has to do for an application.
 *
 * @public
 */
export type Step =
  | { readonly kind: 'submit' }
  | { readonly kind: 'stop-driver'; readonly then: string }
  | {
      readonly kind: 'set-state';
      readonly state: string;
      readonly errorMessage?: string;
    }
  | {
      readonly kind: 'wait';
      readonly milliseconds: number;
      readonly then: string;
    }
  | { readonly kind: 'observe' };

function afterFailure(application: SparkApplication): Step {
  const { restartPolicy } = application.spec;
  const errorMessage = application.status?.applicationState?.errorMessage;
  const attempts = application.status?.executionAttempts ?? 1;
  const retries =
    restartPolicy.type === 'Always' ||
    (restartPolicy.type === 'OnFailure' &&
      attempts <= restartPolicy.onFailureRetries);
  return retries
    ? {
        kind: 'wait',
        milliseconds: restartPolicy.onFailureRetryInterval * 1000,
        then: 'PENDING_RERUN',
      }
    : {
        kind: 'set-state',
        state: 'FAILED',
        ...(errorMessage ? { errorMessage } : {}),
      };
}

function afterSubmissionFailure(application: SparkApplication): Step {
  const { restartPolicy } = application.spec;
  const errorMessage = application.status?.applicationState?.errorMessage;
  const attempts = application.status?.submissionAttempts ?? 1;
  return restartPolicy.type !== 'Never' &&
    attempts <= restartPolicy.onSubmissionFailureRetries
    ? {
        kind: 'wait',
        milliseconds: restartPolicy.onSubmissionFailureRetryInterval * 1000,
        then: 'PENDING_RERUN',
      }
    : {
        kind: 'set-state',
        state: 'FAILED',
        ...(errorMessage ? { errorMessage } : {}),
      };
}

function whileActive(state: string, driver: DriverObservation): Step {
  switch (driver.kind) {
    case 'absent':
      return {
        kind: 'set-state',
        state: 'FAILING',
        errorMessage: 'driver pod not found',
      };
    case 'pending':
      return { kind: 'observe' };
    case 'running':
      return state === 'RUNNING'
        ? { kind: 'observe' }
        : { kind: 'set-state', state: 'RUNNING' };
    case 'succeeded':
      return { kind: 'set-state', state: 'SUCCEEDING' };
    case 'failed':
      return {
        kind: 'set-state',
        state: 'FAILING',
        errorMessage: driver.message,
      };
    default: {
      const unknown: never = driver;
      throw new Error(`no such observation: ${JSON.stringify(unknown)}`);
    }
  }
}

/**
 * Decides what comes next for an application from its state and its driver. Source: Kubeflow Spark operator, "SparkApplication
 * state machine".
 *
 * @public
 */
export function nextStep(
  application: SparkApplication,
  driver: DriverObservation,
): Step {
  const { suspend, restartPolicy } = application.spec;
  const state = application.status?.applicationState?.state ?? '';
  switch (state) {
    case '':
      return suspend
        ? { kind: 'set-state', state: 'SUSPENDED' }
        : { kind: 'submit' };
    case 'SUBMITTED':
    case 'RUNNING':
      return suspend
        ? { kind: 'set-state', state: 'SUSPENDING' }
        : whileActive(state, driver);
    case 'SUSPENDING':
      return { kind: 'stop-driver', then: 'SUSPENDED' };
    case 'SUSPENDED':
      return suspend
        ? { kind: 'observe' }
        : { kind: 'set-state', state: 'RESUMING' };
    case 'RESUMING':
    case 'PENDING_RERUN':
      return driver.kind === 'absent'
        ? { kind: 'submit' }
        : { kind: 'stop-driver', then: state };
    case 'INVALIDATING':
      return { kind: 'stop-driver', then: 'PENDING_RERUN' };
    case 'SUCCEEDING':
      return restartPolicy.type === 'Always'
        ? { kind: 'set-state', state: 'PENDING_RERUN' }
        : { kind: 'set-state', state: 'COMPLETED' };
    case 'FAILING':
      return afterFailure(application);
    case 'SUBMISSION_FAILED':
      return afterSubmissionFailure(application);
    default:
      return { kind: 'observe' };
  }
}

/** Whether nothing more happens to an application in this state. @public */
export function isTerminal(state: string): boolean {
  return state === 'COMPLETED' || state === 'FAILED';
}
