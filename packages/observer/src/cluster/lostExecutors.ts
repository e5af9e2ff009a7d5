import { explainPodFailure } from '../failures/podFailure';
import { ObservedPod } from '../kubernetes';
import { ObjectChange } from '../kubernetes/reflector/objectStore';
import { LostExecutor } from './lostExecutor';

/** A driver that loses executors in a loop must not fill the memory of the portal. */
const MOST_PER_NAMESPACE = 200;

/**
 * Remembers executors that failed, from the moment their failure or their deletion is seen. An executor that was
 * deleted while it worked or after it ended well is not lost: drivers scale down and tidy up.
 */
export class LostExecutors {
  private byNamespace = new Map<string, readonly LostExecutor[]>();

  /** Looks at a change of a pod; says whether something was added. */
  record(change: ObjectChange<ObservedPod>, seenAt: Date): boolean {
    const pod = change.kind === 'stored' ? change.current : change.last;
    const lost = describeLoss(pod, seenAt);
    if (!lost) {
      return false;
    }
    const known = this.byNamespace.get(pod.namespace) ?? [];
    if (known.some(entry => entry.podUid === lost.podUid)) {
      return false;
    }
    this.byNamespace.set(
      pod.namespace,
      [...known, lost].slice(-MOST_PER_NAMESPACE),
    );
    return true;
  }

  /** Forgets a namespace that was deleted. */
  forget(namespace: string): void {
    this.byNamespace.delete(namespace);
  }

  copy(): ReadonlyMap<string, readonly LostExecutor[]> {
    return new Map(this.byNamespace);
  }
}

function describeLoss(
  pod: ObservedPod,
  seenAt: Date,
): LostExecutor | undefined {
  if (pod.labels['spark-role'] !== 'executor') {
    return undefined;
  }
  const failure = explainPodFailure(pod);
  const hasEnded =
    pod.phase === 'Failed' ||
    failure?.exitCode !== undefined ||
    pod.reason !== undefined;
  const wasToldToEnd =
    pod.deletedAt !== undefined && failure?.code === 'exit-143';
  if (!failure || !hasEnded || wasToldToEnd) {
    return undefined;
  }
  return {
    podUid: pod.uid,
    pod: pod.name,
    namespace: pod.namespace,
    sparkAppId: pod.labels['spark-app-selector'],
    submissionId: pod.labels['sparkoperator.k8s.io/submission-id'],
    reason: failure.text,
    exitCode: failure.exitCode,
    at: failure.finishedAt ?? seenAt.toISOString(),
  };
}
