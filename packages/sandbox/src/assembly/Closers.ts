/** What was started, to be ended in the opposite order. */
export class Closers {
  readonly #parts: (() => Promise<void>)[] = [];

  add<T extends { close(): Promise<void> }>(part: T): T {
    this.#parts.push(() => part.close());
    return part;
  }

  /** Ends everything; when some of it cannot be ended, the rest is ended all the same. */
  async close(): Promise<void> {
    const failures: unknown[] = [];
    for (const close of this.#parts.splice(0).reverse()) {
      try {
        await close();
      } catch (error) {
        failures.push(error);
      }
    }
    if (failures.length > 0) {
      throw new AggregateError(failures, 'Parts of the sandbox did not end');
    }
  }
}
