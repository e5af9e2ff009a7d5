import { serviceAccountTokenRequester } from '@corridors/observer';
import type { Environment } from '@corridors/model';
import type { AwsEndpoints, EnvironmentAccess } from '@corridors/verifier';
import type { EnvironmentConnection } from '../configuration';
import {
  assumeNodeRole,
  readMetadataCredentials,
  type AwsCredentialSources,
} from '../credentials';

/** How the verifier reaches an environment: everything that app-config has configured for it, and nothing else. */
export function environmentAccess(
  environment: Environment,
  connection: EnvironmentConnection,
  credentials: AwsCredentialSources,
): EnvironmentAccess {
  const { accountId, region } = environment.spec.aws;
  const endpoints: AwsEndpoints = { region, ...connection.aws.endpoints };
  return {
    environment,
    endpoints,
    portalCredentials: credentials.forAccount(accountId),
    nodeRoleCredentials: nodeRoleCredentials(
      environment,
      connection,
      endpoints,
      credentials,
    ),
    requestServiceAccountToken: serviceAccountTokenRequester(
      connection.cluster.connection,
    ),
    requestsPerSecond: connection.verification.requestsPerSecond,
  };
}

function nodeRoleCredentials(
  environment: Environment,
  { nodeRole }: EnvironmentConnection,
  endpoints: AwsEndpoints,
  credentials: AwsCredentialSources,
): EnvironmentAccess['nodeRoleCredentials'] {
  switch (nodeRole.kind) {
    case 'none':
      return undefined;
    case 'imds':
      return signal => readMetadataCredentials(nodeRole.url, signal);
    case 'assume-role': {
      const roleArn = environment.spec.nodeRole?.arn;
      const source = credentials.forAccount(nodeRole.via.accountId);
      return roleArn && source
        ? signal => assumeNodeRole(roleArn, endpoints, source, signal)
        : undefined;
    }
    default: {
      const unknownSource: never = nodeRole;
      throw new Error(`Unknown source ${JSON.stringify(unknownSource)}`);
    }
  }
}
