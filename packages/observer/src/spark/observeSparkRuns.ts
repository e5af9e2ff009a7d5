import { SparkRun } from '@corridors/model';
import { ClusterSnapshot } from '../cluster';
import { kubeflowSource } from './kubeflowSource';
import { podsSource } from './podsSource';
import { SparkSource } from './sparkSource';

/**
 * The sources in the order in which they claim pods: operators first, what is left are bare pods.
 *
 * @public
 */
export const sparkSources: readonly SparkSource[] = [
  kubeflowSource,
  podsSource,
];

/**
 * Every Spark run of a cluster, newest first. A run whose source is stale keeps what was last seen of it, and says so by
 * `observedAt`.
 *
 * @param environment - name of the environment whose cluster it is
 * @public
 */
export function observeSparkRuns(
  snapshot: ClusterSnapshot,
  environment: string,
  now: Date,
): SparkRun[] {
  const claimed = new Set<string>();
  return sparkSources
    .flatMap(source => source.observe(snapshot, environment, now, claimed))
    .sort((left, right) =>
      (right.startedAt ?? '9').localeCompare(left.startedAt ?? '9'),
    );
}
