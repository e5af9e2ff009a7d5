import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { Agent } from 'node:https';
import type { FixedKey } from '../authentication/findCredentials';

/**
 * Temporary credentials as the metadata service hands them out.
 *
 * @public
 */
export interface InstanceCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
  readonly expiration: Date;
}

/**
 * How the EC2 service gets the credentials of an instance's role.
 *
 * @public
 */
export interface InstanceRoleOptions {
  /** AWS endpoint. */
  readonly endpoint: string;
  /** PEM of the certificate authority to trust. */
  readonly ca?: string;
  readonly region: string;
  /** Access key of the service `ec2.amazonaws.com`, as given to `startAws`. */
  readonly serviceAccessKey: FixedKey;
  readonly roleArn: string;
  /** `i-0123456789abcdef0`: the name of the role's session. */
  readonly instanceId: string;
}

/** "Credentials that you retrieve from instance metadata are valid for about six hours." */
const DURATION_SECONDS = 21_600;

/**
 * Gets credentials of an instance's role as EC2 does: the service assumes the role, which must trust it.
 *
 * @public
 */
export function instanceRoleCredentials(
  options: InstanceRoleOptions,
): () => Promise<InstanceCredentials> {
  return async () => {
    const client = new STSClient({
      endpoint: options.endpoint,
      region: options.region,
      credentials: options.serviceAccessKey,
      requestHandler: new NodeHttpHandler({
        httpsAgent: new Agent({ ca: options.ca }),
      }),
    });
    try {
      const { Credentials } = await client.send(
        new AssumeRoleCommand({
          RoleArn: options.roleArn,
          RoleSessionName: options.instanceId,
          DurationSeconds: DURATION_SECONDS,
        }),
      );
      if (
        !Credentials?.AccessKeyId ||
        !Credentials.SecretAccessKey ||
        !Credentials.SessionToken ||
        !Credentials.Expiration
      ) {
        throw new Error(
          `${options.endpoint} answered AssumeRole without credentials`,
        );
      }
      return {
        accessKeyId: Credentials.AccessKeyId,
        secretAccessKey: Credentials.SecretAccessKey,
        sessionToken: Credentials.SessionToken,
        expiration: Credentials.Expiration,
      };
    } finally {
      client.destroy();
    }
  };
}
