import { Glob } from './Glob';
import { globTokens, literalTokens } from './tokens';

describe('Glob', () => {
  const cases: [pattern: string, text: string, matches: boolean][] = [
    ['', '', true],
    ['', 'a', false],
    ['gha1', 'gha1', true],
    ['gha1', 'GHA1', false],
    ['gha1', 'gha10', false],
    ['*', '', true],
    ['*', 'anything/at:all', true],
    ['**', 'a', true],
    ['?', 'a', true],
    ['?', '', false],
    ['?', 'ab', false],
    ['gha1-*', 'gha1-primary', true],
    ['gha1-*', 'gha1-', true],
    ['gha1-*', 'gha1', false],
    ['gha1-*', 'gha10-primary', false],
    ['gha1*', 'gha10-primary', true],
    ['*-primary', 'gha1-primary', true],
    ['*-primary', 'gha1-primary-1', false],
    ['a*a', 'a', false],
    ['a*a', 'aa', true],
    ['ab*ba', 'aba', false],
    ['a*b*c', 'a-b-b-c', true],
    ['a*b*c', 'acb', false],
    ['*abc*abc*', 'xabcabcx', true],
    ['*abc*abc*', 'xabcabx', false],
    ['*a?c*', 'xxabcxx', true],
    ['*a?c*', 'xxacxx', false],
    ['*??*', 'a', false],
    ['*??*', 'ab', true],
    ['*aab*', 'aaab', true],
    ['arn:aws:s3:::gha1-*', 'arn:aws:s3:::gha1-x/a/b', true],
    ['a.c', 'abc', false],
    ['[ab]', 'a', false],
  ];

  it.each(cases)('matches "%s" against "%s": %s', (pattern, text, expected) => {
    expect(Glob.of(pattern).matches(text)).toBe(expected);
  });

  it.each(['', '*', 'gha1', 'gha1*', 'g?', '*x', 'a*b?c', '**'])(
    'tells the characters and wildcards of "%s" before and after it matched',
    pattern => {
      const glob = Glob.of(pattern);
      expect(glob.tokens()).toEqual(globTokens(pattern));
      glob.matches('gha1');
      expect(glob.tokens()).toEqual(globTokens(pattern));
      expect(Glob.ofTokens(glob.tokens()).tokens()).toEqual(
        globTokens(pattern),
      );
    },
  );

  it.each(['\u0001', '\u0002', '\u0003', '\u0004'])(
    'takes the control character %j for itself, never for a wildcard',
    character => {
      const glob = Glob.ofArn(`arn:aws:s3:?:*:${character}*?`);
      expect(glob.matches(`arn:aws:s3:r:a:${character}xy`)).toBe(true);
      expect(glob.matches('arn:aws:s3:r:a:zxy')).toBe(false);
      expect(Glob.of(`${character}*?`).matches('zxy')).toBe(false);
    },
  );

  it.each([
    ['arn:a*s:s3:::b', 'arn:aws:s3:::b', true],
    ['arn:a*s:s3:::b', 'arn:aws:sns:::b', false],
    ['arn:a*s:s3:::b', 'arn:bws:s3:::b', false],
    ['arn:aws:s?:::b', 'arn:aws:xyz:::b', false],
  ])(
    'takes letters beside wildcards of parts for themselves: "%s" and "%s", %s',
    (pattern, text, expected) => {
      expect(Glob.ofArn(pattern).matches(text)).toBe(expected);
    },
  );

  it('takes a literal for what it is', () => {
    const literal = Glob.literal('a*?');
    expect([literal.matches('a*?'), literal.matches('abc')]).toEqual([
      true,
      false,
    ]);
    expect(literal.tokens()).toEqual(literalTokens('a*?'));
  });

  it('finds a segment that is longer than a machine word', () => {
    const needle = `${'x'.repeat(31)}${'y'.repeat(40)}???z`;
    const glob = Glob.of(`*${needle}*`);
    const found = `${'x'.repeat(31)}${'y'.repeat(40)}abcz`;
    expect(glob.matches(`xx${found}--`)).toBe(true);
    expect(glob.matches(`xx${found.slice(0, -1)}y--`)).toBe(false);
  });

  it('agrees with a naive matcher on all short patterns and texts', () => {
    const naive = (p: string, t: string): boolean => {
      if (p === '') return t === '';
      if (p[0] === '*')
        return naive(p.slice(1), t) || (t !== '' && naive(p, t.slice(1)));
      return (
        t !== '' &&
        (p[0] === '?' || p[0] === t[0]) &&
        naive(p.slice(1), t.slice(1))
      );
    };
    const words = (alphabet: string, length: number): string[] =>
      length === 0
        ? ['']
        : [
            '',
            ...words(alphabet, length - 1).flatMap(w =>
              [...alphabet].map(c => c + w),
            ),
          ];
    const patterns = [...new Set(words('ab*?', 5))];
    const texts = [...new Set(words('ab', 5))];
    const wrong = patterns.flatMap(p => {
      const glob = Glob.of(p);
      return texts
        .filter(t => glob.matches(t) !== naive(p, t))
        .map(t => `${p} ${t}`);
    });
    expect(wrong).toEqual([]);
    expect(patterns.length * texts.length).toBeGreaterThan(80_000);
  });
});
