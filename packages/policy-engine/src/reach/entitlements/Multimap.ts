/** Several values to a key, in the order in which they were added. One that was added twice is there twice. */
export class Multimap<T> {
  readonly #values = new Map<string, T[]>();

  get(key: string): readonly T[] {
    return this.#values.get(key) ?? [];
  }

  keys(): Iterable<string> {
    return this.#values.keys();
  }

  *values(): Iterable<T> {
    for (const values of this.#values.values()) {
      yield* values;
    }
  }

  add(key: string, value: T): void {
    const values = this.#values.get(key);
    if (values) {
      values.push(value);
    } else {
      this.#values.set(key, [value]);
    }
  }

  delete(key: string, value: T): void {
    const values = this.#values.get(key) ?? [];
    const at = values.indexOf(value);
    if (at >= 0) {
      values.splice(at, 1);
    }
  }

  clear(): void {
    this.#values.clear();
  }
}
