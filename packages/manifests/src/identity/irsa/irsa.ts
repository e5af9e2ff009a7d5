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

/** Where the identity webhook puts the token ("Amazon EKS Pod Identity Webhook"). */
const TOKEN_FILE = '/var/run/secrets/eks.amazonaws.com/serviceaccount/token';
const PROVIDER = 'spark.hadoop.fs.s3a.aws.credentials.provider';

function irsaOf(environment: Environment) {
  const { identity } = environment.spec;
  if (identity.mechanism !== 'irsa') {
    throw new Error(
      `Environment ${environment.metadata.name} does not use irsa but ${identity.mechanism}`,
    );
  }
  return identity;
}

function namesOf(corridor: Corridor, environment: Environment) {
  const { name } = corridor.metadata;
  return deriveNames({ name, buckets: corridor.spec.buckets }, environment);
}

/**
 * Spark 4 brings version 2 of the AWS SDK. S3A's default chain has no provider for web identity, so without this line a
 * job silently takes the node's role.
 */
function sparkConfiguration(
  sparkVersion: string,
  corridor: Corridor,
  environment: Environment,
): Record<string, string> {
  return {
    ...commonSparkConfiguration(corridor, environment),
    [PROVIDER]: isSparkAtLeast(sparkVersion, '4.0.0')
      ? 'software.amazon.awssdk.auth.credentials.WebIdentityTokenFileCredentialsProvider'
      : 'com.amazonaws.auth.WebIdentityTokenCredentialsProvider',
  };
}

/**
 * IAM roles for service accounts: the pod's projected token is exchanged for the role. The trust policy names exactly one
 * ServiceAccount of one namespace, and the audience ("IAM roles for service accounts").
 *
 * @public
 */
export const irsa: IdentityMechanism = {
  id: 'irsa',

  trustPolicy(corridor, environment) {
    const { oidcIssuer, audience } = irsaOf(environment);
    const { partition, accountId } = environment.spec.aws;
    const { namespace, serviceAccount } = namesOf(corridor, environment);
    const issuer = oidcIssuer.replace(/^https:\/\//, '');
    return {
      Version: '2012-10-17',
      Statement: [
        {
          Sid: 'CorridorServiceAccount',
          Effect: 'Allow',
          Principal: {
            Federated: `arn:${partition}:iam::${accountId}:oidc-provider/${issuer}`,
          },
          Action: 'sts:AssumeRoleWithWebIdentity',
          Condition: {
            StringEquals: {
              [`${issuer}:aud`]: audience,
              [`${issuer}:sub`]: `system:serviceaccount:${namespace}:${serviceAccount}`,
            },
          },
        },
      ],
    };
  },

  kubernetesParts: (corridor, environment) => ({
    serviceAccountAnnotations: {
      'eks.amazonaws.com/role-arn': namesOf(corridor, environment).roleArn,
      'eks.amazonaws.com/audience': irsaOf(environment).audience,
      'eks.amazonaws.com/sts-regional-endpoints': 'true',
    },
    metadataRoute: 'blocked',
  }),

  sparkConfiguration,

  clientConfiguration(corridor, environment) {
    const { name } = corridor.metadata;
    const { region } = environment.spec.aws;
    const { roleArn } = namesOf(corridor, environment);
    return clientConfigurations(
      corridor,
      environment,
      sparkConfiguration(corridor.spec.spark.version, corridor, environment),
      {
        awsCli: `[profile ${name}]\nregion = ${region}\nrole_arn = ${roleArn}\nweb_identity_token_file = ${TOKEN_FILE}\n`,
        boto3: `import boto3\n\n# In a pod of ServiceAccount ${name}: role and token come from its environment, and are renewed.\ns3 = boto3.client("s3", region_name="${region}")\n`,
      },
    );
  },

  credentialPlan: (identity, environment) =>
    credentialPlanOf(identity, ({ namespace, serviceAccount, roleArn }) => ({
      kind: 'web-identity',
      namespace,
      serviceAccount,
      audience: irsaOf(environment).audience,
      roleArn,
    })),

  checks: [
    'sa-exists',
    'sa-role',
    'injection',
    'provider-config',
    'oidc-provider',
    'role-exists',
    'trust',
    'last-used',
  ],
};
