import { intersects } from '../../wildcard/intersects';
import { patternOf } from '../patterns/Pattern';
import { PatternAutomaton } from '../patterns/PatternAutomaton';
import type { Territory } from '../Territory';

interface Claim {
  readonly pattern: string;
  /** What names begin with. */
  readonly prefix: string;
  /** Of two claims on a name the more specific one counts: a name over a pattern, then the longer. */
  readonly specificity: number;
  readonly territory: Territory;
}

const LITERAL = 1_000_000;
const WILDCARD = /[*?]/;

/**
 * Which territory a bucket name belongs to, for every possible name.
 *
 * Found by the name itself, by prefixes (`gha1-*`) or, for other patterns, by trying them.
 */
export class NameOwners {
  readonly #literals = new Map<string, Claim[]>();
  readonly #prefixes = new Map<string, Claim[]>();
  readonly #prefixLengths: readonly number[];
  readonly #others: readonly (Claim & { automaton: PatternAutomaton })[];
  /** Names and prefixes in order, to find those that begin alike. */
  #sorted: readonly Claim[] | undefined;

  constructor(territories: readonly Territory[]) {
    const others: (Claim & { automaton: PatternAutomaton })[] = [];
    const lengths = new Set<number>();
    for (const territory of territories) {
      for (const pattern of territory.bucketNames) {
        const claim = claimOf(pattern, territory);
        if (claim.prefix.length === pattern.length) {
          add(this.#literals, pattern, claim);
        } else if (
          pattern.length === claim.prefix.length + 1 &&
          pattern.endsWith('*')
        ) {
          add(this.#prefixes, claim.prefix, claim);
          lengths.add(claim.prefix.length);
        } else {
          others.push({
            ...claim,
            automaton: new PatternAutomaton(patternOf(pattern)),
          });
        }
      }
    }
    this.#others = others;
    this.#prefixLengths = [...lengths].sort((a, b) => b - a);
  }

  /** The territories with the most specific claim on a name; more than one when claims are alike. */
  ownersOf(name: string): readonly Territory[] {
    const literal = this.#literals.get(name);
    if (literal) {
      return territoriesOf(literal);
    }
    const claims: Claim[] = this.#others.filter(({ automaton }) =>
      automaton.matches(name),
    );
    for (const length of this.#prefixLengths) {
      if (length <= name.length) {
        claims.push(...(this.#prefixes.get(name.slice(0, length)) ?? []));
      }
    }
    const best = Math.max(...claims.map(({ specificity }) => specificity));
    return territoriesOf(
      claims.filter(({ specificity }) => specificity === best),
    );
  }

  /** What other territories claim within a pattern at least as specifically. */
  intrusions(pattern: string, territory: Territory): readonly string[] {
    const own = claimOf(pattern, territory);
    if (own.prefix.length === pattern.length) {
      const rivals = this.#literals.get(pattern) ?? [];
      return rivals.length > 1 ? [pattern] : [];
    }
    const candidates =
      pattern.length === own.prefix.length + 1 && pattern.endsWith('*')
        ? [...this.#beginningWith(own.prefix), ...this.#others]
        : [...this.#all(), ...this.#others];
    return candidates
      .filter(
        claim =>
          claim.territory !== territory &&
          claim.specificity >= own.specificity &&
          intersects(claim.pattern, pattern) !== undefined,
      )
      .map(claim => claim.pattern);
  }

  *#beginningWith(prefix: string): Iterable<Claim> {
    const sorted = this.#all();
    let low = 0;
    let high = sorted.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((sorted[middle]?.prefix ?? '') < prefix) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    for (let i = low; i < sorted.length; i++) {
      const claim = sorted[i];
      if (!claim?.prefix.startsWith(prefix)) {
        return;
      }
      yield claim;
    }
  }

  #all(): readonly Claim[] {
    this.#sorted ??= [...this.#literals.values(), ...this.#prefixes.values()]
      .flat()
      .sort((a, b) => (a.prefix < b.prefix ? -1 : Number(a.prefix > b.prefix)));
    return this.#sorted;
  }
}

function claimOf(pattern: string, territory: Territory): Claim {
  const wildcard = pattern.search(WILDCARD);
  return {
    pattern,
    prefix: wildcard < 0 ? pattern : pattern.slice(0, wildcard),
    specificity:
      wildcard < 0 ? LITERAL : pattern.replaceAll(/[*?]/g, '').length,
    territory,
  };
}

function add(map: Map<string, Claim[]>, key: string, claim: Claim): void {
  const claims = map.get(key);
  if (claims) {
    claims.push(claim);
  } else {
    map.set(key, [claim]);
  }
}

function territoriesOf(claims: readonly Claim[]): readonly Territory[] {
  return claims.length === 1
    ? claims.map(({ territory }) => territory)
    : [...new Set(claims.map(({ territory }) => territory))];
}
