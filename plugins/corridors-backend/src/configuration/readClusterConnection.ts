import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import type { KubernetesConnection } from '@corridors/observer';

/** Where Kubernetes puts the token of a pod's own ServiceAccount. */
const IN_CLUSTER_FOLDER = '/var/run/secrets/kubernetes.io/serviceaccount';

const CLUSTERS = 'kubernetes.clusterLocatorMethods[type=config].clusters';

/**
 * Finds a cluster in `kubernetes.clusterLocatorMethods` of type `config`.
 *
 * @param wanted - name of the cluster
 * @param askedBy - path of the configuration that names it, for messages
 * @throws InputError when there is none of that name, or it needs credentials that a background watch cannot have
 */
export function readClusterConnection(
  config: Config,
  wanted: string,
  askedBy: string,
): KubernetesConnection {
  const clusters = (
    config.getOptionalConfigArray('kubernetes.clusterLocatorMethods') ?? []
  )
    .filter(method => method.getString('type') === 'config')
    .flatMap(method => method.getConfigArray('clusters'));
  const cluster = clusters.find(
    candidate => candidate.getString('name') === wanted,
  );
  if (!cluster) {
    const known =
      clusters.map(candidate => candidate.getString('name')).join(', ') ||
      'none';
    throw new InputError(
      `${askedBy} is "${wanted}", which is not in ${CLUSTERS}; known: ${known}`,
    );
  }
  const authProvider = cluster.getOptionalString('authProvider');
  if (authProvider !== 'serviceAccount') {
    throw new InputError(
      `${askedBy} is "${wanted}", whose authProvider is "${
        authProvider ?? 'not set'
      }". Corridors watches clusters in ` +
        'the background and needs authProvider serviceAccount: create a ServiceAccount for the portal and give its token ' +
        `as serviceAccountToken in ${CLUSTERS}`,
    );
  }
  const token = cluster.getOptionalString('serviceAccountToken');
  const caData = cluster.getOptionalString('caData');
  const caFile = cluster.getOptionalString('caFile');
  return {
    server: cluster.getString('url'),
    token: token ?? readInClusterToken,
    caData,
    caFile:
      caFile ??
      (token === undefined && caData === undefined
        ? path.join(IN_CLUSTER_FOLDER, 'ca.crt')
        : undefined),
    skipTLSVerify: cluster.getOptionalBoolean('skipTLSVerify') ?? false,
  };
}

async function readInClusterToken(): Promise<string> {
  return (await readFile(path.join(IN_CLUSTER_FOLDER, 'token'), 'utf8')).trim();
}
