import { z } from 'zod';
import { AwsNetwork } from './AwsNetwork';
import type { SessionCredentials } from './s3aCredentials';

const PATH = '/latest/meta-data/iam/security-credentials/';
const TOKEN_SECONDS = '21600';
const TIMEOUT_MILLISECONDS = 5000;

const credentialsSchema = z.looseObject({
  AccessKeyId: z.string(),
  SecretAccessKey: z.string(),
  Token: z.string(),
  Expiration: z.string(),
});

/**
 * The credentials of the node's role, by version 2 of the instance metadata service. Source: "Use the Instance Metadata Service
 * to access instance metadata".
 *
 * @throws Error when the service is out of reach or the node has no role
 * @public
 */
export async function instanceRoleCredentials(
  network: AwsNetwork,
  signal: AbortSignal,
): Promise<SessionCredentials> {
  const { instanceMetadataUrl } = network.options;
  if (!instanceMetadataUrl) {
    throw new Error(
      'Unable to load credentials from service endpoint: connect timed out (169.254.169.254)',
    );
  }
  const ask = async (path: string, init: RequestInit) => {
    const response = await fetch(`${instanceMetadataUrl}${path}`, {
      ...init,
      signal: AbortSignal.any([
        signal,
        AbortSignal.timeout(TIMEOUT_MILLISECONDS),
      ]),
    });
    if (!response.ok) {
      throw new Error(
        `instance metadata service answered ${response.status} to ${path}`,
      );
    }
    return response.text();
  };
  const token = await ask('/latest/api/token', {
    method: 'PUT',
    headers: { 'X-aws-ec2-metadata-token-ttl-seconds': TOKEN_SECONDS },
  });
  const headers = { 'X-aws-ec2-metadata-token': token };
  const [role = ''] = (await ask(PATH, { headers })).split('\n');
  const answer = credentialsSchema.parse(
    JSON.parse(await ask(`${PATH}${role}`, { headers })),
  );
  return {
    accessKeyId: answer.AccessKeyId,
    secretAccessKey: answer.SecretAccessKey,
    sessionToken: answer.Token,
    expiration: new Date(answer.Expiration),
  };
}
