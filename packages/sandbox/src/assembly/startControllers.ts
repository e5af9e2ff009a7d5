import path from 'node:path';
import { startAck } from '../controllers/ack';
import { startKubelet } from '../controllers/kubelet';
import { startReconciler } from '../controllers/reconciler';
import { sparkPrograms, startSparkOperator } from '../controllers/spark';
import type { KubernetesServer } from '../kubernetes';
import type { Closers } from './Closers';
import type { ClusterUser } from './clusters';
import type { AccountKeys } from './seed/awsAccounts';
import { clusterToken } from './startCluster';
import type { ClusterSetup } from './startCluster';

/** What the controllers of a cluster reach. */
export interface ControllerSetup {
  readonly cluster: ClusterSetup;
  readonly server: KubernetesServer;
  readonly github: { readonly apiBaseUrl: string; readonly repository: string };
  readonly awsEndpoint: string;
  readonly accountId: string;
  readonly keys: AccountKeys;
  readonly pollIntervalMs: number;
  /** Where pods find the metadata of their node; left out where they cannot. */
  readonly instanceMetadataUrl?: string;
}

/** Starts the controllers that run beside a cluster's API; each has credentials of its own. */
export async function startControllers(
  setup: ControllerSetup,
  closers: Closers,
): Promise<void> {
  const { cluster, server, github } = setup;
  const { name, secrets, authority } = cluster;
  const log = (part: string) => (message: string) =>
    cluster.log(`${name}: ${part}: ${message}`);
  const connection = (user: ClusterUser) => ({
    server: server.url,
    token: clusterToken(secrets, name, user),
    caPem: authority.caPem,
  });

  closers.add(
    startAck({
      kubernetes: { ...connection('ack-controller'), ca: authority.caPem },
      aws: {
        endpoint: setup.awsEndpoint,
        ca: authority.caPem,
        region: cluster.region,
        credentials: setup.keys.ackController,
      },
      accountId: setup.accountId,
      log: log('ACK'),
    }),
  );
  closers.add(
    startReconciler({
      kubernetes: connection('gitops-reconciler'),
      cluster: name,
      github: {
        ...github,
        token: secrets.token('github/gitops-reconciler'),
      },
      pollIntervalMs: setup.pollIntervalMs,
      log: log('reconciler'),
    }),
  );
  closers.add(
    await startSparkOperator({
      kubernetes: connection('spark-operator'),
      log: log('Spark operator'),
    }),
  );
  closers.add(
    await startKubelet({
      kubernetes: connection('node'),
      nodeName: `${name}-node-1`,
      programs: sparkPrograms({
        region: cluster.region,
        endpoints: { s3: setup.awsEndpoint, sts: setup.awsEndpoint },
        caPem: authority.caPem,
        ...(setup.instanceMetadataUrl === undefined
          ? {}
          : { instanceMetadataUrl: setup.instanceMetadataUrl }),
      }),
      logDir: path.join(cluster.stateDir, 'logs', name),
      log: log('node'),
    }),
  );
}
