import { SparkApplication, driverPodName } from './SparkApplication';
import { LABELS } from './labels';
import { podResources } from './podResources';

/** What is decided when an application is submitted. @public */
export interface Submission {
  readonly submissionId: string;
  /** `spark-…`, Spark's own id of the application. */
  readonly sparkAppId: string;
}

/** Labels that driver and executors share. @public */
export function sharedLabels(
  application: SparkApplication,
  submission: Submission,
): Record<string, string> {
  const { name } = application.metadata;
  return {
    [LABELS.appSelector]: submission.sparkAppId,
    [LABELS.appName]: name,
    [LABELS.version]: application.spec.sparkVersion,
    [LABELS.operatorAppName]: name,
    [LABELS.submissionId]: submission.submissionId,
    [LABELS.launchedBy]: 'true',
  };
}

/**
 * The properties that spark-submit hands to the driver. Source: Spark, "Running Spark on Kubernetes", section "Spark
 * Properties".
 *
 * @public
 */
export function sparkProperties(
  application: SparkApplication,
  submission: Submission,
): Record<string, string> {
  const { metadata, spec } = application;
  const { executor, driver } = spec;
  const resources = podResources(executor);
  const hadoop = Object.entries(spec.hadoopConf).map(([key, value]) => [
    `spark.hadoop.${key}`,
    value,
  ]);
  const labels = Object.entries({
    ...executor.labels,
    ...sharedLabels(application, submission),
  }).map(([key, value]) => [`spark.kubernetes.executor.label.${key}`, value]);
  const env = [
    ...executor.env.map(({ name, value }) => [name, value ?? '']),
    ...Object.entries(executor.envVars),
  ];
  const executorEnv = env.map(([name, value]) => [
    `spark.executorEnv.${name}`,
    value,
  ]);
  return {
    ...spec.sparkConf,
    ...Object.fromEntries(hadoop),
    ...Object.fromEntries(labels),
    ...Object.fromEntries(executorEnv),
    'spark.app.id': submission.sparkAppId,
    'spark.app.name': metadata.name,
    'spark.executor.instances': String(executor.instances),
    'spark.executor.cores': String(executor.cores),
    'spark.executor.memory': executor.memory,
    'spark.kubernetes.container.image':
      executor.image ?? spec.image ?? `apache/spark:${spec.sparkVersion}`,
    'spark.kubernetes.driver.pod.name': driverPodName(application),
    'spark.kubernetes.executor.podNamePrefix': metadata.name,
    'spark.kubernetes.executor.request.cores': resources.requests.cpu ?? '1',
    'spark.kubernetes.executor.limit.memory': resources.limits.memory ?? '',
    'spark.kubernetes.authenticate.driver.serviceAccountName':
      driver.serviceAccount ?? 'default',
    'spark.kubernetes.namespace': metadata.namespace,
  };
}

/** Properties as a file. @public */
export function formatProperties(
  properties: Readonly<Record<string, string>>,
): string {
  return Object.keys(properties)
    .sort()
    .map(key => `${key}=${properties[key]}\n`)
    .join('');
}

/** Properties from a file. @public */
export function parseProperties(text: string): Record<string, string> {
  const entries = text
    .split('\n')
    .filter(line => line.trim() !== '' && !line.startsWith('#'))
    .map(line => {
      const end = line.indexOf('=');
      return end < 0 ? [line, ''] : [line.slice(0, end), line.slice(end + 1)];
    });
  return Object.fromEntries(entries);
}
