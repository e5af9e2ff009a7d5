import { intersects } from '../../wildcard/intersects';
import { patternOf } from '../patterns/Pattern';
import { PatternAutomaton } from '../patterns/PatternAutomaton';
import { SortedByName } from '../SortedByName';
import type { Territory } from '../Territory';
import { Multimap } from './Multimap';

interface Claim {
  readonly pattern: string;
  /** What names begin with. */
  readonly prefix: string;
  readonly form: 'name' | 'prefix' | 'other';
  /** How much is spelled out: of two claims on a name the one that spells out more counts, and over all the name itself. */
  readonly specificity: number;
  readonly territory: Territory;
}

const WILDCARDS = /[*?]/g;

/**
 * Which territory a bucket name belongs to, for every possible name.
 *
 * Found by the name itself, by prefixes (`gha1-*`) or, for other patterns, by trying them.
 */
export class NameOwners {
  readonly #claims = new Map<Territory, readonly Claim[]>();
  readonly #names = new Multimap<Claim>();
  readonly #prefixes = new Multimap<Claim>();
  /** Of all prefixes that there are or were. */
  readonly #prefixLengths = new Set<number>();
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
          this.#names.add(claim.pattern, claim);
          break;
        case 'prefix':
          this.#prefixes.add(claim.prefix, claim);
          this.#prefixLengths.add(claim.prefix.length);
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
          this.#names.delete(claim.pattern, claim);
          break;
        case 'prefix':
          this.#prefixes.delete(claim.prefix, claim);
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
    if (spelledOut.length > 0) {
      return territoriesOf(spelledOut);
    }
    const claims: Claim[] = [];
    for (const [claim, automaton] of this.#others) {
      if (automaton.matches(name)) {
        claims.push(claim);
      }
    }
    for (const length of this.#prefixLengths) {
      if (length <= name.length) {
        claims.push(...this.#prefixes.get(name.slice(0, length)));
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
    this.#sorted ??= new SortedByName(
      [...this.#names.values(), ...this.#prefixes.values()],
      ({ prefix }) => prefix,
    );
    // A shorter prefix spells out less.
    const near = this.#sorted.beginningWith(own.prefix);
    return [...near, ...this.#others.keys()]
      .filter(
        claim =>
          claim.territory !== territory &&
          claim.specificity >= own.specificity &&
          intersects(claim.pattern, pattern) !== undefined,
      )
      .map(claim => claim.pattern);
  }
}

function claimOf(pattern: string, territory: Territory): Claim {
  const wildcard = pattern.search(WILDCARDS);
  return {
    pattern,
    prefix: wildcard < 0 ? pattern : pattern.slice(0, wildcard),
    form: formOf(pattern, wildcard),
    specificity: pattern.replaceAll(WILDCARDS, '').length,
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

function territoriesOf(claims: readonly Claim[]): readonly Territory[] {
  return [...new Set(claims.map(({ territory }) => territory))];
}
