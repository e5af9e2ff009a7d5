import { SparkPhase, SparkRun } from '@corridors/model';
import { ClusterSnapshot } from '../cluster';
import { corridorOfNamespace } from '../cluster/corridorOfNamespace';
import { ObservedPod } from '../kubernetes';
import { countExecutors } from './countExecutors';
import {
  DriverObservation,
  driverStartedAt,
  observeDriver,
} from './driverObservation';
import { explainRun, RunReason } from './runReason';
import { SparkSource } from './sparkSource';

const APP_SELECTOR = 'spark-app-selector';

/**
 * What `spark-submit` leaves without an operator: pods with Spark's own labels. In client mode the driver is a pod
 * without them, or runs elsewhere; then only its executors are seen.
 *
 * @public
 */
export const podsSource: SparkSource = {
  kind: 'pods',
  observe(snapshot, environment, now, claimed) {
    const groups = new Map<string, ObservedPod[]>();
    for (const pod of snapshot.pods.values()) {
      if (!claimed.has(pod.uid)) {
        const key = `${pod.namespace}/${
          pod.labels[APP_SELECTOR] ?? pod.ownerPodUid ?? pod.uid
        }`;
        groups.set(key, [...(groups.get(key) ?? []), pod]);
        claimed.add(pod.uid);
      }
    }
    return [...groups.values()].map(pods =>
      observePods(pods, snapshot, environment, now),
    );
  },
};

function observePods(
  pods: readonly ObservedPod[],
  snapshot: ClusterSnapshot,
  environment: string,
  now: Date,
): SparkRun {
  const drivers = pods
    .filter(pod => pod.labels['spark-role'] === 'driver')
    .sort(byCreation);
  const driverPod = drivers.at(-1);
  const executors = pods.filter(pod => pod.labels['spark-role'] === 'executor');
  const first = driverPod ?? executors.sort(byCreation)[0] ?? pods[0];
  const namespace = first?.namespace ?? '';
  const sparkAppId = first?.labels[APP_SELECTOR];
  const driver = driverPod && observeDriver(driverPod);
  const phase = driver
    ? phaseOfDriver(driver, driverPod)
    : phaseOfExecutors(executors);
  const lost = (snapshot.lostExecutors.get(namespace) ?? []).filter(
    executor => sparkAppId !== undefined && executor.sparkAppId === sparkAppId,
  );
  const since = driver && 'since' in driver ? driver.since : undefined;
  return {
    id: `${environment}/${namespace}/${
      driverPod?.uid ?? sparkAppId ?? first?.uid ?? ''
    }/1`,
    corridor: corridorOfNamespace(snapshot.namespaces, namespace),
    environment,
    namespace,
    source: 'pods',
    name:
      first?.labels['spark-app-name'] ??
      first?.sparkAppNameAnnotation ??
      sparkAppId ??
      driverPod?.name ??
      'unnamed',
    attempt: 1,
    sparkAppId,
    phase,
    phaseSince: since,
    reason: reasonOf(phase, driverPod, snapshot),
    driverPod: driverPod?.name,
    executors: countExecutors(executors, lost),
    startedAt: driverStartedAt(driverPod) ?? first?.startedAt,
    endedAt: phase === 'succeeded' || phase === 'failed' ? since : undefined,
    serviceAccount: first?.serviceAccount,
    rawState: driverPod?.phase,
    observedAt: snapshot.collections.pods.asOf ?? now.toISOString(),
  };
}

function reasonOf(
  phase: SparkPhase,
  driver: ObservedPod | undefined,
  snapshot: ClusterSnapshot,
): RunReason | undefined {
  if (!driver) {
    return {
      code: 'driver-outside',
      text: 'Client mode: the driver is not a pod of Spark, its state is taken from the executors alone',
    };
  }
  return phase === 'succeeded'
    ? undefined
    : explainRun({ driver, log: snapshot.driverLogs.get(driver.uid) });
}

function phaseOfDriver(
  driver: DriverObservation,
  pod: ObservedPod,
): SparkPhase {
  switch (driver.state) {
    case 'unscheduled':
      return 'pending';
    case 'starting':
      return 'starting';
    case 'running':
      return pod.deletedAt === undefined ? 'running' : 'cancelled';
    case 'succeeded':
      return 'succeeded';
    case 'failed':
      return 'failed';
    case 'unknown':
      return 'unknown';
    default:
      return driver satisfies never;
  }
}

function phaseOfExecutors(executors: readonly ObservedPod[]): SparkPhase {
  if (executors.some(({ phase }) => phase === 'Running')) {
    return 'running';
  }
  return executors.some(({ phase }) => phase === 'Pending')
    ? 'starting'
    : 'unknown';
}

function byCreation(left: ObservedPod, right: ObservedPod): number {
  return (left.createdAt ?? '').localeCompare(right.createdAt ?? '');
}
