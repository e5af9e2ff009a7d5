/**
 * Remembers what was made of a text, for texts that many documents share. Forgets everything when it is full, so that
 * foreign input cannot make it grow: neither many texts nor long ones.
 */
export class BoundedCache<T> {
  readonly #capacity: number;
  readonly #make: (text: string) => T;
  #made = new Map<string, T>();
  #characters = 0;

  /**
   * @param capacity - characters that the remembered texts have together; a longer text is remembered alone
   * @param make - depends on nothing but the text; what it throws is not remembered
   */
  constructor(capacity: number, make: (text: string) => T) {
    this.#capacity = capacity;
    this.#make = make;
  }

  get(text: string): T {
    const known = this.#made.get(text);
    if (known !== undefined) {
      return known;
    }
    const made = this.#make(text);
    this.#characters += text.length;
    if (this.#characters > this.#capacity) {
      this.#made = new Map();
      this.#characters = text.length;
    }
    this.#made.set(text, made);
    return made;
  }
}
