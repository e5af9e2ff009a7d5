import type { Environment, FactSource } from '@corridors/model';
import type {
  AccessModelGap,
  AccessModelServiceAccount,
} from '@corridors/policy-engine';
import type { ClusterSnapshot } from '../cluster';

/**
 * The ServiceAccounts of an environment's cluster with the roles that they ask for, to be put beside what was read from
 * the account. When the cluster could not be read, or not lately, a gap says so.
 *
 * @param snapshot - undefined when the cluster is not watched
 * @public
 */
export function serviceAccountsOf(
  snapshot: ClusterSnapshot | undefined,
  environment: Environment,
): {
  readonly serviceAccounts: readonly AccessModelServiceAccount[];
  readonly gaps: readonly AccessModelGap[];
} {
  const { kubernetes, identity } = environment.spec;
  const { cluster } = kubernetes;
  const issuer =
    identity.mechanism === 'irsa' ? { issuer: identity.oidcIssuer } : {};
  const accounts = [...(snapshot?.serviceAccounts.values() ?? [])];
  return {
    serviceAccounts: accounts.map(({ namespace, name, roleArn }) => ({
      cluster,
      namespace: namespace ?? '',
      name,
      ...issuer,
      ...(roleArn === undefined ? {} : { roleArn }),
    })),
    gaps: gapsOf(cluster, snapshot?.collections.serviceAccounts),
  };
}

function gapsOf(
  cluster: string,
  source: FactSource | undefined,
): AccessModelGap[] {
  const gap = (cause: AccessModelGap['cause'], state: string) => [
    {
      part: 'service-accounts' as const,
      subject: cluster,
      cause,
      message: `ServiceAccounts of cluster ${cluster} ${state}${
        source?.message ? `: ${source.message}` : ''
      }`,
    },
  ];
  if (!source) {
    return gap('failed', 'are not watched');
  }
  switch (source.state) {
    case 'live':
      return [];
    case 'stale':
      return gap('unreachable', `were last known at ${source.asOf}`);
    case 'forbidden':
      return gap('access-denied', 'may not be read');
    case 'syncing':
      return gap('failed', 'are not read yet');
    case 'unavailable':
      return gap('unreachable', 'cannot be read');
    default:
      return source.state satisfies never;
  }
}
