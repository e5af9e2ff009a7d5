import {
  ANY_CHARACTER_OF_PART,
  ANY_SEQUENCE,
  ANY_SEQUENCE_OF_PART,
} from '../../wildcard';
import { accepts, isSequence, Pattern, PatternToken } from './Pattern';
import type { SearchEffort } from './SearchEffort';

interface State {
  /** Positions within the pattern that the text so far may have brought us to, ascending. */
  readonly positions: readonly number[];
  readonly next: Map<number, number>;
}

const COLON = ':'.charCodeAt(0);

/** The state from which no text is accepted. */
export const DEAD = -1;

/**
 * A deterministic automaton for one pattern. Its states are made when they are first reached.
 */
export class PatternAutomaton {
  readonly start: number;
  readonly #tokens: readonly PatternToken[];
  readonly #states: State[] = [];
  readonly #ids = new Map<string, number>();
  readonly #effort: SearchEffort | undefined;

  /** @param effort - is spent on making states */
  constructor(pattern: Pattern, effort?: SearchEffort) {
    this.#effort = effort;
    this.#tokens = pattern.tokens;
    this.start = this.#intern(this.#closure([0]));
  }

  accepts(state: number): boolean {
    const positions = this.#states[state]?.positions;
    return positions?.at(-1) === this.#tokens.length;
  }

  /** The state after a character; {@link DEAD} when no text that goes on so is accepted. */
  step(state: number, character: number): number {
    const from = this.#states[state];
    if (!from) {
      return DEAD;
    }
    const known = from.next.get(character);
    if (known !== undefined) {
      return known;
    }
    this.#effort?.spend(from.positions.length);
    const reached: number[] = [];
    for (const position of from.positions) {
      const token = this.#tokens[position];
      if (accepts(token, character)) {
        reached.push(isSequence(token) ? position : position + 1);
      }
    }
    const to =
      reached.length === 0 ? DEAD : this.#intern(this.#closure(reached));
    from.next.set(character, to);
    return to;
  }

  /** Adds the characters that the pattern tells from all others at this place, beside digits and `/`. */
  addLiterals(state: number, characters: Set<number>): void {
    for (const position of this.#states[state]?.positions ?? []) {
      const token = this.#tokens[position];
      if (token !== undefined && token >= 0) {
        characters.add(token);
      } else if (
        token === ANY_CHARACTER_OF_PART ||
        token === ANY_SEQUENCE_OF_PART
      ) {
        characters.add(COLON);
      }
    }
  }

  matches(text: string): boolean {
    let state = this.start;
    for (let i = 0; i < text.length && state !== DEAD; i++) {
      state = this.step(state, text.charCodeAt(i));
    }
    return this.accepts(state);
  }

  /** Of ascending positions: with what follows when a sequence ends; without what a later `*` covers anyway. */
  #closure(positions: readonly number[]): number[] {
    const all = new Set<number>();
    for (const first of positions) {
      let position = first;
      all.add(position);
      while (isSequence(this.#tokens[position])) {
        position++;
        all.add(position);
      }
    }
    const reached = [...all];
    const lastStar = reached.findLastIndex(
      position => this.#tokens[position] === ANY_SEQUENCE,
    );
    return reached.slice(Math.max(0, lastStar));
  }

  #intern(positions: readonly number[]): number {
    const key = positions.join();
    const known = this.#ids.get(key);
    if (known !== undefined) {
      return known;
    }
    const id = this.#states.length;
    this.#states.push({ positions, next: new Map() });
    this.#ids.set(key, id);
    return id;
  }
}
