import { CustomObjectsApi } from '@kubernetes/client-node';
import { clusterAdministrator } from './clusterAdministrator';

const PROVIDER =
  'software.amazon.awssdk.auth.credentials.WebIdentityTokenFileCredentialsProvider';

/**
 * Starts a Spark application of the analytics cluster, as its manager would by `kubectl apply`.
 *
 * @param application - its corridor, its name, and the arguments of its main class
 */
export async function startSparkApplication(application: {
  readonly corridor: string;
  readonly name: string;
  readonly arguments: readonly string[];
}): Promise<void> {
  const { corridor, name } = application;
  const api =
    clusterAdministrator('analytics-eks1').makeApiClient(CustomObjectsApi);
  await api.createNamespacedCustomObject({
    group: 'sparkoperator.k8s.io',
    version: 'v1beta2',
    plural: 'sparkapplications',
    namespace: corridor,
    body: {
      apiVersion: 'sparkoperator.k8s.io/v1beta2',
      kind: 'SparkApplication',
      metadata: { name, namespace: corridor },
      spec: {
        type: 'Java',
        mode: 'cluster',
        sparkVersion: '4.1.1',
        image: 'apache/spark:4.1.1',
        mainClass: 'gha2spark.Json2Parquet',
        mainApplicationFile: `s3a://${corridor}-spark/jars/gha2spark.jar`,
        arguments: application.arguments,
        restartPolicy: { type: 'Never' },
        sparkConf: {
          'spark.hadoop.fs.s3a.aws.credentials.provider': PROVIDER,
        },
        driver: { cores: 1, memory: '1g', serviceAccount: corridor },
        executor: { cores: 1, instances: 1, memory: '1g' },
      },
    },
  });
}
