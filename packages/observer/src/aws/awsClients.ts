import { Agent } from 'node:https';
import { IAMClient } from '@aws-sdk/client-iam';
import { S3Client } from '@aws-sdk/client-s3';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { AwsAccountEndpoints, AwsCredentialSource } from './awsConnection';

const CONNECTION_TIMEOUT_MS = 5_000;

/** The clients of one account. They retry nothing: the observer paces itself. */
export interface AwsClients {
  readonly iam: IAMClient;
  readonly s3: S3Client;
  destroy(): void;
}

/** What every client is made with: one source of credentials, one try, and the certificate authority to trust. */
export function clientOptions(
  endpoints: AwsAccountEndpoints,
  credentials: AwsCredentialSource,
  endpoint: string | undefined,
) {
  return {
    region: endpoints.region,
    endpoint,
    credentials,
    maxAttempts: 1,
    requestHandler: new NodeHttpHandler({
      connectionTimeout: CONNECTION_TIMEOUT_MS,
      httpsAgent: new Agent({
        keepAlive: true,
        maxSockets: 16,
        ca: endpoints.ca,
      }),
    }),
  };
}

/** Makes the clients with exactly one source of credentials: the SDK's own chain is never asked. */
export function createAwsClients(
  endpoints: AwsAccountEndpoints,
  credentials: AwsCredentialSource,
): AwsClients {
  const options = (endpoint: string | undefined) =>
    clientOptions(endpoints, credentials, endpoint);
  const iam = new IAMClient(options(endpoints.iam));
  const s3 = new S3Client({
    ...options(endpoints.s3),
    forcePathStyle: endpoints.forcePathStyle ?? false,
    followRegionRedirects: true,
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
  });
  return {
    iam,
    s3,
    destroy() {
      iam.destroy();
      s3.destroy();
    },
  };
}
