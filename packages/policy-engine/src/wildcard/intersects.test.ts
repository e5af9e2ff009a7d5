import { intersects } from '..';
import { Glob } from './Glob';

describe('intersects', () => {
  it('refuses patterns that no ARN can be as long as', () => {
    expect(() => intersects('*a'.repeat(5_000), '*b'.repeat(5_000))).toThrow(
      new RangeError(
        'Patterns of 10000 and 10000 characters are too long to be compared',
      ),
    );
  });

  it('compares patterns as long as two ARNs, in which `*` beside `*` counts once', () => {
    const longest = 'a'.repeat(2_048);
    expect(intersects(longest, longest)).toBe(longest);
    expect(intersects(`${'*'.repeat(5_000)}a`, `${'*'.repeat(5_000)}b`)).toBe(
      undefined,
    );
  });

  it('is not slowed down by many `*` beside each other', () => {
    const many = '*'.repeat(40);
    expect(intersects(`${many}a`, `${many}b`)).toBeUndefined();
    expect(intersects(`${many}a`, `b${many}`)).toBe('ba');
  });

  it.each<[string, string, string | undefined]>([
    ['', '', ''],
    ['', 'a', undefined],
    ['a', 'a', 'a'],
    ['a', 'b', undefined],
    ['*', '*', ''],
    ['?', '*', 'x'],
    ['?', '?', 'x'],
    ['??', '?', undefined],
    ['gha1-*', 'gha1-dev-*', 'gha1-dev-'],
    ['gha1-*', 'gha10-*', undefined],
    ['gha1*', 'gha10-*', 'gha10-'],
    ['gha-*', 'gha1-*', undefined],
    ['gha?-*', 'gha-common-1', undefined],
    ['*-primary', 'gha1-*', 'gha1-primary'],
    ['a*c', 'ab*', 'abc'],
    ['a*b', 'b*a', undefined],
    ['*a*b*', '*b*a*', 'aba'],
    [
      'arn:aws:s3:::gha1-*',
      'arn:aws:s3:::*/secret',
      'arn:aws:s3:::gha1-/secret',
    ],
    ['arn:aws:s3:::gha1-primary', 'arn:aws:s3:::gha1-primary/*', undefined],
    ['[a]', 'a', undefined],
    ['a\u0005', '*\u0005', 'a\u0005'],
  ])('of "%s" and "%s" is %j', (a, b, expected) => {
    expect(intersects(a, b)).toBe(expected);
    expect(intersects(b, a)?.length).toBe(expected?.length);
  });

  it('agrees with trying all short texts, and its witnesses are shortest and match', () => {
    const words = (alphabet: string, length: number): string[] =>
      length === 0
        ? ['']
        : [
            ...new Set(
              words(alphabet, length - 1).flatMap(word =>
                ['', ...alphabet].map(c => c + word),
              ),
            ),
          ];
    const patterns = words('ab*?', 3);
    const texts = words('abx', 6).sort(
      (left, right) => left.length - right.length,
    );
    const globs = new Map(patterns.map(pattern => [pattern, Glob.of(pattern)]));
    const matched = new Map(
      patterns.map(pattern => [
        pattern,
        new Set(texts.filter(text => globs.get(pattern)?.matches(text))),
      ]),
    );
    const wrong: string[] = [];
    for (const a of patterns) {
      for (const b of patterns) {
        const found = intersects(a, b);
        const expected = texts.find(
          text => matched.get(a)?.has(text) && matched.get(b)?.has(text),
        );
        const isSound =
          found === undefined ||
          (globs.get(a)?.matches(found) && globs.get(b)?.matches(found));
        if (found?.length !== expected?.length || !isSound) {
          wrong.push(`${a} ${b}: ${found} instead of ${expected}`);
        }
      }
    }
    expect(wrong).toEqual([]);
    expect(patterns.length ** 2).toBeGreaterThan(7_000);
  });

  it('of long patterns full of wildcards ends', () => {
    expect(intersects('a*'.repeat(200), `${'*a'.repeat(200)}b`)).toHaveLength(
      201,
    );
    expect(
      intersects(`${'a?'.repeat(300)}c`, 'a*b'.repeat(200)),
    ).toBeUndefined();
  });
});
