import type { Environment, Fleet, NotCoveredReason } from '@corridors/model';
import {
  readAccountAccess,
  serviceAccountsOf,
  type AccountAccess,
  type ClusterSnapshot,
} from '@corridors/observer';
import type { EnvironmentConnection } from '../configuration';
import type { AwsCredentialSources } from '../credentials';
import { matrixOf } from '../inventory';

/** What a configured model is read with. */
export interface ConfiguredModelOptions {
  readonly connections: ReadonlyMap<string, EnvironmentConnection>;
  readonly credentials: Pick<AwsCredentialSources, 'forAccount'>;
  /** What is known of an environment's cluster. */
  readonly cluster: (environment: string) => ClusterSnapshot | undefined;
  readonly clock: () => Date;
}

/** What an account has of access, or why it cannot be asked at all. */
export type ConfiguredModel =
  | ({ readonly isRead: true } & AccountAccess)
  | {
      readonly isRead: false;
      readonly reason: NotCoveredReason;
      readonly detail: string;
    };

/**
 * Reads what an account has of access, and puts the ServiceAccounts of its clusters beside it.
 *
 * @throws the signal's reason when it aborts
 */
export async function readConfiguredModel(
  fleet: Fleet,
  accountId: string,
  { connections, credentials, cluster, clock }: ConfiguredModelOptions,
  signal: AbortSignal,
): Promise<ConfiguredModel> {
  const environments = fleet.environments.filter(
    ({ spec }) => spec.aws.accountId === accountId,
  );
  const connected = environments.flatMap(environment => {
    const connection = connections.get(environment.metadata.name);
    return connection ? [{ environment, connection }] : [];
  });
  const [first] = connected;
  if (!first) {
    return {
      isRead: false,
      reason: 'not-configured',
      detail: `app-config has no corridors.environments for ${names(
        environments,
      )}, so nothing says how to reach account ${accountId}`,
    };
  }
  const source = credentials.forAccount(accountId);
  if (!source) {
    return {
      isRead: false,
      reason: 'no-credential-source',
      detail: `app-config has no credentials for account ${accountId} in aws.accounts`,
    };
  }
  const access = await readAccountAccess({
    accountId,
    endpoints: {
      region: first.environment.spec.aws.region,
      ...first.connection.aws.endpoints,
    },
    credentials: source,
    buckets: matrixOf(fleet, accountId).resources.flatMap(resource =>
      resource.kind === 'bucket'
        ? [{ name: resource.name, accountId: resource.accountId }]
        : [],
    ),
    clusters: connected.flatMap(({ environment, connection }) =>
      connection.aws.eksCluster === undefined
        ? []
        : [
            {
              name: environment.spec.kubernetes.cluster,
              eksName: connection.aws.eksCluster,
            },
          ],
    ),
    signal,
    clock,
  });
  const accounts = environments.map(environment =>
    serviceAccountsOf(cluster(environment.metadata.name), environment),
  );
  return {
    isRead: true,
    ...access,
    model: {
      ...access.model,
      serviceAccounts: accounts.flatMap(one => one.serviceAccounts),
      gaps: [
        ...(access.model.gaps ?? []),
        ...accounts.flatMap(({ gaps }) => gaps),
      ],
    },
  };
}

function names(environments: readonly Environment[]): string {
  return environments.map(({ metadata }) => metadata.name).join(', ');
}
