/** Matches any single character: `?`. */
export const ANY_CHARACTER = -1;

/** Matches any sequence of characters, the empty one included: `*`. */
export const ANY_SEQUENCE = -2;

/** A UTF-16 code unit that stands for itself, or one of the two wildcards. */
export type GlobToken = number;

/** Every character stands for itself. */
export function literalTokens(text: string): GlobToken[] {
  const tokens: GlobToken[] = [];
  for (let i = 0; i < text.length; i++) {
    tokens.push(text.charCodeAt(i));
  }
  return tokens;
}

/** `*` and `?` are wildcards, every other character stands for itself. */
export function globTokens(text: string): GlobToken[] {
  return literalTokens(text).map(code => {
    switch (code) {
      case 0x2a:
        return ANY_SEQUENCE;
      case 0x3f:
        return ANY_CHARACTER;
      default:
        return code;
    }
  });
}
