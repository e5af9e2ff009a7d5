import { ANY_CHARACTER, ANY_SEQUENCE, GlobToken } from './tokens';

/** Stands in a witness where both patterns leave the character open. */
const FILLER = 'x'.charCodeAt(0);

/** Follows the last token of a pattern. */
const END = -5;

/** How a pair was reached. By a character: {@link BY_CHARACTER}, plus the character, with a bit for each pattern that went on. */
const UNREACHED = 0;
const BY_NOTHING_IN_A = 1;
const BY_NOTHING_IN_B = 2;
const BY_CHARACTER = 4;
const WENT_ON_IN_A = 2;
const WENT_ON_IN_B = 1;

/**
 * A walk through the pairs of positions in two patterns that common texts lead to, those of shorter texts first. Takes
 * eight bytes for each pair there is.
 */
export class PairWalk {
  readonly #a: Int32Array;
  readonly #b: Int32Array;
  readonly #steps: Int32Array;
  /** Pairs in the order in which they were reached. */
  readonly #queue: Int32Array;
  #reached = 0;

  constructor(a: readonly GlobToken[], b: readonly GlobToken[]) {
    this.#a = Int32Array.of(...a, END);
    this.#b = Int32Array.of(...b, END);
    this.#steps = new Int32Array(this.#a.length * this.#b.length);
    this.#queue = new Int32Array(this.#steps.length);
  }

  /** A shortest text that both match; undefined when there is none. */
  shortest(): string | undefined {
    const goal = this.#steps.length - 1;
    this.#reach(0, BY_CHARACTER);
    for (let from = 0; from < this.#reached; ) {
      this.#passSequences(from);
      if (this.#steps[goal] !== UNREACHED) {
        return this.#spell(goal);
      }
      const end = this.#reached;
      for (; from < end; from++) {
        this.#takeCharacter(this.#queue[from] ?? 0);
      }
    }
    return undefined;
  }

  /** From each pair in the queue on, to those that follow when a `*` stands for nothing (more). */
  #passSequences(from: number): void {
    const width = this.#b.length;
    for (let at = from; at < this.#reached; at++) {
      const pair = this.#queue[at] ?? 0;
      if (this.#a[Math.floor(pair / width)] === ANY_SEQUENCE) {
        this.#reach(pair + width, BY_NOTHING_IN_A);
      }
      if (this.#b[pair % width] === ANY_SEQUENCE) {
        this.#reach(pair + 1, BY_NOTHING_IN_B);
      }
    }
  }

  /** To the pair that follows a character that both tokens match; a `*` stays where it is. */
  #takeCharacter(pair: number): void {
    const width = this.#b.length;
    const tokenA = this.#a[Math.floor(pair / width)] ?? END;
    const tokenB = this.#b[pair % width] ?? END;
    const character = commonCharacter(tokenA, tokenB);
    if (character === undefined) {
      return;
    }
    const onA = tokenA === ANY_SEQUENCE ? 0 : WENT_ON_IN_A;
    const onB = tokenB === ANY_SEQUENCE ? 0 : WENT_ON_IN_B;
    this.#reach(
      pair + (onA ? width : 0) + (onB ? 1 : 0),
      BY_CHARACTER + character * 4 + onA + onB,
    );
  }

  #reach(pair: number, step: number): void {
    if (this.#steps[pair] === UNREACHED) {
      this.#steps[pair] = step;
      this.#queue[this.#reached] = pair;
      this.#reached++;
    }
  }

  #spell(goal: number): string {
    const width = this.#b.length;
    const characters: string[] = [];
    for (let pair = goal; pair > 0; ) {
      const step = this.#steps[pair] ?? UNREACHED;
      if (step === BY_NOTHING_IN_A) {
        pair -= width;
      } else if (step === BY_NOTHING_IN_B) {
        pair -= 1;
      } else {
        const taken = step - BY_CHARACTER;
        characters.push(String.fromCharCode(Math.floor(taken / 4)));
        pair -= (taken & WENT_ON_IN_A ? width : 0) + (taken & WENT_ON_IN_B);
      }
    }
    return characters.reverse().join('');
  }
}

function commonCharacter(
  tokenA: GlobToken,
  tokenB: GlobToken,
): number | undefined {
  if (tokenA === END || tokenB === END) {
    return undefined;
  }
  if (isLiteral(tokenA)) {
    return isLiteral(tokenB) && tokenA !== tokenB ? undefined : tokenA;
  }
  return isLiteral(tokenB) ? tokenB : FILLER;
}

function isLiteral(token: GlobToken): boolean {
  return token !== ANY_CHARACTER && token !== ANY_SEQUENCE;
}
