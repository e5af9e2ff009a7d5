import { KubernetesObject } from '../objects';
import {
  anyObject,
  anything,
  customResourceDefinition,
  fields,
  flag,
  listOf,
  mapOf,
  oneOf,
  text,
  whole,
} from './definition';

const column = (name: string, jsonPath: string, type = 'string') => ({
  name,
  jsonPath,
  type,
});

const restartPolicy = fields({
  onFailureRetries: whole,
  onFailureRetryInterval: whole,
  onSubmissionFailureRetries: whole,
  onSubmissionFailureRetryInterval: whole,
  type: oneOf('Never', 'Always', 'OnFailure'),
});

const spec = fields(
  {
    arguments: listOf(text),
    batchScheduler: text,
    batchSchedulerOptions: anyObject,
    deps: anything,
    driver: anyObject,
    driverIngressOptions: anything,
    driverPodDisruptionBudget: flag,
    dynamicAllocation: anyObject,
    executor: anyObject,
    failureRetries: whole,
    hadoopConf: mapOf(text),
    hadoopConfigMap: text,
    image: text,
    imagePullPolicy: text,
    imagePullSecrets: listOf(text),
    mainApplicationFile: text,
    mainClass: text,
    memoryOverheadFactor: text,
    mode: oneOf('cluster', 'client'),
    monitoring: anything,
    nodeSelector: mapOf(text),
    proxyUser: text,
    pythonVersion: oneOf('2', '3'),
    restartPolicy,
    retryInterval: whole,
    sparkConf: mapOf(text),
    sparkConfigMap: text,
    sparkUIOptions: anything,
    sparkVersion: text,
    suspend: flag,
    timeToLiveSeconds: whole,
    type: oneOf('Java', 'Python', 'Scala', 'R'),
    volumes: anything,
  },
  ['driver', 'executor', 'mainApplicationFile', 'sparkVersion', 'type'],
);

const status = fields(
  {
    applicationState: fields({ errorMessage: text, state: text }, ['state']),
    driverInfo: fields({
      podName: text,
      webUIAddress: text,
      webUIIngressAddress: text,
      webUIIngressName: text,
      webUIPort: whole,
      webUIServiceName: text,
    }),
    executionAttempts: whole,
    executorState: mapOf(text),
    lastSubmissionAttemptTime: { type: 'string', nullable: true },
    sparkApplicationId: text,
    submissionAttempts: whole,
    submissionID: text,
    terminationTime: { type: 'string', nullable: true },
  },
  ['driverInfo'],
);

/**
 * Definitions of the Kubeflow Spark operator that the sandbox's stand-in serves, by the field names that the operator
 * documents. The pod-like parts of driver and executor are passed through unchecked.
 *
 * @public
 */
export const sparkDefinitions: readonly KubernetesObject[] = [
  customResourceDefinition({
    group: 'sparkoperator.k8s.io',
    version: 'v1beta2',
    kind: 'SparkApplication',
    plural: 'sparkapplications',
    shortNames: ['sparkapp'],
    spec,
    status,
    columns: [
      column('Suspend', '.spec.suspend', 'boolean'),
      column('Status', '.status.applicationState.state'),
      column('Attempts', '.status.executionAttempts'),
      column('Start', '.status.lastSubmissionAttemptTime'),
      column('Finish', '.status.terminationTime'),
      column('Age', '.metadata.creationTimestamp', 'date'),
    ],
  }),
];
