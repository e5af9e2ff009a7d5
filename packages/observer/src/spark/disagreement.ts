import { SparkPhase } from '@corridors/model';
import { ObservedSparkApplication } from '../kubernetes';
import { DriverObservation } from './driverObservation';
import { RunReason } from './runReason';

/** A busy operator lags by seconds; longer than this it is wrong, or does not run. */
const TOLERANCE_MS = 2 * 60_000;

/**
 * Where the operator says one thing and the driver's pod another for more than two minutes, says so: the operator may be
 * gone, or have taken a short job that ended well for a failure.
 *
 * @param arePodsLive - whether a missing pod means that there is none
 */
export function findDisagreement(
  application: ObservedSparkApplication,
  phase: SparkPhase,
  driver: DriverObservation | undefined,
  arePodsLive: boolean,
  now: Date,
): RunReason | undefined {
  const text = describe(application, phase, driver, arePodsLive);
  const since =
    driver && 'since' in driver && driver.since !== undefined
      ? driver.since
      : application.lastSubmissionAt;
  if (
    text === undefined ||
    since === undefined ||
    now.getTime() - Date.parse(since) < TOLERANCE_MS
  ) {
    return undefined;
  }
  return {
    code: 'disagreement',
    text,
    evidence: `operator ${application.state || 'says nothing'}, driver ${
      driver?.state ?? 'pod absent'
    } since ${since}`,
    nextAction: 'Ask the platform team whether the Spark operator is running',
  };
}

function describe(
  application: ObservedSparkApplication,
  phase: SparkPhase,
  driver: DriverObservation | undefined,
  arePodsLive: boolean,
): string | undefined {
  if (phase === 'failed' && driver?.state === 'succeeded') {
    return 'The operator says that the job failed, but its driver ended well';
  }
  if (phase === 'succeeded' && driver?.state === 'failed') {
    return 'The operator says that the job succeeded, but its driver failed';
  }
  const isActive = phase === 'running' || phase === 'starting';
  if (
    isActive &&
    (driver?.state === 'succeeded' || driver?.state === 'failed')
  ) {
    return `The operator says ${application.state}, but the driver has ${
      driver.state === 'failed' ? 'failed' : 'ended well'
    }`;
  }
  if (phase === 'running' && driver === undefined && arePodsLive) {
    return 'The operator says RUNNING, but there is no driver pod';
  }
  return undefined;
}
