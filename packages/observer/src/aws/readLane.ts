import { backoffMs } from '../kubernetes/reflector/backoff';
import { Scheduler } from '../kubernetes/reflector/scheduler';
import { describeAwsFailure } from './awsFailure';
import type { AwsCall } from './readAws';

const BACKOFF = { minimumMs: 500, maximumMs: 20_000 };
const MOST_TRIES = 5;

/** Limits the calls to one service: so many at a time, each with a time limit, all pausing when AWS asks to slow down. */
export class ReadLane {
  private active = 0;
  private waiting: (() => void)[] = [];
  private pausedUntil = 0;

  constructor(
    private readonly scheduler: Scheduler,
    private readonly concurrency: number,
    private readonly timeoutMs: number,
  ) {}

  /** Sends when there is room. A throttled call is sent again after a growing pause, at most five times. */
  async run<T>(call: AwsCall<T>, signal: AbortSignal): Promise<T> {
    await this.enter();
    try {
      for (let attempt = 1; ; attempt++) {
        await this.waitForPause(signal);
        try {
          return await call.send(
            AbortSignal.any([signal, AbortSignal.timeout(this.timeoutMs)]),
          );
        } catch (error) {
          const { kind } = describeAwsFailure(
            error,
            call.permission,
            call.resource,
          );
          if (
            kind !== 'throttled' ||
            attempt === MOST_TRIES ||
            signal.aborted
          ) {
            throw error;
          }
          this.pausedUntil =
            this.scheduler.now().getTime() +
            backoffMs(attempt, this.scheduler.random(), BACKOFF);
        }
      }
    } finally {
      this.leave();
    }
  }

  private async waitForPause(signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    const pauseMs = this.pausedUntil - this.scheduler.now().getTime();
    if (pauseMs > 0) {
      await this.scheduler.sleep(pauseMs, signal);
    }
  }

  private async enter(): Promise<void> {
    if (this.active >= this.concurrency) {
      await new Promise<void>(resolve => this.waiting.push(resolve));
    } else {
      this.active += 1;
    }
  }

  private leave(): void {
    const next = this.waiting.shift();
    if (next) {
      next();
    } else {
      this.active -= 1;
    }
  }
}
