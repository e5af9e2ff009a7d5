/** Requests without an answer, one after the other, after which a server is left alone. */
const FAILURES = 3;

/** How long a server is left alone. */
const PAUSE_MILLISECONDS = 5_000;

/**
 * Spares a server that does not answer, and a run the time limits that it would wait for.
 */
export class CircuitBreaker {
  readonly #clock: () => Date;
  #failures = 0;
  #failedAt = 0;

  constructor(clock: () => Date) {
    this.#clock = clock;
  }

  /** Whether the server is not to be asked now. */
  get isOpen(): boolean {
    return (
      this.#failures >= FAILURES &&
      this.#clock().getTime() - this.#failedAt < PAUSE_MILLISECONDS
    );
  }

  answered(): void {
    this.#failures = 0;
  }

  failed(): void {
    this.#failures += 1;
    this.#failedAt = this.#clock().getTime();
  }
}
