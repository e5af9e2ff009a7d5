/** What one question may take. */
const MOST = 1_000_000;

/** Counts steps of single patterns, and positions within patterns that are gone through, up to a limit. */
export class SearchEffort {
  #left: number;
  readonly #limit: number;

  constructor(limit = MOST) {
    this.#left = limit;
    this.#limit = limit;
  }

  get isSpent(): boolean {
    return this.#left < 0;
  }

  get spent(): number {
    return this.#limit - this.#left;
  }

  spend(count: number): void {
    this.#left -= count;
  }

  /** For one of many questions that share this effort: as much as any, while there is enough left, and always a little. */
  share(least: number): SearchEffort {
    return new SearchEffort(Math.max(least, Math.min(MOST, this.#left)));
  }
}
