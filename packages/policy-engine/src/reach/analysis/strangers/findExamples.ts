import { findNameClasses } from '../../patterns/findNameClasses';
import { literalPatternOf, Pattern } from '../../patterns/Pattern';
import { PatternAutomaton } from '../../patterns/PatternAutomaton';

/** More patterns than these are not sorted by. */
const PATTERN_LIMIT = 64;

/** Patterns that take more states than these are too intricate. */
const STATE_LIMIT = 8_000;

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
 * @param rewrites - make names that would read better; each is used where they are of the same class
 */
export function findExamples(
  inside: Pattern,
  patterns: readonly Pattern[],
  isTaken: (name: string) => boolean,
  rewrites: readonly ((name: string) => string)[],
): Examples {
  const spelledOut = findSpelledOut(inside, patterns, isTaken);
  const literals = new Set(patterns.flatMap(textOf));
  const wild = new Map(
    patterns
      .filter(pattern => textOf(pattern).length === 0)
      .map(pattern => [pattern.tokens.join(), pattern]),
  );
  if (wild.size > PATTERN_LIMIT) {
    return { spelledOut, others: [], isComplete: false };
  }
  const avoided: string[] = [];
  for (let round = 0; round < ROUND_LIMIT; round++) {
    const classes = findNameClasses(
      [inside],
      [...avoided.map(literalPatternOf), ...wild.values()],
      STATE_LIMIT,
    );
    if (!classes) {
      break;
    }
    const others = classes
      .filter(({ matches }) => !matches.slice(0, avoided.length).includes(true))
      .map(({ witness }) => witness);
    const unfit = others.filter(name => literals.has(name) || isTaken(name));
    if (unfit.length === 0) {
      const automata = [...wild.values()].map(one => new PatternAutomaton(one));
      const classOf = (name: string) =>
        automata.map(one => Number(one.matches(name))).join('');
      const rewritten = others.map(name =>
        rewrites.reduce((readable, rewrite) => {
          const better = rewrite(readable);
          const isAlike = classOf(better) === classOf(name);
          return isAlike && !literals.has(better) && !isTaken(better)
            ? better
            : readable;
        }, name),
      );
      return { spelledOut, others: rewritten, isComplete: true };
    }
    avoided.push(...unfit);
  }
  return { spelledOut, others: [], isComplete: false };
}

/** The names within a pattern that other patterns spell out. */
export function findSpelledOut(
  inside: Pattern,
  patterns: readonly Pattern[],
  isTaken: (name: string) => boolean,
): readonly string[] {
  const automaton = new PatternAutomaton(inside);
  return [...new Set(patterns.flatMap(textOf))].filter(
    name => automaton.matches(name) && !isTaken(name),
  );
}

/** The only text that a pattern matches; none when it matches several. */
function textOf({ tokens }: Pattern): readonly string[] {
  return tokens.every(token => token >= 0)
    ? [String.fromCharCode(...tokens)]
    : [];
}
