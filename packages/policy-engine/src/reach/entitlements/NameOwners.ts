import { intersects } from '../../wildcard/intersects';
import { patternOf } from '../patterns/Pattern';
import { PatternAutomaton } from '../patterns/PatternAutomaton';
import { SortedByName } from '../SortedByName';
import type { Territory } from '../Territory';

interface Claim {
  readonly pattern: string;
  /** What names begin with. */
  readonly prefix: string;
  readonly form: 'name' | 'prefix' | 'other';
  /** Of two claims on a name the more specific one counts: a name over a pattern, then the longer. */
  readonly specificity: number;
  readonly territory: Territory;
}

const SPELLED_OUT = 1_000_000;
const WILDCARD = /[*?]/;

/**
 * Which territory a bucket name belongs to, for every possible name.
 *
 * Found by the name itself, by prefixes (`gha1-*`) or, for other patterns, by trying them.
 */
export class NameOwners {
  readonly #claims = new Map<Territory, readonly Claim[]>();
  readonly #names = new Map<string, Claim[]>();
  readonly #prefixes = new Map<string, Claim[]>();
  /** How many prefixes there are of each length. */
  readonly #prefixLengths = new Map<number, number>();
  readonly #others = new Map<Claim, PatternAutomaton>();
  /** Names and prefixes; made when first needed. */
  #sorted: SortedByName<Claim> | undefined;

  constructor(territories: readonly Territory[]) {
    for (const territory of territories) {
      this.add(territory);
    }
  }

  add(territory: Territory): void {
    const claims = territory.bucketNames.map(name => claimOf(name, territory));
    this.#claims.set(territory, claims);
    for (const claim of claims) {
      switch (claim.form) {
        case 'name':
          push(this.#names, claim.pattern, claim);
          break;
        case 'prefix':
          push(this.#prefixes, claim.prefix, claim);
          this.#countLength(claim.prefix.length, 1);
          break;
        default:
          this.#others.set(
            claim,
            new PatternAutomaton(patternOf(claim.pattern)),
          );
          continue;
      }
      this.#sorted?.add(claim);
    }
  }

  remove(territory: Territory): void {
    for (const claim of this.#claims.get(territory) ?? []) {
      switch (claim.form) {
        case 'name':
          pull(this.#names, claim.pattern, claim);
          break;
        case 'prefix':
          pull(this.#prefixes, claim.prefix, claim);
          this.#countLength(claim.prefix.length, -1);
          break;
        default:
          this.#others.delete(claim);
      }
      this.#sorted?.remove(claim);
    }
    this.#claims.delete(territory);
  }

  /** The territories with the most specific claim on a name; more than one when claims are alike. */
  ownersOf(name: string): readonly Territory[] {
    const spelledOut = this.#names.get(name);
    if (spelledOut) {
      return territoriesOf(spelledOut);
    }
    const claims: Claim[] = [];
    for (const [claim, automaton] of this.#others) {
      if (automaton.matches(name)) {
        claims.push(claim);
      }
    }
    for (const length of this.#prefixLengths.keys()) {
      if (length <= name.length) {
        claims.push(...(this.#prefixes.get(name.slice(0, length)) ?? []));
      }
    }
    if (claims.length < 2) {
      return territoriesOf(claims);
    }
    const best = Math.max(...claims.map(({ specificity }) => specificity));
    return territoriesOf(
      claims.filter(({ specificity }) => specificity === best),
    );
  }

  /** What other territories claim within a pattern at least as specifically. */
  intrusions(pattern: string, territory: Territory): readonly string[] {
    const own = claimOf(pattern, territory);
    this.#sorted ??= new SortedByName(
      [...this.#names.values(), ...this.#prefixes.values()].flat(),
      ({ prefix }) => prefix,
    );
    const near = this.#sorted.beginningWith(
      own.form === 'other' ? '' : own.prefix,
    );
    return [...near, ...this.#others.keys()]
      .filter(
        claim =>
          claim.territory !== territory &&
          claim.specificity >= own.specificity &&
          intersects(claim.pattern, pattern) !== undefined,
      )
      .map(claim => claim.pattern);
  }

  #countLength(length: number, by: 1 | -1): void {
    const count = (this.#prefixLengths.get(length) ?? 0) + by;
    if (count > 0) {
      this.#prefixLengths.set(length, count);
    } else {
      this.#prefixLengths.delete(length);
    }
  }
}

function claimOf(pattern: string, territory: Territory): Claim {
  const wildcard = pattern.search(WILDCARD);
  return {
    pattern,
    prefix: wildcard < 0 ? pattern : pattern.slice(0, wildcard),
    form: formOf(pattern, wildcard),
    specificity:
      wildcard < 0 ? SPELLED_OUT : pattern.replaceAll(/[*?]/g, '').length,
    territory,
  };
}

function formOf(pattern: string, wildcard: number): Claim['form'] {
  if (wildcard < 0) {
    return 'name';
  }
  return wildcard === pattern.length - 1 && pattern.endsWith('*')
    ? 'prefix'
    : 'other';
}

function push(map: Map<string, Claim[]>, key: string, claim: Claim): void {
  const claims = map.get(key);
  if (claims) {
    claims.push(claim);
  } else {
    map.set(key, [claim]);
  }
}

function pull(map: Map<string, Claim[]>, key: string, claim: Claim): void {
  const left = (map.get(key) ?? []).filter(one => one !== claim);
  if (left.length > 0) {
    map.set(key, left);
  } else {
    map.delete(key);
  }
}

function territoriesOf(claims: readonly Claim[]): readonly Territory[] {
  return claims.length < 2
    ? claims.map(({ territory }) => territory)
    : [...new Set(claims.map(({ territory }) => territory))];
}
