/** When the work on a key is due next, and what it is. */
interface Item {
  dueAt: number;
  failures: number;
}

/**
 * Works on keys one after the other: each when it is due, never one twice at the same time. What comes in while its key
 * is being worked on is done afterwards.
 */
export class WorkQueue {
  private readonly items = new Map<string, Item>();
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> = Promise.resolve();
  private isStopped = false;

  /**
   * @param work - does it, and says in how many milliseconds to come back; nothing: never, unless told to
   * @param tickMilliseconds - how often the clock is looked at
   */
  constructor(
    private readonly work: (
      key: string,
      failures: number,
    ) => Promise<WorkResult>,
    private readonly clock: () => Date,
    tickMilliseconds: number,
  ) {
    this.timer = setInterval(() => this.wake(), tickMilliseconds);
    this.timer.unref();
  }

  /** Has a key worked on at once. */
  add(key: string): void {
    this.items.set(key, { dueAt: 0, failures: 0 });
    this.wake();
  }

  forget(key: string): void {
    this.items.delete(key);
  }

  /** Takes no more, and waits for what is being worked on. */
  async stop(): Promise<void> {
    this.isStopped = true;
    clearInterval(this.timer);
    this.timer = undefined;
    await this.running;
  }

  private wake(): void {
    this.running = this.running.then(() => this.drain());
  }

  private next(): [string, Item] | undefined {
    const now = this.clock().getTime();
    return [...this.items].find(([, item]) => item.dueAt <= now);
  }

  private async drain(): Promise<void> {
    for (let due = this.next(); due && !this.isStopped; due = this.next()) {
      const [key, item] = due;
      const running: Item = {
        dueAt: Number.POSITIVE_INFINITY,
        failures: item.failures,
      };
      this.items.set(key, running);
      const result = await this.work(key, item.failures);
      // A key that came in again meanwhile has a new item, which stays.
      if (this.items.get(key) === running) {
        this.schedule(running, result);
      }
    }
  }

  private schedule(item: Item, result: WorkResult): void {
    if (result.next === 'never') {
      item.failures = 0;
      return;
    }
    item.failures = result.hasFailed ? item.failures + 1 : 0;
    item.dueAt = this.clock().getTime() + result.next;
  }
}

/** When to come back to a key, in milliseconds. */
export interface WorkResult {
  readonly next: number | 'never';
  readonly hasFailed: boolean;
}
