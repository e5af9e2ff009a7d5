/**
 * Hands items from work that goes on to a reader that iterates.
 */
export class AsyncQueue<T> implements AsyncIterable<T> {
  readonly #items: T[] = [];
  #wake: (() => void) | undefined;
  #end: { failure?: { error: unknown } } | undefined;

  push(item: T): void {
    this.#items.push(item);
    this.#wake?.();
  }

  /** No more items follow. */
  end(): void {
    this.#end = {};
    this.#wake?.();
  }

  /** No more items follow: the reader gets the error after those that were pushed. */
  fail(error: unknown): void {
    this.#end = { failure: { error } };
    this.#wake?.();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<T> {
    for (;;) {
      const items = this.#items.splice(0);
      if (items.length > 0) {
        yield* items;
      } else if (this.#end) {
        if (this.#end.failure) {
          throw this.#end.failure.error;
        }
        return;
      } else {
        await new Promise<void>(resolve => {
          this.#wake = resolve;
        });
      }
    }
  }
}
