import { KubernetesApiError } from '../kubernetes/client/kubernetesApiError';
import {
  KubernetesAnswer,
  KubernetesClient,
} from '../kubernetes/client/kubernetesClient';
import { toKubernetesApiError } from '../kubernetes/client/toKubernetesApiError';
import { Scheduler } from '../kubernetes/reflector/scheduler';

/**
 * How often a cluster is asked whether it is there. A server that hangs is noticed after at most
 * `intervalMs + 2 * timeoutMs + retryMs`, which must stay below a minute.
 *
 * @public
 */
export interface HeartbeatTimings {
  readonly intervalMs: number;
  readonly timeoutMs: number;
  /** Pause before the second try; the second failure in a row says that contact is lost. */
  readonly retryMs: number;
}

/** 15 + 2 × 10 + 5 = 40 seconds. */
export const DEFAULT_HEARTBEAT_TIMINGS: HeartbeatTimings = {
  intervalMs: 15_000,
  timeoutMs: 10_000,
  retryMs: 5_000,
};

const FAILURES_UNTIL_LOST = 2;

/** What a heartbeat tells. */
export interface HeartbeatListener {
  onContact(at: Date, clockSkewSeconds: number | undefined): void;
  onLost(error: KubernetesApiError): void;
  onRecovered(): void;
}

/**
 * Asks the API server for its version at a steady pace. A watch cannot tell a quiet server from a hung one: its
 * connection stays open in both cases, and bookmarks come when the server likes.
 */
export class Heartbeat {
  private readonly life = new AbortController();
  private running: Promise<void> | undefined;

  constructor(
    private readonly client: KubernetesClient,
    private readonly scheduler: Scheduler,
    private readonly timings: HeartbeatTimings,
    private readonly listener: HeartbeatListener,
  ) {}

  start(): void {
    this.running ??= this.run();
  }

  /** Ends the request under way. Resolves when nothing runs any more. */
  async stop(): Promise<void> {
    this.life.abort();
    await this.running;
  }

  private async run(): Promise<void> {
    const { signal } = this.life;
    let failures = 0;
    while (!signal.aborted) {
      const sentAt = this.scheduler.now();
      try {
        const answer = await this.ask(signal);
        const now = this.scheduler.now();
        if (failures >= FAILURES_UNTIL_LOST) {
          this.listener.onRecovered();
        }
        failures = 0;
        this.listener.onContact(
          now,
          clockSkew(sentAt, now, answer?.serverTime),
        );
      } catch (error) {
        if (signal.aborted) {
          return;
        }
        failures += 1;
        if (failures === FAILURES_UNTIL_LOST) {
          this.listener.onLost(toKubernetesApiError(error, 'get /version'));
        }
      }
      const pause =
        failures > 0 ? this.timings.retryMs : this.timings.intervalMs;
      await this.scheduler.sleep(pause, signal).catch(() => {}); // stopped
    }
  }

  private async ask(
    signal: AbortSignal,
  ): Promise<KubernetesAnswer | undefined> {
    try {
      return await this.client.get(
        '/version',
        {},
        { task: 'get /version', timeoutMs: this.timings.timeoutMs, signal },
      );
    } catch (error) {
      const { kind } = toKubernetesApiError(error, 'get /version');
      if (kind === 'forbidden' || kind === 'not-found') {
        return undefined; // an answer all the same: some clusters hide their version
      }
      throw error;
    }
  }
}

/** Ahead is positive. `Date` has whole seconds, so half a second is added on average. */
function clockSkew(
  sentAt: Date,
  receivedAt: Date,
  serverTime: Date | undefined,
): number | undefined {
  if (serverTime === undefined) {
    return undefined;
  }
  const ours = (sentAt.getTime() + receivedAt.getTime()) / 2;
  return Math.round((serverTime.getTime() + 500 - ours) / 1000) + 0; // no -0
}
