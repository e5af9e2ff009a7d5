import { GeneralGlob } from './GeneralGlob';
import { PartGlob } from './PartGlob';
import {
  ANY_CHARACTER_OF_PART,
  ANY_SEQUENCE,
  ANY_SEQUENCE_OF_PART,
  arnTokens,
  GlobToken,
  globTokens,
  literalTokens,
} from './tokens';

/** The forms that need no automaton, and the general one. */
type Form = 'anything' | 'literal' | 'prefix' | 'general' | 'tokens';

/** A wildcard before the fifth colon. */
const HEAD_WITH_WILDCARD = /^(?:[^:*?]*:){0,4}[^:*?]*[*?]/;

/**
 * A compiled wildcard pattern that matches whole texts: `*` any sequence, `?` any one character, case-sensitive.
 *
 * The time to match is linear in the length of the text for any pattern. (AWS: "IAM JSON policy elements: Resource",
 * using wildcards.)
 */
export class Glob {
  readonly #form: Form;
  /** All of a literal, what stands before the `*` of a prefix, or the pattern as written. */
  readonly #text: string;
  readonly #lastCharacter: number;
  readonly #tokens: readonly GlobToken[] | undefined;
  #matcher: GeneralGlob | PartGlob | undefined;

  private constructor(form: Form, text: string, tokens?: readonly GlobToken[]) {
    this.#form = form;
    this.#text = text;
    this.#lastCharacter = text.charCodeAt(text.length - 1);
    this.#tokens = tokens;
  }

  /** Compiles a text in which `*` and `?` are wildcards. */
  static of(pattern: string): Glob {
    if (pattern === '*') {
      return new Glob('anything', pattern);
    }
    const star = pattern.indexOf('*');
    if (pattern.includes('?')) {
      return new Glob('general', pattern);
    }
    if (star < 0) {
      return Glob.literal(pattern);
    }
    return star === pattern.length - 1
      ? new Glob('prefix', pattern.slice(0, star))
      : new Glob('general', pattern);
  }

  /**
   * Compiles a pattern of ARNs, in whose first five parts `?` and `*` stop at the end of the part, but for a `*` that
   * stands at it. (AWS: "IAM JSON policy elements: Resource", using wildcards in resource ARNs.)
   */
  static ofArn(pattern: string): Glob {
    const glob = Glob.of(pattern);
    return glob.#form === 'general' && HEAD_WITH_WILDCARD.test(pattern)
      ? Glob.ofTokens(arnTokens(pattern))
      : glob;
  }

  /** Matches the text alone; every character stands for itself. */
  static literal(text: string): Glob {
    return new Glob('literal', text);
  }

  static ofTokens(tokens: readonly GlobToken[]): Glob {
    return new Glob('tokens', '', tokens);
  }

  matches(text: string): boolean {
    switch (this.#form) {
      case 'anything':
        return true;
      case 'literal':
        return text === this.#text;
      case 'prefix':
        // Texts of one kind begin alike and differ later: the last character tells most of them apart.
        return (
          text.charCodeAt(this.#text.length - 1) === this.#lastCharacter &&
          text.startsWith(this.#text)
        );
      case 'general':
      case 'tokens':
        this.#matcher ??= matcherOf(this.tokens());
        return this.#matcher.matches(text);
      default:
        return unreachable(this.#form);
    }
  }

  /** The characters and wildcards in their order. */
  tokens(): readonly GlobToken[] {
    switch (this.#form) {
      case 'anything':
        return [ANY_SEQUENCE];
      case 'literal':
        return literalTokens(this.#text);
      case 'prefix':
        return [...literalTokens(this.#text), ANY_SEQUENCE];
      case 'general':
        return globTokens(this.#text);
      case 'tokens':
        return this.#tokens ?? [];
      default:
        return unreachable(this.#form);
    }
  }
}

function matcherOf(tokens: readonly GlobToken[]): GeneralGlob | PartGlob {
  return tokens.includes(ANY_CHARACTER_OF_PART) ||
    tokens.includes(ANY_SEQUENCE_OF_PART)
    ? new PartGlob(tokens)
    : new GeneralGlob(tokens);
}

function unreachable(form: never): never {
  throw new Error(`Unexpected form ${String(form)}`);
}
