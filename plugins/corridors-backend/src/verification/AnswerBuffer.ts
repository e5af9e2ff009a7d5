import type { CellAnswer } from '@corridors/model';

/** Answers are stored in batches of this size, or as soon as the oldest has waited for so long. */
const BATCH_SIZE = 200;
const BATCH_AGE_MILLISECONDS = 500;

/**
 * Collects answers and hands them on in batches, one batch at a time, also while no further answer comes: what is stored
 * survives the process.
 */
export class AnswerBuffer {
  readonly #store: (answers: readonly CellAnswer[]) => Promise<void>;
  #pending: CellAnswer[] = [];
  #timer: NodeJS.Timeout | undefined;
  #writing: Promise<void> = Promise.resolve();
  #failure: { readonly error: unknown } | undefined;

  /** @param store - keeps a batch; its failure fails the next call */
  constructor(store: (answers: readonly CellAnswer[]) => Promise<void>) {
    this.#store = store;
  }

  async add(answer: CellAnswer): Promise<void> {
    this.#pending.push(answer);
    if (this.#pending.length >= BATCH_SIZE) {
      await this.flush();
      return;
    }
    this.#throwFailure();
    this.#timer ??= setTimeout(() => this.#write(), BATCH_AGE_MILLISECONDS);
  }

  /** Resolves when everything is stored. */
  async flush(): Promise<void> {
    this.#write();
    await this.#writing;
    this.#throwFailure();
  }

  #write(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#writing = this.#writing
      .then(async () => {
        const batch = this.#pending;
        this.#pending = [];
        if (batch.length > 0) {
          await this.#store(batch);
        }
      })
      .catch(error => {
        this.#failure ??= { error };
      });
  }

  #throwFailure(): void {
    if (this.#failure) {
      throw this.#failure.error;
    }
  }
}
