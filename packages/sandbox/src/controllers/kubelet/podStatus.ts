import { ContainerExit } from './ContainerProgram';
import { ContainerRecord, PodRecord } from './PodRecord';

/** What the kubelet knows of a container that it runs. @public */
export interface ContainerState {
  readonly container: ContainerRecord;
  readonly startedAt: Date;
  readonly end?: { readonly exit: ContainerExit; readonly at: Date };
}

function time(at: Date): string {
  return at.toISOString().replace(/\.\d+Z$/, 'Z');
}

function containerStatus(
  pod: PodRecord,
  { container, startedAt, end }: ContainerState,
): unknown {
  const state = end
    ? {
        terminated: {
          exitCode: end.exit.exitCode,
          reason:
            end.exit.reason ??
            (end.exit.exitCode === 0 ? 'Completed' : 'Error'),
          ...(end.exit.message === undefined
            ? {}
            : { message: end.exit.message }),
          startedAt: time(startedAt),
          finishedAt: time(end.at),
        },
      }
    : { running: { startedAt: time(startedAt) } };
  return {
    name: container.name,
    image: container.image,
    imageID: '',
    containerID: `sandbox://${pod.metadata.uid}/${container.name}`,
    ready: end === undefined,
    started: end === undefined,
    restartCount: 0,
    state,
    lastState: {},
  };
}

function phaseOf(states: readonly ContainerState[]): string {
  if (states.some(({ end }) => end === undefined)) {
    return 'Running';
  }
  return states.every(({ end }) => end?.exit.exitCode === 0)
    ? 'Succeeded'
    : 'Failed';
}

/**
 * The status of a pod whose containers are in the given states. Source: "Pod Lifecycle".
 *
 * @public
 */
export function podStatus(
  pod: PodRecord,
  states: readonly ContainerState[],
  addresses: { readonly podIP: string; readonly hostIP: string },
): Readonly<Record<string, unknown>> {
  const phase = phaseOf(states);
  const isReady =
    phase === 'Running' && states.every(({ end }) => end === undefined);
  const [first] = states;
  const since = time(first?.end?.at ?? first?.startedAt ?? new Date(0));
  const condition = (type: string, isTrue: boolean) => ({
    type,
    status: isTrue ? 'True' : 'False',
    lastProbeTime: null,
    lastTransitionTime: since,
    ...(isTrue ? {} : { reason: 'PodCompleted' }),
  });
  return {
    phase,
    startTime: pod.status.startTime ?? time(first?.startedAt ?? new Date(0)),
    hostIP: addresses.hostIP,
    podIP: addresses.podIP,
    podIPs: [{ ip: addresses.podIP }],
    conditions: [
      condition('PodScheduled', true),
      condition('Initialized', true),
      condition('ContainersReady', isReady),
      condition('Ready', isReady),
    ],
    containerStatuses: states.map(state => containerStatus(pod, state)),
  };
}
