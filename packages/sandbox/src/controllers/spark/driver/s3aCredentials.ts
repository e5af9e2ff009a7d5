import {
  AssumeRoleCommand,
  AssumeRoleWithWebIdentityCommand,
  STSClient,
} from '@aws-sdk/client-sts';
import type { Credentials } from '@aws-sdk/client-sts';
import { ContainerContext } from '../../kubelet';
import { AwsNetwork } from './AwsNetwork';
import { instanceRoleCredentials } from './instanceRoleCredentials';

/** Keys of a session. @public */
export interface SessionCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
  readonly expiration: Date;
}

/**
 * A provider of the S3A file system that gave no credentials.
 *
 * @public
 */
export class CredentialsError extends Error {
  readonly name = 'CredentialsError';

  constructor(readonly provider: string, readonly cause: unknown) {
    super(cause instanceof Error ? cause.message : String(cause));
  }
}

/** Source: Hadoop, "Working with IAM Assumed Roles", fs.s3a.assumed.role.session.duration. */
const ASSUMED_ROLE_SECONDS = 1800;

const PROVIDER_KEY = 'spark.hadoop.fs.s3a.aws.credentials.provider';
const ROLE_KEY = 'spark.hadoop.fs.s3a.assumed.role.arn';

function toSession(credentials: Credentials | undefined): SessionCredentials {
  const { AccessKeyId, SecretAccessKey, SessionToken, Expiration } =
    credentials ?? {};
  if (!AccessKeyId || !SecretAccessKey || !SessionToken || !Expiration) {
    throw new Error('the answer holds no credentials');
  }
  return {
    accessKeyId: AccessKeyId,
    secretAccessKey: SecretAccessKey,
    sessionToken: SessionToken,
    expiration: Expiration,
  };
}

async function fromWebIdentity(
  context: ContainerContext,
  network: AwsNetwork,
): Promise<SessionCredentials> {
  const { AWS_ROLE_ARN: roleArn, AWS_WEB_IDENTITY_TOKEN_FILE: file } =
    context.env;
  if (!roleArn || !file) {
    throw new Error(
      `Either the environment variable ${
        roleArn ? 'AWS_WEB_IDENTITY_TOKEN_FILE' : 'AWS_ROLE_ARN'
      } or the javaproperty ${
        roleArn ? 'aws.webIdentityTokenFile' : 'aws.roleArn'
      } must be set.`,
    );
  }
  const sts = new STSClient({
    ...network.clientOptions('sts'),
    credentials: async () => ({ accessKeyId: 'none', secretAccessKey: 'none' }),
  });
  const answer = await sts.send(
    new AssumeRoleWithWebIdentityCommand({
      RoleArn: roleArn,
      RoleSessionName: `spark-${context.pod.name}`.slice(0, 64),
      WebIdentityToken: await context.readFile(file),
    }),
    { abortSignal: context.signal },
  );
  return toSession(answer.Credentials);
}

async function fromAssumedRole(
  context: ContainerContext,
  network: AwsNetwork,
  roleArn: string | undefined,
): Promise<SessionCredentials> {
  if (!roleArn) {
    throw new Error('Unset property fs.s3a.assumed.role.arn');
  }
  const base = await instanceRoleCredentials(network, context.signal);
  const sts = new STSClient({
    ...network.clientOptions('sts'),
    credentials: base,
  });
  const answer = await sts.send(
    new AssumeRoleCommand({
      RoleArn: roleArn,
      RoleSessionName: `spark-${context.pod.name}`.slice(0, 64),
      DurationSeconds: ASSUMED_ROLE_SECONDS,
    }),
    { abortSignal: context.signal },
  );
  return toSession(answer.Credentials);
}

/**
 * Gets credentials as the S3A file system would, by the provider that the application names. Without one the default chain
 * applies, which knows no web identity and ends at the node's role. Source: Hadoop, "Authenticating with S3".
 *
 * @throws CredentialsError when the provider gives none
 * @public
 */
export async function s3aCredentials(
  properties: Readonly<Record<string, string>>,
  context: ContainerContext,
  network: AwsNetwork,
): Promise<SessionCredentials> {
  const provider =
    properties[PROVIDER_KEY]?.split(',')[0]?.trim() ??
    'IAMInstanceCredentialsProvider';
  const name = provider.split('.').pop() ?? provider;
  try {
    switch (name) {
      case 'WebIdentityTokenFileCredentialsProvider':
      case 'WebIdentityTokenCredentialsProvider':
        return await fromWebIdentity(context, network);
      case 'AssumedRoleCredentialProvider':
        return await fromAssumedRole(context, network, properties[ROLE_KEY]);
      case 'IAMInstanceCredentialsProvider':
      case 'InstanceProfileCredentialsProvider':
        return await instanceRoleCredentials(network, context.signal);
      default:
        throw new Error(`class ${provider} not found`);
    }
  } catch (error) {
    throw new CredentialsError(name, error);
  }
}
