import { ANY_CHARACTER, ANY_SEQUENCE } from '../../wildcard';
import type { NameClassCache } from '../patterns/NameClassCache';
import {
  concatenate,
  DIGIT,
  isSequence,
  literalPatternOf,
  NAME_CHARACTER,
  Pattern,
} from '../patterns/Pattern';
import { PatternAutomaton } from '../patterns/PatternAutomaton';

/** More patterns than these are not sorted by. */
const PATTERN_LIMIT = 400;

/** How often a name that cannot serve is replaced by another of its class. */
const ROUND_LIMIT = 12;

const FILLS = ['other', 'other/key', 'x', 'x/x', ''];

/** Whether a name was looked at, or cannot serve as an example so that another of its class is wanted. */
export type NameUse = 'done' | 'enough' | 'another';

/**
 * The names of a range, one of each kind: first some that read well, then one for each combination of patterns, so that
 * whatever hangs on patterns alone has been seen once all names are through.
 */
export class NameSource {
  readonly #classes: NameClassCache;
  readonly #inside: readonly Pattern[];
  readonly #wild: readonly Pattern[];
  readonly #literals: ReadonlySet<string>;
  readonly #avoid: (name: string) => Pattern;
  readonly #automata: readonly PatternAutomaton[];
  readonly #rounds = new Map<string, readonly string[] | undefined>();

  /**
   * @param classes - what is known of how names are sorted by patterns
   * @param options - `inside`: patterns that every name must match, the widest first. `telling`: patterns that decisions
   *   hang on. `avoid`: the pattern of names like one that cannot serve
   */
  constructor(
    classes: NameClassCache,
    options: {
      inside: readonly Pattern[];
      telling: readonly Pattern[];
      avoid: (name: string) => Pattern;
    },
  ) {
    this.#classes = classes;
    this.#inside = options.inside;
    this.#avoid = options.avoid;
    this.#automata = options.inside.map(
      pattern => new PatternAutomaton(pattern),
    );
    const unique = new Map<string, Pattern>();
    const literals = new Set<string>();
    for (const pattern of options.telling) {
      if (pattern.tokens.every(token => token >= 0)) {
        literals.add(String.fromCharCode(...pattern.tokens));
      } else {
        unique.set(pattern.tokens.join(), pattern);
      }
    }
    this.#wild = [...unique.values()];
    this.#literals = literals;
  }

  contains(name: string): boolean {
    return this.#automata.every(automaton => automaton.matches(name));
  }

  /**
   * Shows names until one is enough.
   *
   * @returns whether every kind of name was shown; false when there are too many kinds, or one was enough
   */
  visit(use: (name: string) => NameUse, examples: Iterable<string>): boolean {
    for (const name of [...examples, ...this.#readable()]) {
      if (this.contains(name) && use(name) === 'enough') {
        return false;
      }
    }
    if (this.#wild.length > PATTERN_LIMIT) {
      return false;
    }
    const avoided: string[] = [];
    for (let round = 0; round < ROUND_LIMIT; round++) {
      const names = this.#round(avoided);
      if (!names) {
        return false;
      }
      const before = avoided.length;
      for (const name of names) {
        if (this.#literals.has(name)) {
          avoided.push(name);
          continue;
        }
        switch (use(name)) {
          case 'enough':
            return false;
          case 'another':
            avoided.push(name);
            break;
          default:
        }
      }
      if (avoided.length === before) {
        return this.#visitLiterals(use);
      }
    }
    return false;
  }

  #visitLiterals(use: (name: string) => NameUse): boolean {
    return ![...this.#literals].some(
      name => this.contains(name) && use(name) === 'enough',
    );
  }

  /** One name of each class, none of them like those to avoid; undefined when there are too many classes. */
  #round(avoided: readonly string[]): readonly string[] | undefined {
    const key = avoided.join('\n');
    if (!this.#rounds.has(key)) {
      const taken = avoided.map(name =>
        this.#literals.has(name) ? literalPatternOf(name) : this.#avoid(name),
      );
      this.#rounds.set(
        key,
        this.#classes
          .find(this.#inside, [...taken, ...this.#wild])
          ?.filter(
            ({ matches }) => !matches.slice(0, taken.length).includes(true),
          )
          .map(({ witness }) => witness),
      );
    }
    return this.#rounds.get(key);
  }

  /** A name of the range, when one is easily found; else one that the widest pattern matches. */
  get example(): string {
    return (
      [...this.#readable()].find(name => this.contains(name)) ??
      spell(this.#inside[0]?.tokens ?? [], 'other')
    );
  }

  *#readable(): Iterable<string> {
    for (const fill of FILLS) {
      for (const pattern of this.#inside) {
        yield spell(pattern.tokens, fill);
      }
    }
  }
}

/** A text that the tokens match, with the same filling for each sequence. */
function spell(tokens: readonly number[], fill: string): string {
  return tokens
    .map(token => {
      switch (token) {
        case ANY_CHARACTER:
        case NAME_CHARACTER:
          return 'x';
        case DIGIT:
          return '0';
        default:
          return isSequence(token) ? fill : String.fromCharCode(token);
      }
    })
    .join('');
}

/** The bucket of a name, whatever the key. */
export function sameBucket(name: string): Pattern {
  const slash = name.indexOf('/');
  return slash < 0
    ? literalPatternOf(name)
    : concatenate(literalPatternOf(name.slice(0, slash + 1)), {
        tokens: [ANY_SEQUENCE],
      });
}
