import { deriveNames, type Corridor, type Environment } from '@corridors/model';

/**
 * What Spark needs in a corridor whatever the mechanism: where S3 is, and where event logs go. They go to the root of their
 * bucket, for Spark refuses to start when the folder it is told does not exist.
 */
export function commonSparkConfiguration(
  corridor: Corridor,
  environment: Environment,
): Record<string, string> {
  const { buckets } = deriveNames(
    { name: corridor.metadata.name, buckets: corridor.spec.buckets },
    environment,
  );
  const purpose = corridor.spec.buckets.findIndex(
    bucket => bucket.purpose === 'spark',
  );
  const logs = buckets[purpose]?.name;
  return {
    'spark.hadoop.fs.s3a.endpoint.region': environment.spec.aws.region,
    'spark.kubernetes.authenticate.driver.serviceAccountName':
      corridor.metadata.name,
    'spark.kubernetes.namespace': corridor.metadata.name,
    ...(logs
      ? {
          'spark.eventLog.enabled': 'true',
          'spark.eventLog.dir': `s3a://${logs}/`,
        }
      : {}),
  };
}
