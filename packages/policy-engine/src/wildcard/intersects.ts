import { ANY_CHARACTER, ANY_SEQUENCE, GlobToken, globTokens } from './tokens';

/** Stands in a witness where both patterns leave the character open. */
const FILLER = 'x'.charCodeAt(0);

/** How a pair of positions was reached: from which, and by which character, if by any. */
interface Step {
  readonly from: number;
  readonly character?: number;
}

/**
 * Whether two wildcard patterns match a common text, and a shortest one that shows it.
 *
 * `gha1-*` and `gha1-dev-*` meet in `gha1-dev-`; `gha1-*` and `gha10-*` do not meet. Patterns are as in `Resource`
 * elements, without policy variables: `*` is any sequence of characters, `?` any one. Takes time in proportion to the
 * product of the patterns' lengths at most.
 *
 * @returns a text that both match, or undefined when there is none
 * @public
 */
export function intersects(
  patternA: string,
  patternB: string,
): string | undefined {
  const a = globTokens(patternA);
  const b = globTokens(patternB);
  const width = b.length + 1;
  const goal = a.length * width + b.length;
  const steps = new Map<number, Step>([[0, { from: -1 }]]);
  let frontier = [0];
  while (frontier.length > 0) {
    const reached = withoutCharacter(frontier, steps, a, b);
    if (steps.has(goal)) {
      return witness(steps, goal);
    }
    frontier = [];
    for (const position of reached) {
      const i = Math.floor(position / width);
      const j = position % width;
      const next = afterCharacter(a[i], b[j]);
      if (next) {
        const to = (i + next.stepA) * width + j + next.stepB;
        if (!steps.has(to)) {
          steps.set(to, { from: position, character: next.character });
          frontier.push(to);
        }
      }
    }
  }
  return undefined;
}

/** The positions, and those that follow when a `*` stands for nothing (more). */
function withoutCharacter(
  positions: readonly number[],
  steps: Map<number, Step>,
  a: readonly GlobToken[],
  b: readonly GlobToken[],
): number[] {
  const width = b.length + 1;
  const reached = [...positions];
  for (const position of reached) {
    const follow = (to: number) => {
      if (!steps.has(to)) {
        steps.set(to, { from: position });
        reached.push(to);
      }
    };
    if (a[Math.floor(position / width)] === ANY_SEQUENCE) {
      follow(position + width);
    }
    if (b[position % width] === ANY_SEQUENCE) {
      follow(position + 1);
    }
  }
  return reached;
}

/** The character that both tokens match, and how far each pattern gets with it; a `*` stays where it is. */
function afterCharacter(
  tokenA: GlobToken | undefined,
  tokenB: GlobToken | undefined,
): { character: number; stepA: number; stepB: number } | undefined {
  if (tokenA === undefined || tokenB === undefined) {
    return undefined;
  }
  if (isLiteral(tokenA) && isLiteral(tokenB) && tokenA !== tokenB) {
    return undefined;
  }
  const literal = [tokenA, tokenB].find(isLiteral);
  return {
    character: literal ?? FILLER,
    stepA: tokenA === ANY_SEQUENCE ? 0 : 1,
    stepB: tokenB === ANY_SEQUENCE ? 0 : 1,
  };
}

function isLiteral(token: GlobToken): boolean {
  return token !== ANY_CHARACTER && token !== ANY_SEQUENCE;
}

function witness(steps: ReadonlyMap<number, Step>, goal: number): string {
  const characters: number[] = [];
  for (let step = steps.get(goal); step; step = steps.get(step.from)) {
    if (step.character !== undefined) {
      characters.push(step.character);
    }
  }
  return characters
    .reverse()
    .map(code => String.fromCharCode(code))
    .join('');
}
