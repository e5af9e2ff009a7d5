import { FactSource, FactState } from '@corridors/model';
import { Scheduler } from '../kubernetes/reflector/scheduler';
import { AwsFailure } from './fact';
import { ReadContext } from './readAws';
import { ReadLane } from './readLane';

/** A failure without the time since when it lasts. */
export type ReadFailure = Omit<AwsFailure, 'since'>;

/** One thing to read, such as a bucket with all its settings. */
export interface ReadTarget {
  readonly key: string;
  /** Reads and settles its facts, unless the signal aborted; gives the failures. */
  read(context: ReadContext): Promise<readonly ReadFailure[]>;
  /** Settles its facts as failed without reading: the service as a whole does not answer. */
  fail(failure: ReadFailure): void;
}

/** The pace of a {@link ServiceReader}, in milliseconds. */
export interface ServicePace {
  /** Age at which a target is read again. */
  readonly intervalMs: number;
  /** Where nothing is due for so long, the oldest target is read, to see that the service is there. */
  readonly pulseMs: number;
  /** Pause after a failed pulse. */
  readonly retryMs: number;
}

/** So many reads in a row must fail before the service, and not one target, is said to be down. */
const FAILURES_UNTIL_DOWN = 2;

interface Scheduled {
  readonly target: ReadTarget;
  dueAt: number;
  readAt?: number;
  failures: readonly ReadFailure[];
}

/**
 * Reads the targets of one AWS service when they are due, and knows whether the service answers. While it does not,
 * every fact of it is stale and one read at a time looks whether it is back.
 */
export class ServiceReader {
  private readonly scheduled = new Map<string, Scheduled>();
  private readonly life = new AbortController();
  private nap = new AbortController();
  private running: Promise<void> | undefined;
  private failuresInARow = 0;
  private down: ReadFailure | undefined;
  private hasTargets = false;
  private lastContact: Date | undefined;
  private told: { state: FactState; since: string } | undefined;

  constructor(
    private readonly source: { id: string; title: string },
    private readonly lane: ReadLane,
    private readonly scheduler: Scheduler,
    private readonly pace: ServicePace,
    private readonly onChange: () => void,
  ) {}

  start(): void {
    this.running ??= this.run();
  }

  /** Ends every call under way. Resolves when nothing runs any more. */
  async stop(): Promise<void> {
    this.life.abort();
    this.nap.abort();
    await this.running;
  }

  /** Replaces what is to be read; targets already known keep their schedule, new ones are read at once. */
  setTargets(targets: readonly ReadTarget[]): void {
    this.hasTargets = true;
    const keys = new Set(targets.map(({ key }) => key));
    for (const key of this.scheduled.keys()) {
      if (!keys.has(key)) {
        this.scheduled.delete(key);
      }
    }
    for (const target of targets) {
      if (!this.scheduled.has(target.key)) {
        this.scheduled.set(target.key, { target, dueAt: 0, failures: [] });
        if (this.down) {
          target.fail(this.down);
        }
      }
    }
    this.nap.abort();
  }

  /** Reads everything again now. */
  refresh(): void {
    this.scheduled.forEach(entry => {
      entry.dueAt = 0;
    });
    this.nap.abort();
  }

  /**
   * How fresh the facts of this service are: `forbidden` when every target lacks a permission, `live` with a message when
   * some do.
   */
  status(): FactSource {
    const entries = [...this.scheduled.values()];
    const state = this.state(entries);
    if (this.told?.state !== state) {
      this.told = { state, since: this.scheduler.now().toISOString() };
    }
    return {
      ...this.source,
      state,
      since: this.told.since,
      asOf: this.lastContact?.toISOString(),
      message:
        this.down?.message ?? entries.map(forbiddenRead).find(Boolean)?.message,
    };
  }

  private state(entries: readonly Scheduled[]): FactState {
    if (this.down) {
      return 'stale';
    }
    if (
      !this.hasTargets ||
      entries.some(({ readAt }) => readAt === undefined)
    ) {
      return 'syncing';
    }
    return entries.length > 0 && entries.every(forbiddenRead)
      ? 'forbidden'
      : 'live';
  }

  private async run(): Promise<void> {
    while (!this.life.signal.aborted) {
      this.nap = new AbortController();
      const now = this.scheduler.now().getTime();
      const due = this.choose(now);
      await this.readAll(due);
      await this.scheduler
        .sleep(
          this.pauseMs(),
          AbortSignal.any([this.nap.signal, this.life.signal]),
        )
        .catch(() => {
          // woken or stopped
        });
    }
  }

  /** What is due; else, after a quiet time or while the service is down, the target that was read longest ago. */
  private choose(now: number): Scheduled[] {
    const entries = [...this.scheduled.values()];
    const due = entries.filter(({ dueAt }) => dueAt <= now);
    const isQuiet =
      now - (this.lastContact?.getTime() ?? 0) >= this.pace.pulseMs;
    if (due.length > 0 && !this.down) {
      return due;
    }
    const oldest = entries.sort((a, b) => (a.readAt ?? 0) - (b.readAt ?? 0))[0];
    return oldest && (this.down || isQuiet) ? [oldest] : [];
  }

  private async readAll(entries: readonly Scheduled[]): Promise<void> {
    const round = new AbortController();
    const signal = AbortSignal.any([round.signal, this.life.signal]);
    await Promise.all(entries.map(entry => this.readOne(entry, signal, round)));
  }

  private async readOne(
    entry: Scheduled,
    signal: AbortSignal,
    round: AbortController,
  ): Promise<void> {
    const failures = await entry.target.read({ lane: this.lane, signal });
    if (signal.aborted) {
      return;
    }
    const now = this.scheduler.now();
    entry.failures = failures;
    entry.readAt = now.getTime();
    const outage = failures.find(
      ({ kind }) => kind === 'unreachable' || kind === 'credentials',
    );
    if (!outage) {
      entry.dueAt =
        now.getTime() +
        this.pace.intervalMs * (0.9 + 0.2 * this.scheduler.random());
      this.contacted(now);
      return;
    }
    entry.dueAt = now.getTime() + this.pace.retryMs;
    this.failuresInARow += 1;
    if (this.failuresInARow >= FAILURES_UNTIL_DOWN) {
      this.down = outage;
      round.abort();
      this.scheduled.forEach(({ target }) => target.fail(outage));
    }
    this.onChange();
  }

  private contacted(now: Date): void {
    this.failuresInARow = 0;
    this.lastContact = now;
    if (this.down) {
      this.down = undefined;
      this.refresh();
    }
    this.onChange();
  }

  private pauseMs(): number {
    const { pulseMs, retryMs } = this.pace;
    if (this.down) {
      return pulseMs;
    }
    if (this.failuresInARow > 0) {
      return retryMs;
    }
    const now = this.scheduler.now().getTime();
    const next = Math.min(
      ...[...this.scheduled.values()].map(({ dueAt }) => dueAt - now),
      pulseMs,
    );
    return Math.max(next, 0);
  }
}

function forbiddenRead({ failures }: Scheduled): ReadFailure | undefined {
  return failures.find(({ kind }) => kind === 'forbidden');
}
