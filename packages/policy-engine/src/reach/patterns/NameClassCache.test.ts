import { NameClassCache } from './NameClassCache';
import { ANY_TEXT, patternOf } from './Pattern';

const ALPHABET = 'abcdefghijklmnopqrstuvwxyz';

/** For each letter a pattern that it stands before a number of others at the end. */
const intricate = (letters: string, length: number) =>
  [...letters].map(letter => patternOf(`*${letter}${'?'.repeat(length)}`));

describe('NameClassCache', () => {
  it('answers a question as before when it is asked again', () => {
    const cache = new NameClassCache();
    const inside = [patternOf('a*')];
    const first = cache.find(inside, [patternOf('*b')]);
    expect(first?.map(({ witness }) => witness)).toEqual(['a', 'ab']);
    expect(cache.find(inside, [patternOf('*b')])).toBe(first);
    expect(cache.find(inside, [patternOf('*c')])).not.toEqual(first);
  });

  it('takes no question for another', () => {
    const cache = new NameClassCache();
    const kindsOf = (...patterns: readonly string[]) =>
      cache.find([ANY_TEXT], patterns.map(patternOf))?.length;
    expect(kindsOf('a', 'b')).toBe(3);
    expect(kindsOf('ab')).toBe(2);
    expect(kindsOf(String.fromCharCode(9798))).toBe(2);
  });

  it('answers but plain questions once many intricate ones were asked', () => {
    const question = intricate('abc', 5);
    const cache = new NameClassCache();
    expect(cache.find([ANY_TEXT], question)).toHaveLength(4);
    for (let length = 20; length < 32; length++) {
      const tooIntricate = intricate(ALPHABET, length);
      expect(cache.find([ANY_TEXT], tooIntricate)).toBeUndefined();
    }
    expect(cache.find([ANY_TEXT], intricate('xyz', 5))).toBeUndefined();
    expect(cache.find([ANY_TEXT], question)).toHaveLength(4);
    expect(cache.find([ANY_TEXT], intricate('x', 1))).toHaveLength(2);
  });
});
