import { ClusterSnapshot } from '../cluster';
import { ObservedPod } from '../kubernetes';

/** Pods of Spark in a namespace that run or are about to. */
export function livePods(
  cluster: ClusterSnapshot,
  namespace: string,
): readonly ObservedPod[] {
  return cluster
    .inNamespace(namespace)
    .pods.filter(
      pod =>
        (pod.phase === 'Running' || pod.phase === 'Pending') &&
        pod.deletedAt === undefined,
    );
}

/** Whether a pod is a driver. */
export function isDriver(pod: ObservedPod): boolean {
  return pod.labels['spark-role'] === 'driver';
}
