import {
  ANY_CHARACTER,
  ANY_CHARACTER_OF_PART,
  ANY_SEQUENCE,
  ANY_SEQUENCE_OF_PART,
  globTokens,
  literalTokens,
} from '../../wildcard';

/** Matches any single character but `/`. */
export const NAME_CHARACTER = -6;

/** Matches any sequence of characters without `/`, the empty one included. */
export const NAME_SEQUENCE = -7;

/** Matches any single digit. */
export const DIGIT = -5;

/** A UTF-16 code unit that stands for itself, or one of the wildcards. */
export type PatternToken = number;

/** A set of names, as a sequence of characters and wildcards. */
export interface Pattern {
  readonly tokens: readonly PatternToken[];
}

/** A pattern as in `Resource` elements without variables: `*` and `?` also stand for `/`. */
export function patternOf(text: string): Pattern {
  return { tokens: globTokens(text) };
}

/** A pattern in which `*` and `?` stay within one segment: they do not stand for `/`. */
export function namePatternOf(text: string): Pattern {
  return { tokens: globTokens(text).map(withinName) };
}

/** A pattern in which every character stands for itself. */
export function literalPatternOf(text: string): Pattern {
  return { tokens: literalTokens(text) };
}

/** One pattern behind the other. */
export function concatenate(...patterns: readonly Pattern[]): Pattern {
  return { tokens: patterns.flatMap(({ tokens }) => tokens) };
}

/** Matches any text without `/` that is not empty. */
export const ANY_NAME: Pattern = {
  tokens: [NAME_CHARACTER, NAME_SEQUENCE],
};

/** Matches any text that is not empty. */
export const ANY_TEXT: Pattern = {
  tokens: [ANY_CHARACTER, ANY_SEQUENCE],
};

/** Matches any part of an ARN, or none. */
export const ANY_PART: Pattern = {
  tokens: [ANY_SEQUENCE_OF_PART],
};

/** Matches twelve digits. */
export const ANY_ACCOUNT: Pattern = {
  tokens: Array.from({ length: 12 }, () => DIGIT),
};

/** Whether the token matches sequences rather than one character. */
export function isSequence(token: PatternToken | undefined): boolean {
  return (
    token === ANY_SEQUENCE ||
    token === NAME_SEQUENCE ||
    token === ANY_SEQUENCE_OF_PART
  );
}

const SLASH = '/'.charCodeAt(0);
const COLON = ':'.charCodeAt(0);
const ZERO = '0'.charCodeAt(0);
const NINE = '9'.charCodeAt(0);

/** Whether the token matches the character, once or as part of a sequence. */
export function accepts(
  token: PatternToken | undefined,
  character: number,
): boolean {
  switch (token) {
    case ANY_CHARACTER:
    case ANY_SEQUENCE:
      return true;
    case NAME_CHARACTER:
    case NAME_SEQUENCE:
      return character !== SLASH;
    case ANY_CHARACTER_OF_PART:
    case ANY_SEQUENCE_OF_PART:
      return character !== COLON;
    case DIGIT:
      return character >= ZERO && character <= NINE;
    default:
      return token === character;
  }
}

function withinName(token: PatternToken): PatternToken {
  switch (token) {
    case ANY_CHARACTER:
      return NAME_CHARACTER;
    case ANY_SEQUENCE:
      return NAME_SEQUENCE;
    default:
      return token;
  }
}
