/**
 * Random choices that are the same for the same seed and stream. (The generator is "mulberry32".)
 */
export class Random {
  #state: number;

  /** @param stream - tells apart what is drawn from one seed */
  constructor(seed: number, stream: number) {
    this.#state = Math.imul(seed, 0x9e3779b1) ^ Math.imul(stream, 0x85ebca6b);
    // The first numbers of neighbouring states are alike.
    for (let i = 0; i < 4; i += 1) {
      this.#next();
    }
  }

  chance(probability: number): boolean {
    return this.#next() < probability;
  }

  /** A whole number from `least` to `most`. */
  between(least: number, most: number): number {
    return least + Math.floor(this.#next() * (most - least + 1));
  }

  pick<T>(items: readonly T[]): T {
    const item = items[this.between(0, items.length - 1)];
    if (item === undefined) {
      throw new Error('there is nothing to pick from');
    }
    return item;
  }

  /** Picks by weight. */
  weighted<T>(choices: readonly (readonly [weight: number, item: T])[]): T {
    const total = choices.reduce((sum, [weight]) => sum + weight, 0);
    let left = this.#next() * total;
    for (const [weight, item] of choices) {
      left -= weight;
      if (left < 0) {
        return item;
      }
    }
    return this.pick(choices)[1];
  }

  /** Different items, from `least` to `most` of them. */
  some<T>(items: readonly T[], least: number, most: number): T[] {
    const rest = [...items];
    const count = Math.min(rest.length, this.between(least, most));
    return Array.from({ length: count }, () => {
      const [item] = rest.splice(this.between(0, rest.length - 1), 1);
      if (item === undefined) {
        throw new Error('there is nothing left to pick');
      }
      return item;
    });
  }

  #next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = this.#state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }
}
