import { ClusterSnapshot } from '../cluster';

/**
 * STS refuses tokens that are not yet valid or have expired; allowances are a few minutes. Below this, clocks agree well
 * enough.
 */
const TOLERATED_SECONDS = 5 * 60;

/** Says by how much the clocks of cluster and portal differ, where it is too much. One of them is wrong, or both. */
export function describeClockSkew(
  cluster: ClusterSnapshot,
): string | undefined {
  const seconds = cluster.clockSkewSeconds;
  if (seconds === undefined || Math.abs(seconds) < TOLERATED_SECONDS) {
    return undefined;
  }
  return `The clock of the cluster is ${Math.round(
    Math.abs(seconds) / 60,
  )} min ${seconds > 0 ? 'ahead of' : 'behind'} the portal's`;
}
