/** Things in the order of their names, so that those whose names begin alike are found without looking at the others. */
export class SortedByName<T> {
  readonly #nameOf: (item: T) => string;
  readonly #items: T[];

  constructor(items: Iterable<T>, nameOf: (item: T) => string) {
    this.#nameOf = nameOf;
    this.#items = [...items].sort((a, b) => compare(nameOf(a), nameOf(b)));
  }

  add(item: T): void {
    this.#items.splice(this.#firstFrom(this.#nameOf(item)), 0, item);
  }

  remove(item: T): void {
    const from = this.#firstFrom(this.#nameOf(item));
    const at = this.#items.indexOf(item, from);
    if (at >= 0) {
      this.#items.splice(at, 1);
    }
  }

  /** In order; at most as many as the limit. */
  *beginningWith(prefix: string, limit = Infinity): Iterable<T> {
    const first = this.#firstFrom(prefix);
    const end = Math.min(this.#items.length, first + limit);
    for (let i = first; i < end; i++) {
      const item = this.#items[i];
      if (item === undefined || !this.#nameOf(item).startsWith(prefix)) {
        return;
      }
      yield item;
    }
  }

  /** Place of the first that is not before a name. */
  #firstFrom(name: string): number {
    let low = 0;
    let high = this.#items.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const item = this.#items[middle];
      if (item !== undefined && this.#nameOf(item) < name) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
