import { ANY_ACCOUNT, patternOf } from './Pattern';
import { mayMeet } from './mayMeet';

describe('mayMeet', () => {
  it.each<[string, string, boolean]>([
    ['', 'a', true],
    ['a', 'ab', true],
    ['a*', 'ab', true],
    ['a?c', 'abd', true],
    ['*', 'a', true],
    ['ab*', 'ac*', false],
    ['ab', 'ac*', false],
    ['\u0000a', '\u0000b', false],
  ])('tells of %j and %j by their beginnings: %s', (a, b, expected) => {
    expect(mayMeet(patternOf(a), patternOf(b))).toBe(expected);
    expect(mayMeet(patternOf(b), patternOf(a))).toBe(expected);
  });

  it('takes any account for one that is spelled out in part', () => {
    expect(mayMeet(ANY_ACCOUNT, patternOf('9*'))).toBe(true);
  });
});
