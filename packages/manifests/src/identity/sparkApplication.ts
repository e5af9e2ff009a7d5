import { deriveNames, type Corridor, type Environment } from '@corridors/model';

import { writeYaml } from '../files/writeYaml';

/** User of the images that the Spark project publishes. */
const SPARK_USER = 185;

/** What the `restricted` standard asks of each container ("Pod Security Standards"). */
const SECURITY_CONTEXT = {
  runAsNonRoot: true,
  runAsUser: SPARK_USER,
  runAsGroup: SPARK_USER,
  allowPrivilegeEscalation: false,
  capabilities: { drop: ['ALL'] },
  seccompProfile: { type: 'RuntimeDefault' },
};

/** A SparkApplication that runs in the corridor as it stands; image, class and jar are the reader's. */
export function sparkApplication(
  corridor: Corridor,
  environment: Environment,
  sparkConf: Readonly<Record<string, string>>,
): string {
  const { name } = corridor.metadata;
  const { version } = corridor.spec.spark;
  const { buckets, serviceAccount } = deriveNames(
    { name, buckets: corridor.spec.buckets },
    environment,
  );
  const jars =
    buckets[
      Math.max(
        corridor.spec.buckets.findIndex(bucket => bucket.purpose === 'spark'),
        0,
      )
    ];
  return writeYaml({
    apiVersion: 'sparkoperator.k8s.io/v1beta2',
    kind: 'SparkApplication',
    metadata: { name: 'example', namespace: name },
    spec: {
      type: 'Java',
      mode: 'cluster',
      sparkVersion: version,
      image: `apache/spark:${version}`,
      mainClass: 'com.example.Main',
      mainApplicationFile: `s3a://${jars?.name}/jars/example.jar`,
      restartPolicy: { type: 'Never' },
      sparkConf,
      driver: {
        cores: 1,
        memory: '1g',
        serviceAccount,
        securityContext: SECURITY_CONTEXT,
      },
      executor: {
        instances: 2,
        cores: 1,
        memory: '2g',
        securityContext: SECURITY_CONTEXT,
      },
    },
  });
}
