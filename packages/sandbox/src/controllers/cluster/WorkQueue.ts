/**
 * Does work for one key at a time, once more when the key was asked for meanwhile, and again a little later when it failed.
 *
 * @public
 */
export class WorkQueue {
  readonly #running = new Map<string, Promise<void>>();
  readonly #again = new Set<string>();
  readonly #timers = new Set<NodeJS.Timeout>();
  #isStopped = false;

  constructor(
    private readonly work: (key: string) => Promise<void>,
    private readonly options: {
      readonly retryMilliseconds: number;
      readonly log: (message: string) => void;
    },
  ) {}

  /** Asks for work on a key, at once or after a while. */
  add(key: string, afterMilliseconds = 0): void {
    if (this.#isStopped) {
      return;
    }
    if (afterMilliseconds > 0) {
      const timer = setTimeout(() => {
        this.#timers.delete(timer);
        this.add(key);
      }, afterMilliseconds).unref();
      this.#timers.add(timer);
      return;
    }
    if (this.#running.has(key)) {
      this.#again.add(key);
      return;
    }
    this.#running.set(key, this.#run(key));
  }

  /** Takes no more work, and waits for what is being done. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    this.#timers.forEach(timer => clearTimeout(timer));
    await Promise.all(this.#running.values());
  }

  async #run(key: string): Promise<void> {
    try {
      await this.work(key);
    } catch (error) {
      if (!this.#isStopped) {
        this.options.log(
          `${key}: ${error instanceof Error ? error.message : String(error)}`,
        );
        this.add(key, this.options.retryMilliseconds);
      }
    } finally {
      this.#running.delete(key);
      if (this.#again.delete(key)) {
        this.add(key);
      }
    }
  }
}
