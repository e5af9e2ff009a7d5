import { ObservedContainer, ObservedPod } from '../kubernetes';

/** Names that Spark gives to its container; pod templates may choose others. */
const SPARK_CONTAINERS = [
  'spark-kubernetes-driver',
  'spark-kubernetes-executor',
  'executor',
];

/** The container of a pod in which Spark runs: by its usual name, else the first. Sidecars do not count. */
export function sparkContainer(
  pod: ObservedPod,
): ObservedContainer | undefined {
  return (
    pod.containers.find(container =>
      SPARK_CONTAINERS.includes(container.name),
    ) ?? pod.containers[0]
  );
}
