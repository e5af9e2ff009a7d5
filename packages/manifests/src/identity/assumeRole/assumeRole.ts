import {
  deriveNames,
  isSparkAtLeast,
  type Corridor,
  type Environment,
} from '@corridors/model';

import { clientConfigurations } from '../clientConfigurations';
import { commonSparkConfiguration } from '../commonSparkConfiguration';
import { credentialPlanOf } from '../credentialPlanOf';
import type { IdentityMechanism } from '../identityMechanism';

const S3A = 'spark.hadoop.fs.s3a';

function roleArnOf(corridor: Corridor, environment: Environment): string {
  return deriveNames(
    { name: corridor.metadata.name, buckets: corridor.spec.buckets },
    environment,
  ).roleArn;
}

function nodeRoleOf(environment: Environment): string {
  const { nodeRole } = environment.spec;
  if (!nodeRole) {
    throw new Error(
      `Environment ${environment.metadata.name} uses assume-role, so spec.nodeRole.arn must name the role that switches`,
    );
  }
  return nodeRole.arn;
}

/**
 * The instance's role switches to the corridor's. A session of a switched role lasts an hour at most ("Roles terms and
 * concepts", role chaining); S3A renews it every 30 min, so a job may run longer.
 */
function sparkConfiguration(
  sparkVersion: string,
  corridor: Corridor,
  environment: Environment,
): Record<string, string> {
  const { region, partition } = environment.spec.aws;
  const suffix = partition === 'aws-cn' ? 'amazonaws.com.cn' : 'amazonaws.com';
  return {
    ...commonSparkConfiguration(corridor, environment),
    [`${S3A}.aws.credentials.provider`]:
      'org.apache.hadoop.fs.s3a.auth.AssumedRoleCredentialProvider',
    [`${S3A}.assumed.role.arn`]: roleArnOf(corridor, environment),
    [`${S3A}.assumed.role.credentials.provider`]: isSparkAtLeast(
      sparkVersion,
      '4.0.0',
    )
      ? 'software.amazon.awssdk.auth.credentials.InstanceProfileCredentialsProvider'
      : 'com.amazonaws.auth.InstanceProfileCredentialsProvider',
    [`${S3A}.assumed.role.session.name`]: corridor.metadata.name,
    [`${S3A}.assumed.role.session.duration`]: '30m',
    [`${S3A}.assumed.role.sts.endpoint`]: `sts.${region}.${suffix}`,
    [`${S3A}.assumed.role.sts.endpoint.region`]: region,
  };
}

/**
 * The memo's way: every pod may ask the metadata service for the node's role and switch from it to the corridor's. Works
 * everywhere, and lets each pod become each corridor of the environment: a standing weakness.
 *
 * @public
 */
export const assumeRole: IdentityMechanism = {
  id: 'assume-role',

  trustPolicy: (_corridor, environment) => ({
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'NodeRole',
        Effect: 'Allow',
        Principal: { AWS: nodeRoleOf(environment) },
        Action: 'sts:AssumeRole',
      },
    ],
  }),

  kubernetesParts: () => ({
    serviceAccountAnnotations: {},
    metadataRoute: 'open',
  }),

  sparkConfiguration,

  clientConfiguration(corridor, environment) {
    const { name } = corridor.metadata;
    const { region } = environment.spec.aws;
    const roleArn = roleArnOf(corridor, environment);
    return clientConfigurations(
      corridor,
      environment,
      sparkConfiguration(corridor.spec.spark.version, corridor, environment),
      {
        awsCli: `[profile ${name}]\nregion = ${region}\nrole_arn = ${roleArn}\ncredential_source = Ec2InstanceMetadata\n`,
        boto3: `import boto3\n\n# With the profile of the AWS CLI beside this: boto3 switches role, and renews the session each hour.\ns3 = boto3.Session(profile_name="${name}").client("s3")\n`,
      },
    );
  },

  credentialPlan: identity =>
    credentialPlanOf(identity, ({ roleArn }) => ({
      kind: 'assume-role',
      from: 'node-role',
      roleArn,
    })),

  checks: ['sa-exists', 'provider-config', 'role-exists', 'trust', 'last-used'],
};
