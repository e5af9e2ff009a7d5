import { joinWords } from './joinWords';

describe('joinWords', () => {
  it.each([
    [[], ''],
    [['a'], 'a'],
    [['a', 'b'], 'a and b'],
    [['a', 'b', 'c'], 'a, b and c'],
  ])('joins %j', (words, text) => {
    expect(joinWords(words)).toBe(text);
  });
});
