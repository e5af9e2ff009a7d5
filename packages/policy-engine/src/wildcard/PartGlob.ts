import {
  ANY_CHARACTER,
  ANY_CHARACTER_OF_PART,
  ANY_SEQUENCE,
  ANY_SEQUENCE_OF_PART,
  GlobToken,
} from './tokens';

const WORD = 32;
const COLON = ':'.charCodeAt(0);

/**
 * A pattern in which some wildcards stop at a colon. Bit-parallel: a place of the pattern is a bit, and each character of
 * the text is looked at once, at a cost of one machine word for 32 places.
 */
export class PartGlob {
  /** Number of tokens that take one character each. */
  readonly #length: number;
  readonly #words: number;
  /** By character that the pattern spells out: from which places it leads to the next one. */
  readonly #advance = new Map<number, Uint32Array>();
  readonly #advanceOfOthers: Uint32Array;
  /** At which places a `*` lets any character but a colon stay, and at which a colon. */
  readonly #stay: Uint32Array;
  readonly #stayOfColon: Uint32Array;

  constructor(tokens: readonly GlobToken[]) {
    const taking = tokens.filter(token => !isSequence(token));
    this.#length = taking.length;
    this.#words = Math.floor(taking.length / WORD) + 1;
    this.#stay = new Uint32Array(this.#words);
    this.#stayOfColon = new Uint32Array(this.#words);
    this.#advanceOfOthers = new Uint32Array(this.#words);
    const advanceOfColon = new Uint32Array(this.#words);
    let place = 0;
    for (const token of tokens) {
      if (isSequence(token)) {
        setBit(this.#stay, place);
        if (token === ANY_SEQUENCE) {
          setBit(this.#stayOfColon, place);
        }
        continue;
      }
      if (token === ANY_CHARACTER || token === ANY_CHARACTER_OF_PART) {
        setBit(this.#advanceOfOthers, place);
      }
      if (token === ANY_CHARACTER) {
        setBit(advanceOfColon, place);
      }
      place++;
    }
    this.#advance.set(COLON, advanceOfColon);
    taking.forEach((token, i) => {
      if (token !== ANY_CHARACTER && token !== ANY_CHARACTER_OF_PART) {
        setBit(this.#advanceOf(token), i);
      }
    });
  }

  matches(text: string): boolean {
    const places = new Uint32Array(this.#words);
    places[0] = 1;
    for (let i = 0; i < text.length; i++) {
      const character = text.charCodeAt(i);
      const advance = this.#advance.get(character) ?? this.#advanceOfOthers;
      const stay = character === COLON ? this.#stayOfColon : this.#stay;
      let carry = 0;
      for (let word = 0; word < this.#words; word++) {
        const before = places[word] ?? 0;
        const leading = before & (advance[word] ?? 0);
        places[word] = (leading << 1) | carry | (before & (stay[word] ?? 0));
        carry = leading >>> (WORD - 1);
      }
    }
    const last = places[this.#words - 1] ?? 0;
    return (last & (1 << this.#length % WORD)) !== 0;
  }

  #advanceOf(character: number): Uint32Array {
    const known = this.#advance.get(character);
    if (known) {
      return known;
    }
    const advance = this.#advanceOfOthers.slice();
    this.#advance.set(character, advance);
    return advance;
  }
}

function isSequence(token: GlobToken): boolean {
  return token === ANY_SEQUENCE || token === ANY_SEQUENCE_OF_PART;
}

function setBit(words: Uint32Array, place: number): void {
  const word = Math.floor(place / WORD);
  words[word] = (words[word] ?? 0) | (1 << place % WORD);
}
