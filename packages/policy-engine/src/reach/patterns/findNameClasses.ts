import type { Pattern } from './Pattern';
import { DEAD, PatternAutomaton } from './PatternAutomaton';
import { SearchEffort } from './SearchEffort';

/** Names that the same patterns match. */
export interface NameClass {
  /** One of the shortest names of the class. */
  readonly witness: string;
  /** For each pattern that was asked about, whether it matches the names. */
  readonly matches: readonly boolean[];
}

/** Beyond as many states the question is too intricate to be answered. */
const STATE_LIMIT = 20_000;

/** Tried in this order where any character would do. */
const LETTERS = codesOf('xyzabcdefghijklmnopqrstuvw-_');
const DIGITS = codesOf('0123456789');
const SLASH = '/'.charCodeAt(0);

interface Visit {
  readonly states: readonly number[];
  readonly from: Visit | undefined;
  readonly character: number;
}

/**
 * Sorts all possible names by the patterns that match them: a class for each combination that occurs, with a witness.
 * What depends on a name only through these patterns is the same for all names of a class.
 *
 * Walks through the product of the patterns' automata, so that a combination which is not found does not occur.
 *
 * @param inside - patterns that every name must match
 * @param patterns - patterns that tell the classes apart
 * @param limit - of states
 * @returns undefined when the question is too intricate
 */
export function findNameClasses(
  inside: readonly Pattern[],
  patterns: readonly Pattern[],
  limit = STATE_LIMIT,
  effort = new SearchEffort(),
): readonly NameClass[] | undefined {
  const automata = [...inside, ...patterns].map(
    pattern => new PatternAutomaton(pattern, effort),
  );
  const classes = new Map<string, NameClass>();
  const start = automata.map(automaton => automaton.start);
  const seen = new Set([start.join()]);
  let frontier: Visit[] = [{ states: start, from: undefined, character: 0 }];
  while (frontier.length > 0) {
    const next: Visit[] = [];
    for (const visit of frontier) {
      addClass(visit, automata, inside.length, classes);
      if (effort.isSpent) {
        return undefined;
      }
      for (const character of alphabetAt(visit, automata)) {
        effort.spend(automata.length);
        const states = stepAll(visit, character, automata, inside.length);
        if (!states) {
          continue;
        }
        const key = states.join();
        if (!seen.has(key)) {
          if (seen.size >= limit) {
            return undefined;
          }
          seen.add(key);
          next.push({ states, from: visit, character });
        }
      }
    }
    frontier = next;
  }
  return [...classes.values()];
}

function addClass(
  visit: Visit,
  automata: readonly PatternAutomaton[],
  insideCount: number,
  classes: Map<string, NameClass>,
): void {
  const accepting = automata.map((automaton, i) =>
    automaton.accepts(visit.states[i] ?? DEAD),
  );
  if (accepting.slice(0, insideCount).includes(false)) {
    return;
  }
  const matches = accepting.slice(insideCount);
  const key = matches.map(Number).join('');
  if (!classes.has(key)) {
    classes.set(key, { witness: spell(visit), matches });
  }
}

/** The characters that some pattern spells out at this place, and others for all that none does. */
function alphabetAt(
  { states }: Visit,
  automata: readonly PatternAutomaton[],
): Iterable<number> {
  const characters = new Set<number>();
  automata.forEach((automaton, i) =>
    automaton.addLiterals(states[i] ?? DEAD, characters),
  );
  const digit = DIGITS.find(candidate => !characters.has(candidate));
  characters.add(unusedLetter(characters)).add(SLASH);
  if (digit !== undefined) {
    characters.add(digit);
  }
  return characters;
}

function stepAll(
  { states }: Visit,
  character: number,
  automata: readonly PatternAutomaton[],
  insideCount: number,
): readonly number[] | undefined {
  const reached: number[] = [];
  for (const [i, automaton] of automata.entries()) {
    const state = automaton.step(states[i] ?? DEAD, character);
    if (state === DEAD && i < insideCount) {
      return undefined;
    }
    reached.push(state);
  }
  return reached;
}

function unusedLetter(used: ReadonlySet<number>): number {
  const letter = LETTERS.find(candidate => !used.has(candidate));
  if (letter !== undefined) {
    return letter;
  }
  let beyondAscii = 0x80;
  while (used.has(beyondAscii)) {
    beyondAscii++;
  }
  return beyondAscii;
}

function spell(last: Visit): string {
  const characters: string[] = [];
  for (let visit = last; visit.from; visit = visit.from) {
    characters.push(String.fromCharCode(visit.character));
  }
  return characters.reverse().join('');
}

function codesOf(text: string): readonly number[] {
  return Array.from({ length: text.length }, (_, i) => text.charCodeAt(i));
}
