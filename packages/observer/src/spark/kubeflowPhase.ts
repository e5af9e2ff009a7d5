import { SparkPhase } from '@corridors/model';
import { ObservedSparkApplication } from '../kubernetes';
import { DriverObservation } from './driverObservation';

/**
 * Phase of an application of the kubeflow operator, by its state
 * (source: kubeflow spark-operator, `api/v1beta2/sparkapplication_types.go`). The state is a plain string in the CRD: one
 * that is not known is `unknown`.
 */
export function kubeflowPhase(
  application: ObservedSparkApplication,
  driver: DriverObservation | undefined,
): SparkPhase {
  switch (application.state) {
    case '':
      return application.isSuspended ? 'suspended' : 'pending';
    case 'SUBMITTED':
      return driver && driver.state !== 'unscheduled' ? 'starting' : 'pending';
    case 'RUNNING':
    case 'SUCCEEDING':
      return 'running';
    case 'COMPLETED':
      return 'succeeded';
    case 'FAILED':
      return 'failed';
    case 'SUBMISSION_FAILED':
      return mayRetry(
        application,
        application.submissionAttempts,
        application.onSubmissionFailureRetries,
      )
        ? 'retrying'
        : 'failed';
    case 'FAILING':
      return mayRetry(
        application,
        application.executionAttempts,
        application.onFailureRetries,
      )
        ? 'retrying'
        : 'failed';
    case 'PENDING_RERUN':
    case 'INVALIDATING':
      return 'retrying';
    case 'SUSPENDING':
    case 'SUSPENDED':
      return 'suspended';
    case 'RESUMING':
      return 'pending';
    default:
      return 'unknown';
  }
}

function mayRetry(
  application: ObservedSparkApplication,
  attempts: number,
  retries: number | undefined,
): boolean {
  switch (application.restartPolicy) {
    case 'Always':
      return true;
    case 'OnFailure':
      return attempts <= (retries ?? 0);
    default:
      return false;
  }
}
