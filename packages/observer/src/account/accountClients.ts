import { isIP } from 'node:net';
import { EKSClient } from '@aws-sdk/client-eks';
import { S3ControlClient } from '@aws-sdk/client-s3-control';
import type { AwsAccountEndpoints, AwsCredentialSource } from '../aws';
import {
  type AwsClients,
  clientOptions,
  createAwsClients,
} from '../aws/awsClients';

/** The clients of one account that its access is read with. They retry nothing: the reader paces itself. */
export interface AccountClients extends AwsClients {
  readonly s3Control: S3ControlClient;
  readonly eks: EKSClient;
}

/** Makes the clients with exactly one source of credentials: the SDK's own chain is never asked. */
export function createAccountClients(
  endpoints: AwsAccountEndpoints,
  credentials: AwsCredentialSource,
): AccountClients {
  const clients = createAwsClients(endpoints, credentials);
  const eks = new EKSClient(
    clientOptions(endpoints, credentials, endpoints.eks),
  );
  const s3Control = createS3ControlClient(endpoints, credentials);
  return {
    ...clients,
    s3Control,
    eks,
    destroy() {
      clients.destroy();
      s3Control.destroy();
      eks.destroy();
    },
  };
}

function createS3ControlClient(
  endpoints: AwsAccountEndpoints,
  credentials: AwsCredentialSource,
): S3ControlClient {
  const options = clientOptions(endpoints, credentials, endpoints.s3Control);
  if (endpoints.s3Control === undefined || hasNamesBelow(endpoints.s3Control)) {
    return new S3ControlClient(options);
  }
  const url = new URL(endpoints.s3Control);
  return new S3ControlClient({
    ...options,
    endpointProvider: () => ({ url }),
  });
}

/** Whether `<account>.<host>` can be a host: not below an address, and not everywhere below `localhost`. */
function hasNamesBelow(endpoint: string): boolean {
  const host = new URL(endpoint).hostname.replace(/^\[|\]$/g, '');
  return host !== 'localhost' && isIP(host) === 0;
}
