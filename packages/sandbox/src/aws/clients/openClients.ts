import { IAMClient } from '@aws-sdk/client-iam';
import { S3Client } from '@aws-sdk/client-s3';
import { STSClient } from '@aws-sdk/client-sts';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { Agent } from 'node:https';
import type { FixedKey } from '../authentication/findCredentials';

/**
 * How to reach an AWS endpoint, and as whom.
 *
 * @public
 */
export interface AwsConnection {
  /** `https://localhost:8182`. */
  readonly endpoint: string;
  /** PEM of the certificate authority to trust. */
  readonly ca?: string;
  readonly region: string;
  readonly credentials: FixedKey & { readonly sessionToken?: string };
}

/**
 * The SDK's clients of one connection.
 *
 * @public
 */
export interface AwsClients {
  readonly s3: S3Client;
  readonly iam: IAMClient;
  readonly sts: STSClient;
  destroy(): void;
}

/**
 * Opens the SDK's clients; they must be destroyed.
 *
 * @public
 */
export function openClients(connection: AwsConnection): AwsClients {
  const agent = new Agent({ ca: connection.ca, keepAlive: true });
  const common = {
    endpoint: connection.endpoint,
    region: connection.region,
    credentials: connection.credentials,
    requestHandler: new NodeHttpHandler({ httpsAgent: agent }),
  };
  const s3 = new S3Client({ ...common, forcePathStyle: true });
  const iam = new IAMClient(common);
  const sts = new STSClient(common);
  return {
    s3,
    iam,
    sts,
    destroy() {
      s3.destroy();
      iam.destroy();
      sts.destroy();
      agent.destroy();
    },
  };
}
