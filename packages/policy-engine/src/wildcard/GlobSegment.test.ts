import { GlobSegment } from './GlobSegment';
import { globTokens } from './tokens';

const segment = (text: string) => new GlobSegment(globTokens(text));

describe('GlobSegment', () => {
  it.each<[pattern: string, text: string, position: number, stands: boolean]>([
    ['ab', 'xab', 1, true],
    ['ab', 'xab', 0, false],
    ['ab', 'xab', 2, false],
    ['a?', 'xab', 1, true],
    ['??', 'ab', 0, true],
    ['??', 'ab', 1, false],
    ['??', 'ab', -1, false],
    ['?', 'ab', -1, false],
    ['?', 'ab', 2, false],
    ['', 'ab', 2, true],
    ['', 'ab', 3, false],
    ['', '', 0, true],
  ])('"%s" in "%s" at %s: %s', (pattern, text, position, stands) => {
    expect(segment(pattern).matchesAt(text, position)).toBe(stands);
  });

  it.each<
    [pattern: string, text: string, from: number, end: number, found: number]
  >([
    ['ab', 'abab', 0, 4, 2],
    ['ab', 'abab', 1, 4, 4],
    ['ab', 'abab', 1, 3, -1],
    ['ab', 'abab', 3, 4, -1],
    ['a?', 'xaab', 0, 4, 3],
    ['ab', 'ab', 0, 1, -1],
    ['aab', 'aaab', 0, 4, 4],
    ['a'.repeat(40), 'a'.repeat(45), 2, 45, 42],
    [`${'a'.repeat(33)}b`, `${'a'.repeat(40)}b`, 0, 41, 41],
  ])(
    '"%s" in "%s" from %s to %s ends at %s',
    (pattern, text, from, end, found) => {
      const once = segment(pattern);
      expect(once.findEnd(text, from, end)).toBe(found);
      expect(once.findEnd(text, from, end)).toBe(found);
    },
  );
});
