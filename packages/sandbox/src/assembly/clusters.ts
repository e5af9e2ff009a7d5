/**
 * One cluster of the sandbox with the AWS account that its environment uses.
 *
 * @public
 */
export interface SandboxCluster {
  /** Name in `kubernetes.clusterLocatorMethods` and in the environment. */
  readonly name: string;
  readonly environment: string;
  readonly accountId: string;
  readonly port: number;
  readonly nodeRole: string;
}

/** Users of every cluster that are programs; each has a token of its own. */
export const CLUSTER_USERS = [
  'cluster-administrator',
  'corridors-portal',
  'gitops-reconciler',
  'ack-controller',
  'spark-operator',
] as const;

/** @public */
export type ClusterUser = (typeof CLUSTER_USERS)[number];
