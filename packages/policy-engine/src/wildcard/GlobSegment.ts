import { ANY_CHARACTER, GlobToken } from './tokens';

const WORD = 32;

/**
 * The part of a glob between two `*`: literals and `?`, so of fixed length.
 *
 * Searching uses the bit-parallel Shift-And automaton: each character of the text is looked at once, at a cost of one
 * machine word for 32 characters of the segment, whatever the two look like. There is no backtracking.
 */
export class GlobSegment {
  readonly length: number;
  readonly #tokens: readonly GlobToken[];
  readonly #words: number;
  #masks?: Map<GlobToken, Uint32Array>;
  #wildcardMask: Uint32Array = new Uint32Array(0);

  constructor(tokens: readonly GlobToken[]) {
    this.#tokens = tokens;
    this.length = tokens.length;
    this.#words = Math.ceil(tokens.length / WORD);
  }

  /** Whether the segment stands at `position` of the text. */
  matchesAt(text: string, position: number): boolean {
    if (position < 0 || position + this.length > text.length) {
      return false;
    }
    for (let i = 0; i < this.length; i++) {
      const token = this.#tokens[i];
      if (token !== ANY_CHARACTER && token !== text.charCodeAt(position + i)) {
        return false;
      }
    }
    return true;
  }

  /** The position behind the first occurrence that begins at `from` or later and ends at `end` or earlier, or -1. */
  findEnd(text: string, from: number, end: number): number {
    if (from + this.length > end) {
      return -1;
    }
    const masks = this.#preparedMasks();
    const state = new Uint32Array(this.#words);
    const accepting = 1 << (this.length - 1) % WORD;
    for (let i = from; i < end; i++) {
      const mask = masks.get(text.charCodeAt(i)) ?? this.#wildcardMask;
      let carry = 1;
      for (let word = 0; word < this.#words; word++) {
        const before = state[word] ?? 0;
        state[word] = ((before << 1) | carry) & (mask[word] ?? 0);
        carry = before >>> (WORD - 1);
      }
      if (((state[this.#words - 1] ?? 0) & accepting) !== 0) {
        return i + 1;
      }
    }
    return -1;
  }

  /** Per character the positions of the segment where it may stand; built when a search first needs them. */
  #preparedMasks(): Map<GlobToken, Uint32Array> {
    if (this.#masks) {
      return this.#masks;
    }
    const wildcards = new Uint32Array(this.#words);
    this.#tokens.forEach((token, i) => {
      if (token === ANY_CHARACTER) {
        setBit(wildcards, i);
      }
    });
    const masks = new Map<GlobToken, Uint32Array>();
    this.#tokens.forEach((token, i) => {
      if (token !== ANY_CHARACTER) {
        const mask = masks.get(token) ?? wildcards.slice();
        setBit(mask, i);
        masks.set(token, mask);
      }
    });
    this.#wildcardMask = wildcards;
    this.#masks = masks;
    return masks;
  }
}

function setBit(words: Uint32Array, position: number): void {
  const word = Math.floor(position / WORD);
  words[word] = (words[word] ?? 0) | (1 << position % WORD);
}
