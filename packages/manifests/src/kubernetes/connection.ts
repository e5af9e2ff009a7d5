import type { CorridorContext } from '../corridorContext';
import { WAVE } from '../files/objectMetadata';
import { sparkDefaults } from '../identity/sparkDefaults';
import { namespaced } from './namespaced';

/** What workloads need to know of their corridor, as environment variables and as a file for Spark. No secret is in it. */
export function connectionConfigMap(
  context: CorridorContext,
  sparkConfiguration: Readonly<Record<string, string>>,
) {
  const { corridor, environment, names } = context;
  const buckets = names.buckets.map(({ bucket, name }) => [
    `CORRIDOR_BUCKET_${bucket.toUpperCase().replaceAll('-', '_')}`,
    name,
  ]);
  return {
    ...namespaced(
      context,
      { apiVersion: 'v1', kind: 'ConfigMap' },
      'corridor-connection',
      {},
      WAVE.connection,
    ),
    data: {
      AWS_REGION: environment.spec.aws.region,
      CORRIDOR: corridor.metadata.name,
      CORRIDOR_ROLE_ARN: names.roleArn,
      CORRIDOR_SERVICE_ACCOUNT: names.serviceAccount,
      ...Object.fromEntries(buckets),
      'spark-defaults.conf': sparkDefaults(sparkConfiguration),
    },
  };
}
