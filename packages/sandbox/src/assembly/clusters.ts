/** Programs that work with a cluster; each is a user with a token of its own. */
export const CLUSTER_USERS = [
  'cluster-administrator',
  'corridors-portal',
  'gitops-reconciler',
  'ack-controller',
  'spark-operator',
  'node',
] as const;

/** @public */
export type ClusterUser = (typeof CLUSTER_USERS)[number];

/** Groups that bring a user rights without a binding of the seed ("Using RBAC Authorization", "Using Node Authorization"). */
export const CLUSTER_GROUPS: Readonly<
  Partial<Record<ClusterUser, readonly string[]>>
> = {
  'cluster-administrator': ['system:masters'],
  node: ['system:nodes'],
};
