import { SparkRun } from '@corridors/model';
import { ClusterSnapshot } from '../cluster';
import { corridorOfNamespace } from '../cluster/corridorOfNamespace';
import { ObservedPod, ObservedSparkApplication } from '../kubernetes';
import { countExecutors } from './countExecutors';
import { findDisagreement } from './disagreement';
import { driverStartedAt, observeDriver } from './driverObservation';
import { findExecutorShortage } from './executorShortage';
import { kubeflowPhase } from './kubeflowPhase';
import { explainRun } from './runReason';
import { SparkSource } from './sparkSource';

const APP_NAME = 'sparkoperator.k8s.io/app-name';
const SUBMISSION_ID = 'sparkoperator.k8s.io/submission-id';

/**
 * SparkApplications of the kubeflow operator.
 *
 * @public
 */
export const kubeflowSource: SparkSource = {
  kind: 'kubeflow',
  observe(snapshot, environment, now, claimed) {
    return [...snapshot.sparkApplications.values()].map(application => {
      const pods = podsOf(application, snapshot, claimed);
      return observeApplication(application, pods, snapshot, environment, now);
    });
  },
};

/** Pods of the present attempt: a former one's pods carry another submission id and may have the same names. */
function podsOf(
  application: ObservedSparkApplication,
  snapshot: ClusterSnapshot,
  claimed: Set<string>,
): readonly ObservedPod[] {
  const own = snapshot
    .inNamespace(application.namespace)
    .pods.filter(
      pod =>
        pod.labels[APP_NAME] === application.name ||
        pod.name === application.driverPod,
    );
  own.forEach(({ uid }) => claimed.add(uid));
  return own.filter(pod => {
    const submission = pod.labels[SUBMISSION_ID];
    return (
      application.submissionId === undefined ||
      submission === undefined ||
      submission === application.submissionId
    );
  });
}

function observeApplication(
  application: ObservedSparkApplication,
  pods: readonly ObservedPod[],
  snapshot: ClusterSnapshot,
  environment: string,
  now: Date,
): SparkRun {
  const driverPod = pods.find(
    pod =>
      pod.labels['spark-role'] === 'driver' &&
      (!application.driverPod || pod.name === application.driverPod),
  );
  const driver = driverPod && observeDriver(driverPod);
  const phase = kubeflowPhase(application, driver);
  const arePodsLive = snapshot.collections.pods.state === 'live';
  const attempt = Math.max(
    application.executionAttempts,
    application.submissionAttempts,
    1,
  );
  const lost = (snapshot.lostExecutors.get(application.namespace) ?? []).filter(
    executor =>
      application.submissionId !== undefined &&
      executor.submissionId !== undefined
        ? executor.submissionId === application.submissionId
        : executor.sparkAppId !== undefined &&
          executor.sparkAppId === application.sparkAppId,
  );
  const reason = explainRun({
    driver: driverPod,
    log: driverPod && snapshot.driverLogs.get(driverPod.uid),
    operatorMessage: application.errorMessage,
  });
  const executors = pods.filter(pod => pod.labels['spark-role'] === 'executor');
  const shortage =
    phase === 'running' && arePodsLive
      ? findExecutorShortage({
          requested: application.requestedExecutors,
          executors,
          lost,
          runningSince: driver?.state === 'running' ? driver.since : undefined,
          now,
        })
      : undefined;
  const isOver = phase === 'succeeded' || phase === 'failed';
  return {
    id: `${environment}/${application.namespace}/${application.uid}/${attempt}`,
    corridor: corridorOfNamespace(snapshot.namespaces, application.namespace),
    environment,
    namespace: application.namespace,
    source: 'kubeflow',
    name: application.name,
    attempt,
    sparkAppId: application.sparkAppId,
    phase,
    phaseSince: phaseSince(
      application,
      phase,
      driver && 'since' in driver ? driver.since : undefined,
    ),
    reason:
      findDisagreement(application, phase, driver, arePodsLive, now) ??
      (phase === 'succeeded' ? undefined : reason) ??
      shortage,
    driverPod: driverPod?.name ?? application.driverPod,
    executors: countExecutors(executors, lost, application.requestedExecutors),
    startedAt: driverStartedAt(driverPod) ?? application.lastSubmissionAt,
    endedAt: isOver ? application.terminatedAt : undefined,
    serviceAccount:
      driverPod?.serviceAccount ?? application.driverServiceAccount,
    uiUrl: uiUrl(application),
    rawState: application.state,
    observedAt:
      snapshot.collections.sparkApplications.asOf ?? now.toISOString(),
  };
}

function phaseSince(
  application: ObservedSparkApplication,
  phase: SparkRun['phase'],
  driverSince: string | undefined,
): string | undefined {
  switch (phase) {
    case 'succeeded':
    case 'failed':
      return application.terminatedAt ?? driverSince;
    case 'running':
    case 'starting':
      return driverSince ?? application.lastSubmissionAt;
    case 'pending':
      return application.lastSubmissionAt ?? application.createdAt;
    default:
      return undefined;
  }
}

/** Only what a browser can open: the operator also writes addresses of Services, which it cannot. */
function uiUrl({ uiAddress }: ObservedSparkApplication): string | undefined {
  return uiAddress !== undefined && /^https?:\/\//.test(uiAddress)
    ? uiAddress
    : undefined;
}
