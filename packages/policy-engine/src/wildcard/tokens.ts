/** Matches any single character: `?`. */
export const ANY_CHARACTER = -1;

/** Matches any sequence of characters, the empty one included: `*`. */
export const ANY_SEQUENCE = -2;

/** Matches any single character but a colon: `?` in one of an ARN's first five parts. */
export const ANY_CHARACTER_OF_PART = -3;

/** Matches any sequence of characters without a colon: `*` within one of an ARN's first five parts. */
export const ANY_SEQUENCE_OF_PART = -4;

/** A UTF-16 code unit that stands for itself, or one of the wildcards. */
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

/**
 * As `globTokens`, for patterns of ARNs: before the fifth colon a wildcard stays within its part, but for a `*` at the
 * end of one, which may reach beyond. (AWS: "IAM JSON policy elements: Resource", using wildcards in resource ARNs.)
 */
export function arnTokens(text: string): GlobToken[] {
  const tokens = globTokens(text);
  let colons = 0;
  for (let i = 0; i < tokens.length && colons < 5; i++) {
    const isEndOfPart = text[i + 1] === ':';
    if (text[i] === ':') {
      colons++;
    } else if (tokens[i] === ANY_CHARACTER) {
      tokens[i] = ANY_CHARACTER_OF_PART;
    } else if (tokens[i] === ANY_SEQUENCE && !isEndOfPart) {
      tokens[i] = ANY_SEQUENCE_OF_PART;
    }
  }
  return tokens;
}
