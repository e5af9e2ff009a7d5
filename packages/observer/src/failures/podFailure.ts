import { ObservedPod, TerminatedContainer } from '../kubernetes';
import { describeExitCode } from './exitCodes';
import { sparkContainer } from './sparkContainer';

/** Why a pod failed or does not start, from its own status. */
export interface PodFailure {
  /** Kubernetes' reason where it says something (`OOMKilled`, `Evicted`, `ImagePullBackOff`), else `exit-137`. */
  readonly code: string;
  readonly text: string;
  readonly evidence: string;
  readonly exitCode?: number;
  readonly finishedAt?: string;
}

/** Waiting reasons that do not pass by themselves soon; `ContainerCreating` and `PodInitializing` do. */
const BLOCKING_WAITS: Readonly<Record<string, string>> = {
  ImagePullBackOff: 'the image cannot be pulled',
  ErrImagePull: 'the image cannot be pulled',
  InvalidImageName: 'the name of the image is not valid',
  CreateContainerConfigError:
    'the container refers to something that does not exist',
  CreateContainerError: 'the container cannot be created',
  CrashLoopBackOff: 'the container fails again and again',
  RunContainerError: 'the container cannot be started',
};

/**
 * Explains the failure of a pod, in the order of trust: how the Spark container ended, what the cluster did to the pod
 * (eviction, disruption), what it waits for. `undefined` when nothing is wrong.
 */
export function explainPodFailure(pod: ObservedPod): PodFailure | undefined {
  return explainTermination(pod) ?? explainRemoval(pod) ?? explainWaiting(pod);
}

function explainTermination(pod: ObservedPod): PodFailure | undefined {
  const container = sparkContainer(pod);
  if (!container || container.state.kind === 'running') {
    return undefined;
  }
  const ended =
    container.state.kind === 'terminated'
      ? container.state
      : container.lastTerminated;
  if (!ended || ended.exitCode === 0) {
    return undefined;
  }
  const removal = explainRemoval(pod);
  if (removal && ended.reason !== 'OOMKilled') {
    return {
      ...removal,
      exitCode: ended.exitCode,
      finishedAt: ended.finishedAt,
    };
  }
  return {
    code:
      ended.reason && ended.reason !== 'Error'
        ? ended.reason
        : `exit-${ended.exitCode}`,
    text: terminationText(ended),
    evidence: terminationEvidence(container.name, ended),
    exitCode: ended.exitCode,
    finishedAt: ended.finishedAt,
  };
}

function terminationText(ended: TerminatedContainer): string {
  if (ended.reason === 'OOMKilled') {
    return 'Out of memory: the container used more than its limit and was killed';
  }
  return `Exit code ${ended.exitCode}: ${describeExitCode(ended.exitCode)}`;
}

function terminationEvidence(
  container: string,
  ended: TerminatedContainer,
): string {
  const parts = [`container ${container}`, `exit code ${ended.exitCode}`];
  if (ended.reason) {
    parts.push(`reason ${ended.reason}`);
  }
  if (ended.finishedAt) {
    parts.push(`at ${ended.finishedAt}`);
  }
  return parts.join(', ');
}

function explainRemoval(pod: ObservedPod): PodFailure | undefined {
  if (pod.reason) {
    return {
      code: pod.reason,
      text: pod.message ? `${pod.reason}: ${pod.message}` : pod.reason,
      evidence: `status.reason of pod ${pod.name}`,
    };
  }
  if (pod.disruption) {
    const reason = pod.disruption.reason ?? 'DisruptionTarget';
    return {
      code: reason,
      text: pod.disruption.message
        ? `${reason}: ${pod.disruption.message}`
        : `The pod was disrupted: ${reason}`,
      evidence: `condition DisruptionTarget of pod ${pod.name}`,
    };
  }
  return undefined;
}

function explainWaiting(pod: ObservedPod): PodFailure | undefined {
  if (pod.unschedulable) {
    return {
      code: 'Unschedulable',
      text: `No node takes the pod${
        pod.unschedulable.message ? `: ${pod.unschedulable.message}` : ''
      }`,
      evidence: `condition PodScheduled of pod ${pod.name}`,
    };
  }
  for (const container of pod.containers) {
    if (
      container.state.kind === 'waiting' &&
      container.state.reason !== undefined
    ) {
      const meaning = BLOCKING_WAITS[container.state.reason];
      if (meaning !== undefined) {
        return {
          code: container.state.reason,
          text: `Container ${container.name}: ${meaning}${
            container.state.message ? ` (${container.state.message})` : ''
          }`,
          evidence: `waiting reason ${container.state.reason} of container ${container.name}`,
        };
      }
    }
  }
  return undefined;
}
