import { Glob } from './Glob';
import { PartGlob } from './PartGlob';
import {
  ANY_CHARACTER_OF_PART,
  ANY_SEQUENCE_OF_PART,
  arnTokens,
  globTokens,
} from './tokens';

/** Tries every way, for short texts: `+` and `!` are `*` and `?` that stop at a colon. */
function naive(pattern: string, text: string): boolean {
  const [token, ...others] = pattern;
  const rest = others.join('');
  if (token === undefined) {
    return text === '';
  }
  const isColon = text.startsWith(':');
  switch (token) {
    case '*':
    case '+':
      return (
        naive(rest, text) ||
        (text !== '' &&
          !(token === '+' && isColon) &&
          naive(pattern, text.slice(1)))
      );
    case '?':
    case '!':
      return (
        text !== '' && !(token === '!' && isColon) && naive(rest, text.slice(1))
      );
    default:
      return text.startsWith(token) && naive(rest, text.slice(1));
  }
}

function words(alphabet: string, length: number): string[] {
  return length === 0
    ? ['']
    : [
        '',
        ...words(alphabet, length - 1).flatMap(word =>
          [...alphabet].map(character => character + word),
        ),
      ];
}

function tokensOf(pattern: string) {
  return globTokens(pattern).map((token, i) => {
    switch (pattern[i]) {
      case '+':
        return ANY_SEQUENCE_OF_PART;
      case '!':
        return ANY_CHARACTER_OF_PART;
      default:
        return token;
    }
  });
}

describe('PartGlob', () => {
  it('agrees with trying every way on all short patterns and texts', () => {
    const patterns = [...new Set(words('a:*?+!', 4))];
    const texts = [...new Set(words('a:b', 4))];
    const wrong = patterns.flatMap(pattern => {
      const glob = new PartGlob(tokensOf(pattern));
      return texts
        .filter(text => glob.matches(text) !== naive(pattern, text))
        .map(text => `${pattern} ${text}`);
    });
    expect(wrong).toEqual([]);
    expect(patterns.length * texts.length).toBeGreaterThan(150_000);
  });

  it.each([31, 32, 33, 63, 64, 65, 200])(
    'matches patterns of %d places, and not one character more or less',
    length => {
      const glob = new PartGlob(tokensOf(`+${'a!'.repeat(length)}`));
      const text = 'ab'.repeat(length);
      expect(glob.matches(text)).toBe(true);
      expect(glob.matches(`xx${text}`)).toBe(true);
      expect(glob.matches(text.slice(1))).toBe(false);
      expect(glob.matches(`${text}b`)).toBe(false);
      expect(glob.matches(`:${text}`)).toBe(false);
    },
  );
});

describe('AWS: "IAM JSON policy elements: Resource", using wildcards in resource ARNs', () => {
  it.each([
    ['arn:aws:s3:::gha1-*', 'arn:aws:s3:::gha1-x:y/z', true],
    ['arn:aws:s3:::gha1-*z', 'arn:aws:s3:::gha1-x:y/z', true],
    ['arn:aws:s3:::gha?', 'arn:aws:s3:::gha:', true],
    ['arn:aws*:s3:::x', 'arn:aws-cn:s3:::x', true],
    ['arn:a?s:s3:::x', 'arn:aws:s3:::x', true],
    ['arn:a*s:s3:::x', 'arn:aws:s3:::x', true],
    ['arn:*:s3:::x', 'arn:aws:s3:::y/:s3:::x', true],
    ['arn:a*s:s3:::x', 'arn:aws:s3:::y/s:s3:::x', false],
    ['arn:aws?s3:s3:::x', 'arn:aws:s3:s3:::x', false],
    ['?rn:aws:s3:::x', 'arn:aws:s3:::x', true],
    ['?rn:aws:s3:::x', ':rn:aws:s3:::x', false],
    ['arn:aws:iam::1*2:role/x', 'arn:aws:iam::1:2:role/x', false],
    ['arn:aws:iam::1*:role/x', 'arn:aws:iam::1:2:role/x', true],
    ['arn:aws:iam::*:role/x', 'arn:aws:iam::111122223333:role/x', true],
  ])('%s covers %s: %s', (pattern, arn, expected) => {
    expect(Glob.ofArn(pattern).matches(arn)).toBe(expected);
    expect(Glob.ofTokens(arnTokens(pattern)).matches(arn)).toBe(expected);
  });
});
