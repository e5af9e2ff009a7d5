import { Agent } from 'node:https';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { ServiceUnavailableError } from '@backstage/errors';
import type { AwsCredentials, AwsEndpoints } from '@corridors/verifier';
import { NodeHttpHandler } from '@smithy/node-http-handler';

/** The shortest session that STS grants (AWS STS API reference, "AssumeRole"). */
const SESSION_SECONDS = 900;

/**
 * Credentials of the node role, by assuming it.
 *
 * @param source - of the identity that may assume it
 * @throws ServiceUnavailableError naming role and reason
 */
export async function assumeNodeRole(
  roleArn: string,
  endpoints: AwsEndpoints,
  source: () => Promise<AwsCredentials>,
  signal: AbortSignal,
): Promise<AwsCredentials> {
  const client = new STSClient({
    region: endpoints.region,
    endpoint: endpoints.sts,
    credentials: source,
    requestHandler: new NodeHttpHandler({
      httpsAgent: new Agent({ ca: endpoints.ca }),
    }),
  });
  try {
    const { Credentials: credentials } = await client.send(
      new AssumeRoleCommand({
        RoleArn: roleArn,
        RoleSessionName: 'corridors-verification',
        DurationSeconds: SESSION_SECONDS,
      }),
      { abortSignal: signal },
    );
    if (!credentials?.AccessKeyId || !credentials.SecretAccessKey) {
      throw new Error('STS answered without credentials');
    }
    return {
      accessKeyId: credentials.AccessKeyId,
      secretAccessKey: credentials.SecretAccessKey,
      sessionToken: credentials.SessionToken,
      expiration: credentials.Expiration,
    };
  } catch (error) {
    signal.throwIfAborted();
    throw new ServiceUnavailableError(
      `The node role ${roleArn} cannot be assumed: ${
        error instanceof Error ? error.message : error
      }`,
    );
  } finally {
    client.destroy();
  }
}
