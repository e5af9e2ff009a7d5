/** Labels of the pods of a Spark application, as Spark and the Kubeflow operator set them. */
export const LABELS = {
  role: 'spark-role',
  appSelector: 'spark-app-selector',
  appName: 'spark-app-name',
  version: 'spark-version',
  executorId: 'spark-exec-id',
  operatorAppName: 'sparkoperator.k8s.io/app-name',
  submissionId: 'sparkoperator.k8s.io/submission-id',
  launchedBy: 'sparkoperator.k8s.io/launched-by-spark-operator',
} as const;

/** Names of the containers that Spark runs in. */
export const DRIVER_CONTAINER = 'spark-kubernetes-driver';
/** See {@link DRIVER_CONTAINER}. */
export const EXECUTOR_CONTAINER = 'spark-kubernetes-executor';
