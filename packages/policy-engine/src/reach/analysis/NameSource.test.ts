import { NameClassCache } from '../patterns/NameClassCache';
import {
  ANY_ACCOUNT,
  ANY_NAME,
  concatenate,
  literalPatternOf,
  Pattern,
  patternOf,
} from '../patterns/Pattern';
import { PatternAutomaton } from '../patterns/PatternAutomaton';
import { NameSource, NameUse, sameBucket } from './NameSource';

function sourceOf(
  inside: readonly Pattern[],
  telling: readonly string[] = [],
): NameSource {
  return new NameSource(new NameClassCache(), {
    inside,
    telling: telling.map(patternOf),
    avoid: literalPatternOf,
  });
}

/** No name that a search tries first is of this range. */
const NARROW = ['a*', '*b'].map(patternOf);

function visit(
  source: NameSource,
  use: (name: string) => NameUse = () => 'done',
  examples: readonly string[] = [],
) {
  const names: string[] = [];
  const isComplete = source.visit(name => {
    names.push(name);
    return use(name);
  }, examples);
  return { names, isComplete };
}

describe('NameSource', () => {
  it('shows examples and names that read well first', () => {
    const { names } = visit(sourceOf([patternOf('a?*')]), undefined, [
      'b1',
      'a1',
    ]);
    expect(names.slice(0, 6)).toEqual([
      'a1',
      'axother',
      'axother/key',
      'axx',
      'axx/x',
      'ax',
    ]);
    const role = concatenate(ANY_ACCOUNT, literalPatternOf(':'), ANY_NAME);
    expect(visit(sourceOf([role])).names.slice(0, 3)).toEqual([
      '000000000000:xother',
      '000000000000:xx',
      '000000000000:x',
    ]);
  });

  it('shows a name of each kind that patterns and single names make', () => {
    const patterns = ['ax*', '*xb', '???', '*/*'];
    const single = ['ab', 'axxb'];
    const { names, isComplete } = visit(
      sourceOf(NARROW, [...patterns, ...single]),
    );
    const matchedBy = (name: string) =>
      patterns
        .map(patternOf)
        .map(pattern => Number(new PatternAutomaton(pattern).matches(name)))
        .join('');
    const kinds = names
      .filter(name => !single.includes(name))
      .map(name => matchedBy(name));
    expect(isComplete).toBe(true);
    expect(new Set(kinds)).toEqual(
      new Set(
        '0000 0010 1000 1110 1100 0100 0001 0011 1001 0101 1101'.split(' '),
      ),
    );
    expect(names.filter(name => single.includes(name))).toEqual(single);
  });

  it('shows another of the kind where one is a name of its own or cannot serve', () => {
    expect(visit(sourceOf(NARROW, ['ab', 'b'])).names).toEqual(['abb', 'ab']);
    const use = (name: string) => (name.length < 3 ? 'another' : 'done');
    expect(visit(sourceOf(NARROW), use)).toEqual({
      names: ['ab', 'abb'],
      isComplete: true,
    });
  });

  it('gives up when a dozen of a kind cannot serve', () => {
    const { names, isComplete } = visit(sourceOf(NARROW), () => 'another');
    expect(new Set(names).size).toBe(12);
    expect(names).toHaveLength(12);
    expect(isComplete).toBe(false);
  });

  it.each([
    ['one that reads well', ['a*'], [], 'aother'],
    ['one of a kind', ['a*', '*b'], [], 'ab'],
    ['a name of its own', ['a*', '*b'], ['ab'], 'ab'],
  ])('stops when %s is enough', (_, inside, telling, name) => {
    const { names, isComplete } = visit(
      sourceOf(inside.map(patternOf), telling),
      shown => (shown === name ? 'enough' : 'done'),
    );
    expect(names.at(-1)).toBe(name);
    expect(names.filter(one => one === name)).toHaveLength(1);
    expect(isComplete).toBe(false);
  });

  it.each([
    [400, true],
    [401, false],
  ])('sorts names by %s patterns: %s', (count, isComplete) => {
    const telling = Array.from({ length: count }, (_, i) => `c${i}-*`);
    expect(visit(sourceOf(NARROW, telling)).isComplete).toBe(isComplete);
    expect(visit(sourceOf(NARROW, [...telling, ...telling])).isComplete).toBe(
      isComplete,
    );
  });

  it('has an example of the range, or else of its widest pattern', () => {
    const of = (...inside: readonly string[]) =>
      sourceOf(inside.map(patternOf)).example;
    expect(of('a*')).toBe('aother');
    expect(of('a*', '?x')).toBe('ax');
    expect(of('a*', '*b')).toBe('aother');
  });
});

describe('sameBucket', () => {
  it.each([
    ['arn:aws:s3:::a/k', 'arn:aws:s3:::a/other', true],
    ['arn:aws:s3:::a/k', 'arn:aws:s3:::a', false],
    ['arn:aws:s3:::a/k', 'arn:aws:s3:::ab/k', false],
    ['arn:aws:s3:::a', 'arn:aws:s3:::a', true],
    ['arn:aws:s3:::a', 'arn:aws:s3:::ab', false],
  ])('of %s has %s: %s', (name, other, expected) => {
    const automaton = new PatternAutomaton(sameBucket(name));
    expect(automaton.matches(other)).toBe(expected);
  });
});
