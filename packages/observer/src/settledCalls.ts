import { Scheduler } from './kubernetes/reflector/scheduler';

/** Tells of changes that come together by one call: a list of a thousand pods is one change. */
export class SettledCalls {
  private isWaiting = false;

  constructor(
    private readonly call: () => void,
    private readonly settleMs: number,
    private readonly scheduler: Scheduler,
    private readonly signal: AbortSignal,
    private readonly onError: (error: unknown) => void,
  ) {}

  /** Calls after `settleMs`, unless a call is already waiting or the signal aborts before. */
  request(): void {
    if (this.isWaiting || this.signal.aborted) {
      return;
    }
    this.isWaiting = true;
    this.scheduler
      .sleep(this.settleMs, this.signal)
      .then(() => {
        this.isWaiting = false;
        this.call();
      })
      .catch(error => {
        this.isWaiting = false;
        if (!this.signal.aborted) {
          this.onError(error);
        }
      });
  }
}
