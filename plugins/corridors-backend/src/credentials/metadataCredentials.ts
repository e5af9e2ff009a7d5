import { ServiceUnavailableError } from '@backstage/errors';
import type { AwsCredentials } from '@corridors/verifier';
import { z } from 'zod';

/** The token is needed for the two requests that follow it, no longer. */
const TOKEN_SECONDS = 60;

const TIMEOUT_MILLISECONDS = 5_000;

/** Source: Amazon EC2 user guide, "Retrieve security credentials from instance metadata". */
const credentialsSchema = z.object({
  Code: z.literal('Success'),
  AccessKeyId: z.string(),
  SecretAccessKey: z.string(),
  Token: z.string(),
  Expiration: z.iso.datetime({ offset: true }),
});

/**
 * Credentials of the role of a node, from its instance metadata service (version 2).
 *
 * @param baseUrl - such as `http://169.254.169.254`, without a slash at its end
 * @throws ServiceUnavailableError saying which request failed; never with a token or key in it
 */
export async function readMetadataCredentials(
  baseUrl: string,
  signal: AbortSignal,
): Promise<AwsCredentials> {
  const token = await ask(`${baseUrl}/latest/api/token`, signal, {
    method: 'PUT',
    headers: { 'X-aws-ec2-metadata-token-ttl-seconds': String(TOKEN_SECONDS) },
  });
  const headers = { 'X-aws-ec2-metadata-token': token };
  const folder = `${baseUrl}/latest/meta-data/iam/security-credentials/`;
  const [role] = (await ask(folder, signal, { headers })).trim().split('\n');
  if (!role) {
    throw new ServiceUnavailableError(
      `${folder} names no role: the instance has no instance profile`,
    );
  }
  const parsed = credentialsSchema.safeParse(
    parseJson(await ask(`${folder}${role}`, signal, { headers })),
  );
  if (!parsed.success) {
    throw new ServiceUnavailableError(
      `${folder}${role} did not answer with credentials`,
    );
  }
  const { AccessKeyId, SecretAccessKey, Token, Expiration } = parsed.data;
  return {
    accessKeyId: AccessKeyId,
    secretAccessKey: SecretAccessKey,
    sessionToken: Token,
    expiration: new Date(Expiration),
  };
}

async function ask(
  url: string,
  signal: AbortSignal,
  request: RequestInit,
): Promise<string> {
  const response = await fetch(url, {
    ...request,
    redirect: 'error',
    signal: AbortSignal.any([
      signal,
      AbortSignal.timeout(TIMEOUT_MILLISECONDS),
    ]),
  }).catch(error => {
    signal.throwIfAborted();
    throw new ServiceUnavailableError(
      `The metadata service at ${url} does not answer: ${
        error.cause?.code ?? error.name
      }`,
    );
  });
  if (!response.ok) {
    throw new ServiceUnavailableError(
      `The metadata service at ${url} answered ${response.status}`,
    );
  }
  return response.text();
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
