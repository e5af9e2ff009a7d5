import { literalPatternOf, namePatternOf } from '../../patterns/Pattern';
import { findExamples } from './findExamples';

const NAMES = namePatternOf('*');
const isFree = () => false;

/** Patterns that each match other names. */
const beginnings = (count: number) =>
  Array.from({ length: count }, (_, i) =>
    namePatternOf(`${String(i).padStart(3, '0')}*`),
  );

describe('findExamples', () => {
  it('finds a name for each combination of patterns, and those that patterns spell out', () => {
    const patterns = [
      namePatternOf('a*'),
      namePatternOf('*b'),
      literalPatternOf('ops'),
    ];
    expect(findExamples(NAMES, patterns, isFree, [])).toEqual({
      spelledOut: ['ops'],
      others: ['', 'a', 'b', 'ab'],
      isComplete: true,
    });
  });

  it.each([
    [64, true],
    [65, false],
  ])('sorts by %i patterns: %s', (count, isComplete) => {
    const patterns = [...beginnings(count), literalPatternOf('ops')];
    const examples = findExamples(NAMES, patterns, isFree, []);
    expect(examples.isComplete).toBe(isComplete);
    expect(examples.spelledOut).toEqual(['ops']);
    expect(examples.others).toHaveLength(isComplete ? count + 1 : 0);
  });

  it('does not count patterns that spell out a name', () => {
    const patterns = Array.from({ length: 100 }, (_, i) =>
      literalPatternOf(`r${i}`),
    );
    expect(findExamples(NAMES, patterns, isFree, [])).toEqual({
      spelledOut: patterns.map((_, i) => `r${i}`),
      others: [''],
      isComplete: true,
    });
  });

  it.each([
    ['x, y, z, a, b, c and d', 'xyzabcd', ['e'], true],
    ['x, y, z, a, b, c, d and e', 'xyzabcde', [], false],
  ])(
    'looks for another name when %s are taken, within reason',
    (_, taken, others, isComplete) => {
      const oneLetter = namePatternOf('?');
      const isTaken = (name: string) => taken.includes(name);
      const examples = findExamples(oneLetter, [], isTaken, []);
      expect(examples).toEqual({ spelledOut: [], others, isComplete });
    },
  );

  it('rewrites a name where it stays in its class and is free', () => {
    const patterns = [namePatternOf('a*'), literalPatternOf('ops')];
    const rewrite = (better: string) =>
      findExamples(NAMES, patterns, name => name === 'admin', [() => better])
        .others;
    expect(rewrite('some')).toEqual(['some', 'a']);
    expect(rewrite('any')).toEqual(['', 'any']);
    expect(rewrite('ops')).toEqual(['', 'a']);
    expect(rewrite('admin')).toEqual(['', 'a']);
  });
});
