import { sparkContainer } from '../failures/sparkContainer';
import { ObservedPod } from '../kubernetes';

/**
 * How a driver pod stands, from its Spark container: a sidecar that goes on keeps the pod `Running` after the driver
 * has ended, and one that fails makes a pod `Failed` whose driver ended well.
 */
export type DriverObservation =
  | { readonly state: 'unscheduled' | 'starting'; readonly since?: string }
  | { readonly state: 'running'; readonly since?: string }
  | { readonly state: 'succeeded' | 'failed'; readonly since?: string }
  | { readonly state: 'unknown' };

/** Observes a driver by its pod. */
export function observeDriver(pod: ObservedPod): DriverObservation {
  const container = sparkContainer(pod);
  if (container?.state.kind === 'terminated') {
    const { exitCode, finishedAt } = container.state;
    return {
      state: exitCode === 0 ? 'succeeded' : 'failed',
      since: finishedAt,
    };
  }
  switch (pod.phase) {
    case 'Succeeded':
      return { state: 'succeeded' };
    case 'Failed':
      return { state: 'failed' };
    case 'Pending':
      return {
        state: pod.isScheduled ? 'starting' : 'unscheduled',
        since: pod.createdAt,
      };
    case 'Running':
      return container?.state.kind === 'waiting'
        ? { state: 'starting', since: pod.startedAt }
        : {
            state: 'running',
            since:
              (container?.state.kind === 'running'
                ? container.state.startedAt
                : undefined) ?? pod.startedAt,
          };
    default:
      return { state: 'unknown' };
  }
}

/** When the Spark container of a driver started. */
export function driverStartedAt(
  pod: ObservedPod | undefined,
): string | undefined {
  const container = pod && sparkContainer(pod);
  switch (container?.state.kind) {
    case 'running':
    case 'terminated':
      return container.state.startedAt ?? pod?.startedAt;
    default:
      return pod?.startedAt;
  }
}
