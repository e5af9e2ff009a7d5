import { SparkRun } from '@corridors/model';
import { ClusterSnapshot } from '../cluster';

/**
 * One way in which Spark applications appear in a cluster.
 *
 * @public
 */
export interface SparkSource {
  readonly kind: SparkRun['source'];
  /**
   * The runs that this source sees, in no order.
   *
   * @param claimed - uids of pods that belong to runs of sources asked before; every source adds its own
   */
  observe(
    snapshot: ClusterSnapshot,
    environment: string,
    now: Date,
    claimed: Set<string>,
  ): SparkRun[];
}
