import { DriverLog } from '../failures';
import { classifyDriverLog } from '../failures/classifyDriverLog';
import { explainPodFailure } from '../failures/podFailure';
import { sparkContainer } from '../failures/sparkContainer';
import { ObservedPod } from '../kubernetes';
import { KubernetesApiError } from '../kubernetes/client/kubernetesApiError';
import { KubernetesClient } from '../kubernetes/client/kubernetesClient';
import { toKubernetesApiError } from '../kubernetes/client/toKubernetesApiError';
import { Scheduler } from '../kubernetes/reflector/scheduler';
import { ObserverLog } from '../log';

const TAIL_LINES = 200;
const LARGEST_LOG_BYTES = 256 * 1024;
const TIMEOUT_MS = 10_000;
/** Findings kept; a finding is a line. */
const MOST_FINDINGS = 2_000;
/** An answer that may get better (the server was busy, the log not there yet) is asked for so many times. */
const MOST_TRIES = 3;
const RETRY_MS = 15_000;

/** Reads the end of the logs of failed drivers, one at a time, each once, and keeps one line of what it finds. */
export class DriverLogReader {
  private readonly life = new AbortController();
  private readonly findings = new Map<string, DriverLog>();
  private readonly asked = new Set<string>();
  private queue: Promise<void> = Promise.resolve();

  constructor(
    private readonly client: KubernetesClient,
    private readonly scheduler: Scheduler,
    private readonly log: ObserverLog,
    private readonly onFinding: () => void,
  ) {}

  /** Reads the log of a pod when it is a driver that failed and has not been read. */
  consider(pod: ObservedPod): void {
    const isFailedDriver =
      pod.labels['spark-role'] === 'driver' &&
      explainPodFailure(pod)?.exitCode !== undefined;
    if (
      !isFailedDriver ||
      this.asked.has(pod.uid) ||
      this.life.signal.aborted
    ) {
      return;
    }
    this.asked.add(pod.uid);
    this.enqueue(pod, 1);
  }

  /** What was found, by pod uid. */
  copy(): ReadonlyMap<string, DriverLog> {
    return new Map(this.findings);
  }

  /** Ends the request under way. Resolves when nothing runs any more. */
  async stop(): Promise<void> {
    this.life.abort();
    await this.queue;
  }

  private enqueue(pod: ObservedPod, attempt: number): void {
    this.queue = this.queue.then(() => this.read(pod, attempt));
  }

  private async read(pod: ObservedPod, attempt: number): Promise<void> {
    const { signal } = this.life;
    if (signal.aborted) {
      return;
    }
    const readAt = this.scheduler.now().toISOString();
    try {
      const text = await this.client.readPodLog(
        {
          namespace: pod.namespace,
          name: pod.name,
          container: sparkContainer(pod)?.name,
        },
        {
          tailLines: TAIL_LINES,
          limitBytes: LARGEST_LOG_BYTES,
          timeoutMs: TIMEOUT_MS,
          signal,
        },
      );
      this.keep(pod.uid, classifyDriverLog(text, readAt));
    } catch (error) {
      if (!signal.aborted) {
        this.fail(
          pod,
          attempt,
          toKubernetesApiError(error, 'get pods/log'),
          readAt,
        );
      }
    }
  }

  private fail(
    pod: ObservedPod,
    attempt: number,
    error: KubernetesApiError,
    readAt: string,
  ): void {
    if (error.kind === 'no-log') {
      this.keep(pod.uid, { state: 'nothing', readAt });
      return;
    }
    this.log.debug(error.message);
    const isForbidden = error.kind === 'forbidden';
    const message = isForbidden
      ? `Needs the verb get on pods/log: ${error.message}`
      : error.message;
    this.keep(pod.uid, { state: 'unreadable', message, readAt });
    if (!isForbidden && error.kind !== 'not-found' && attempt < MOST_TRIES) {
      this.scheduler
        .sleep(RETRY_MS, this.life.signal)
        .then(() => this.enqueue(pod, attempt + 1))
        .catch(() => {}); // stopped
    }
  }

  private keep(uid: string, finding: DriverLog): void {
    this.findings.set(uid, finding);
    for (const oldest of this.findings.keys()) {
      if (this.findings.size <= MOST_FINDINGS) {
        break;
      }
      this.findings.delete(oldest);
      this.asked.delete(oldest);
    }
    this.onFinding();
  }
}
