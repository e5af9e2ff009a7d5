import type { CellAnswer } from '@corridors/model';

/** Answers are stored in batches of this size, or as soon as the oldest has waited for so long. */
const BATCH_SIZE = 200;
const BATCH_AGE_MILLISECONDS = 500;

/** Collects answers and hands them on in batches, one batch at a time. */
export class AnswerBuffer {
  readonly #store: (answers: readonly CellAnswer[]) => Promise<void>;
  #pending: CellAnswer[] = [];
  #oldest = 0;

  /** @param store - keeps a batch; its failure fails the call that brought it about */
  constructor(store: (answers: readonly CellAnswer[]) => Promise<void>) {
    this.#store = store;
  }

  async add(answer: CellAnswer): Promise<void> {
    if (this.#pending.length === 0) {
      this.#oldest = performance.now();
    }
    this.#pending.push(answer);
    if (
      this.#pending.length >= BATCH_SIZE ||
      performance.now() - this.#oldest >= BATCH_AGE_MILLISECONDS
    ) {
      await this.flush();
    }
  }

  async flush(): Promise<void> {
    const batch = this.#pending;
    this.#pending = [];
    if (batch.length > 0) {
      await this.#store(batch);
    }
  }
}
