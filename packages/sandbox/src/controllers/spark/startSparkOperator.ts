import { CoreV1Api, CustomObjectsApi } from '@kubernetes/client-node';
import {
  ClusterConnection,
  ClusterObject,
  EventRecorder,
  ObjectCache,
  WorkQueue,
  createKubeConfig,
  objectKey,
} from '../cluster';
import { Operator, RESOURCE } from './Operator';
import { LABELS } from './labels';

const RETRY_MILLISECONDS = 500;

/**
 * What the operator works with.
 *
 * @public
 */
export interface SparkOperatorOptions {
  readonly kubernetes: ClusterConnection;
  readonly clock?: () => Date;
  readonly log?: (message: string) => void;
}

/**
 * A running operator.
 *
 * @public
 */
export interface SparkOperator {
  close(): Promise<void>;
}

/** Key of the application that a pod belongs to. */
function applicationKey({ metadata }: ClusterObject): string {
  return `${metadata.namespace}/${metadata.labels?.[LABELS.operatorAppName]}`;
}

/**
 * Starts a stand-in of the Kubeflow Spark operator: makes a driver pod of each SparkApplication of the cluster, and keeps
 * the application's status by what becomes of its pods.
 *
 * @public
 */
export function startSparkOperator(
  options: SparkOperatorOptions,
): SparkOperator {
  const clock = options.clock ?? (() => new Date());
  const log = options.log ?? (() => undefined);
  const config = createKubeConfig(options.kubernetes);
  const core = config.makeApiClient(CoreV1Api);
  const pods = new ObjectCache({
    config,
    path: '/api/v1/pods',
    query: { labelSelector: `${LABELS.launchedBy}=true` },
    log,
  });
  const applications = new ObjectCache({
    config,
    path: `/apis/${RESOURCE.group}/${RESOURCE.version}/${RESOURCE.plural}`,
    log,
  });
  const operator = new Operator({
    core,
    custom: config.makeApiClient(CustomObjectsApi),
    events: new EventRecorder({
      core,
      component: 'spark-operator',
      clock,
      log,
    }),
    clock,
    podsOf: application =>
      pods
        .list()
        .filter(
          pod =>
            applicationKey(pod) === objectKey(application) &&
            pod.metadata.labels?.[LABELS.submissionId] ===
              application.status?.submissionID,
        ),
  });
  const queue = new WorkQueue(
    async key => {
      const again = await operator.reconcile(key);
      if (again !== undefined) {
        queue.add(key, again);
      }
    },
    { retryMilliseconds: RETRY_MILLISECONDS, log },
  );
  const addAll = () =>
    applications
      .list()
      .forEach(application => queue.add(objectKey(application)));
  pods.start(changed => {
    if (changed) {
      queue.add(applicationKey(changed));
    } else {
      addAll();
      applications.start(application =>
        application ? queue.add(objectKey(application)) : addAll(),
      );
    }
  });
  return {
    async close() {
      await Promise.all([pods.stop(), applications.stop()]);
      await queue.stop();
    },
  };
}
