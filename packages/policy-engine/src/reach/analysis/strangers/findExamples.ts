import { findNameClasses } from '../../patterns/findNameClasses';
import { literalPatternOf, Pattern } from '../../patterns/Pattern';
import { PatternAutomaton } from '../../patterns/PatternAutomaton';

/** More patterns than these are not sorted by. */
const PATTERN_LIMIT = 400;

/** How often names that are taken are replaced by others of their class. */
const ROUND_LIMIT = 8;

/** Names, one for each combination of patterns, and those that patterns spell out. */
export interface Examples {
  readonly spelledOut: readonly string[];
  readonly others: readonly string[];
  /** Whether every combination is there; false when they are too many. */
  readonly isComplete: boolean;
}

/**
 * One name of each kind within a pattern: for each combination of the patterns that occurs, and each name that a pattern
 * spells out.
 *
 * @param isTaken - whether a name cannot serve as an example, so that another of its class is wanted
 * @param rewrite - a name that would read better; used when it is of the same class
 */
export function findExamples(
  inside: Pattern,
  patterns: readonly Pattern[],
  isTaken: (name: string) => boolean,
  rewrite: (name: string) => string,
): Examples {
  const literals = new Set<string>();
  const wild = new Map<string, Pattern>();
  for (const pattern of patterns) {
    if (pattern.tokens.every(token => token >= 0)) {
      literals.add(String.fromCharCode(...pattern.tokens));
    } else {
      wild.set(pattern.text, pattern);
    }
  }
  const automaton = new PatternAutomaton(inside);
  const spelledOut = [...literals].filter(
    name => automaton.matches(name) && !isTaken(name),
  );
  if (wild.size > PATTERN_LIMIT) {
    return { spelledOut, others: [], isComplete: false };
  }
  const avoided: string[] = [];
  let others: readonly string[] = [];
  for (let round = 0; round < ROUND_LIMIT; round++) {
    const classes = findNameClasses(
      [inside],
      [...avoided.map(literalPatternOf), ...wild.values()],
    );
    if (!classes) {
      break;
    }
    others = classes
      .filter(({ matches }) => !matches.slice(0, avoided.length).includes(true))
      .map(({ witness }) => witness);
    const unfit = others.filter(name => literals.has(name) || isTaken(name));
    if (unfit.length === 0) {
      const automata = [...wild.values()].map(one => new PatternAutomaton(one));
      const classOf = (name: string) =>
        automata.map(one => Number(one.matches(name))).join('');
      const rewritten = others.map(name => {
        const better = rewrite(name);
        return !literals.has(better) &&
          !isTaken(better) &&
          classOf(better) === classOf(name)
          ? better
          : name;
      });
      return { spelledOut, others: rewritten, isComplete: true };
    }
    avoided.push(...unfit);
  }
  return { spelledOut, others: [], isComplete: false };
}
