import { seededRandom } from '../__fixtures__/seededRandom';
import { fastestOf } from '../__fixtures__/fastestOf';
import { Glob } from './Glob';

const distinct = (count: number) =>
  String.fromCharCode(...Array.from({ length: count }, (_, i) => 0x4e00 + i));

/** Patterns of up to 2,048 characters and keys of 1,024 that cost as much as any. */
const WORST: [what: string, pattern: string, key: string][] = [
  ['alternating', 'a*'.repeat(1024), `${'a'.repeat(1023)}b`],
  ['alternating backwards', '*a'.repeat(1024), `b${'a'.repeat(1023)}`],
  ['one long segment', `*${'a'.repeat(1022)}b*`, 'a'.repeat(1024)],
  ['many question marks', `*${'?a'.repeat(500)}b*`, 'a'.repeat(1024)],
  ['half the text', `*${'a'.repeat(511)}b*`, 'a'.repeat(1024)],
  ['distinct characters', `*${distinct(1023)}*`, distinct(1024)],
  ['segments that almost fit', `*${'aab*'.repeat(511)}`, 'a'.repeat(1024)],
  ['two halves', `*${'a'.repeat(500)}*${'a'.repeat(500)}b*`, 'a'.repeat(1024)],
  ['stars only', '*'.repeat(2048), 'a'.repeat(1024)],
  ['stars and question marks', '*?'.repeat(1024), 'a'.repeat(1024)],
];

describe('Glob', () => {
  it.each(WORST)(
    'decides the worst case "%s" within a millisecond, reading the pattern included',
    (_, pattern, key) => {
      expect(fastestOf(() => Glob.of(pattern).matches(key))).toBeLessThan(1);
    },
  );

  it('decides random patterns of wildcards within a millisecond', () => {
    const random = seededRandom(7);
    const word = (alphabet: string, length: number) =>
      Array.from(
        { length },
        () => alphabet[Math.floor(random() * alphabet.length)],
      ).join('');
    const slow = Array.from({ length: 60 }, (_, i) => {
      const stars = '*'.repeat(1 + (i % 4));
      const pattern = word(`ab?${stars}`, 2048);
      const key = word('ab', 1024);
      return [pattern, key] as const;
    }).filter(
      ([pattern, key]) => fastestOf(() => Glob.of(pattern).matches(key)) >= 1,
    );
    expect(slow).toEqual([]);
  });
});
