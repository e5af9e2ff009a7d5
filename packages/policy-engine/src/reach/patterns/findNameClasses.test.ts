import { Glob } from '../../wildcard';
import {
  ANY_NAME,
  ANY_TEXT,
  literalPatternOf,
  namePatternOf,
  Pattern,
  patternOf,
} from './Pattern';
import { PatternAutomaton } from './PatternAutomaton';
import { SearchEffort } from './SearchEffort';
import { findNameClasses } from './findNameClasses';

/** Every text over the alphabet up to a length. */
function textsOver(alphabet: string, maximum: number): string[] {
  const texts = [''];
  for (let from = 0, length = 1; length <= maximum; length++) {
    const to = texts.length;
    for (const text of texts.slice(from, to)) {
      texts.push(...[...alphabet].map(character => text + character));
    }
    from = to;
  }
  return texts;
}

/** By trying every way to share out the text: slow, and right by reading. */
function matchesByHand(
  pattern: string,
  text: string,
  isName: boolean,
): boolean {
  const [token, rest] = [pattern.slice(0, 1), pattern.slice(1)];
  const crosses = text.startsWith('/') && isName;
  switch (token) {
    case '':
      return text === '';
    case '*':
      return (
        matchesByHand(rest, text, isName) ||
        (text !== '' &&
          !crosses &&
          matchesByHand(pattern, text.slice(1), isName))
      );
    case '?':
      return (
        text !== '' && !crosses && matchesByHand(rest, text.slice(1), isName)
      );
    default:
      return (
        text.startsWith(token) && matchesByHand(rest, text.slice(1), isName)
      );
  }
}

const arnPatternOf = (text: string): Pattern => ({
  tokens: Glob.ofArn(text).tokens(),
});

const PATTERNS = textsOver('a/*?', 3);
const TEXTS = textsOver('ab/', 4);

describe('PatternAutomaton', () => {
  it.each([
    ['across segments', patternOf, false],
    ['within one segment', namePatternOf, true],
  ] as const)('agrees with matching by hand %s', (_, make, isName) => {
    const wrong = PATTERNS.flatMap(pattern => {
      const automaton = new PatternAutomaton(make(pattern));
      return TEXTS.filter(
        text =>
          automaton.matches(text) !== matchesByHand(pattern, text, isName),
      ).map(text => ({ pattern, text }));
    });
    expect(wrong).toEqual([]);
    expect(PATTERNS.length * TEXTS.length).toBeGreaterThan(10_000);
  });

  it('agrees with what statements match within and across the parts of an ARN', () => {
    const texts = textsOver('ab:', 5);
    const wrong = textsOver('a:*?', 4).flatMap(pattern => {
      const glob = Glob.ofArn(pattern);
      const automaton = new PatternAutomaton(arnPatternOf(pattern));
      return texts
        .filter(text => automaton.matches(text) !== glob.matches(text))
        .map(text => ({ pattern, text }));
    });
    expect(wrong).toEqual([]);
  });

  it('takes every character of a literal as itself', () => {
    const automaton = new PatternAutomaton(literalPatternOf('a*'));
    expect(automaton.matches('a*')).toBe(true);
    expect(automaton.matches('ab')).toBe(false);
  });
});

describe('findNameClasses', () => {
  const some = textsOver('a/*?', 2);

  it('finds each combination of patterns that occurs, and no other', () => {
    let pairs = 0;
    for (const first of some) {
      for (const second of some) {
        for (const third of ['*a', 'a*', '?/*']) {
          const inside = patternOf('?*');
          const patterns = [first, second, third].map(patternOf);
          const found = findNameClasses([inside], patterns) ?? [];
          const automata = patterns.map(
            pattern => new PatternAutomaton(pattern),
          );
          const vectorOf = (text: string) =>
            automata.map(automaton => automaton.matches(text)).join();
          const occurring = new Set(
            TEXTS.filter(text => text !== '').map(vectorOf),
          );
          expect(new Set(found.map(({ matches }) => matches.join()))).toEqual(
            occurring,
          );
          for (const { witness, matches } of found) {
            expect(vectorOf(witness)).toBe(matches.join());
          }
          pairs++;
        }
      }
    }
    expect(pairs).toBeGreaterThan(1000);
  });

  const witnesses = (inside: readonly Pattern[], outside: readonly Pattern[]) =>
    (findNameClasses(inside, outside) ?? [])
      .filter(({ matches }) => !matches.includes(true))
      .map(({ witness }) => witness);

  it.each([
    ['gha1*', ['gha1-*'], 'gha1'],
    ['gha1*', ['gha1-*', 'gha1'], 'gha1x'],
    ['gha1-*', ['gha1-*'], undefined],
    ['gha?-*', ['gha1-*', 'gha2-*'], 'ghax-'],
    ['gha1-*', ['gha*'], undefined],
    ['*-gha', ['a*'], '-gha'],
  ])('a name of %s outside of %j: %s', (range, outside, expected) => {
    expect(witnesses([patternOf(range)], outside.map(patternOf))[0]).toBe(
      expected,
    );
  });

  it('tells names from paths though no pattern spells a slash', () => {
    const found = findNameClasses([patternOf('*')], [namePatternOf('*')]) ?? [];
    expect(found.map(({ matches }) => matches).sort()).toEqual([
      [false],
      [true],
    ]);
  });

  it.each(['a?', 'a*b', '?', '*a'])(
    'tells apart by %s names within a part of an ARN from others',
    text => {
      const pattern = arnPatternOf(text);
      const found = findNameClasses([ANY_TEXT], [pattern]) ?? [];
      const all = findNameClasses([ANY_TEXT], [patternOf(text)]) ?? [];
      const both =
        findNameClasses([ANY_TEXT], [pattern, patternOf(text)]) ?? [];
      expect([found.length, all.length, both.length]).toEqual([2, 2, 3]);
    },
  );

  it('takes no character for one that is not spelled out', () => {
    const letters = [...'abcdefghijklmnopqrstuvwxyz0123456789-_\u0000\u0080'];
    const beginnings = letters.map(letter => patternOf(`${letter}*`));
    const found = findNameClasses([ANY_NAME], beginnings) ?? [];
    expect(found).toHaveLength(letters.length + 1);
    expect(witnesses([ANY_NAME], beginnings)).toEqual(['\u0081']);
  });

  describe('when it is too intricate', () => {
    const intricate = ['*a????', '*b????', '*c????'].map(patternOf);

    it('says nothing rather than something wrong when there are too many states', () => {
      expect(findNameClasses([ANY_TEXT], intricate)).toHaveLength(4);
      expect(findNameClasses([ANY_TEXT], intricate, 100)).toBeUndefined();
      expect(findNameClasses([patternOf('ab')], [], 3)).toHaveLength(1);
      expect(findNameClasses([patternOf('ab')], [], 2)).toBeUndefined();
    });

    it('says nothing when it takes more effort than is left', () => {
      const find = (most: number) =>
        findNameClasses(
          [ANY_TEXT],
          intricate,
          undefined,
          new SearchEffort(most),
        );
      expect(find(10_000)).toBeUndefined();
      expect(find(100_000)).toHaveLength(4);
    });
  });
});
