import type { Sleep } from './sleep';

/**
 * Hands out turns at an even rate, in the order they are asked for.
 */
export class RateLimiter {
  readonly #intervalMilliseconds: number;
  readonly #clock: () => Date;
  readonly #sleep: Sleep;
  #next = 0;

  constructor(options: { perSecond: number; clock: () => Date; sleep: Sleep }) {
    if (!(options.perSecond > 0)) {
      throw new RangeError(
        `A rate must be above 0 requests per second, got ${options.perSecond}`,
      );
    }
    this.#intervalMilliseconds = 1000 / options.perSecond;
    this.#clock = options.clock;
    this.#sleep = options.sleep;
  }

  /** Resolves when it is the caller's turn. */
  async take(signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    const now = this.#clock().getTime();
    const turn = Math.max(now, this.#next);
    this.#next = turn + this.#intervalMilliseconds;
    if (turn > now) {
      await this.#sleep(turn - now, signal);
    }
  }
}
