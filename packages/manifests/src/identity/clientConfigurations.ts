import type { Corridor, Environment } from '@corridors/model';

import type { ClientConfiguration } from './clientConfiguration';
import { sparkApplication } from './sparkApplication';
import { sparkDefaults } from './sparkDefaults';

/** Configuration to copy: Spark's two forms from its properties, and what the mechanism says of the AWS clients. */
export function clientConfigurations(
  corridor: Corridor,
  environment: Environment,
  spark: Readonly<Record<string, string>>,
  clients: { readonly awsCli: string; readonly boto3: string },
): ClientConfiguration[] {
  return [
    {
      id: 'spark-defaults',
      title: 'spark-defaults.conf',
      language: 'properties',
      content: sparkDefaults(spark),
    },
    {
      id: 'spark-application',
      title: 'SparkApplication',
      language: 'yaml',
      content: sparkApplication(corridor, environment, spark),
    },
    {
      id: 'aws-cli',
      title: 'AWS CLI, ~/.aws/config',
      language: 'ini',
      content: clients.awsCli,
    },
    {
      id: 'boto3',
      title: 'Python, boto3',
      language: 'python',
      content: clients.boto3,
    },
  ];
}
