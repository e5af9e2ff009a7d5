import { SparkRun } from '@corridors/model';
import { LostExecutor } from '../cluster';
import { ObservedPod } from '../kubernetes';

/** How many executor pods of a run are in which state, with those that were lost, live or remembered. */
export function countExecutors(
  pods: readonly ObservedPod[],
  lost: readonly LostExecutor[],
  requested?: number,
): SparkRun['executors'] {
  const inPhase = (phase: string) =>
    pods.filter(pod => pod.phase === phase && pod.deletedAt === undefined)
      .length;
  const failedPods = pods
    .filter(pod => pod.phase === 'Failed')
    .map(({ uid }) => uid);
  return {
    requested,
    pending: inPhase('Pending'),
    running: inPhase('Running'),
    failed: new Set([...failedPods, ...lost.map(({ podUid }) => podUid)]).size,
    lost: lost.map(({ pod, reason, at }) => `${pod}: ${reason} (${at})`),
  };
}
