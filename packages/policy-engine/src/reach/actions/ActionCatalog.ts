import type { ActionMatcher } from '../../documents/ActionMatcher';
import { ActionTarget, targetOfAction } from './actionTargets';

/** A set of a catalog's actions: bit i is the i-th. */
export type ActionSet = bigint;

export const NO_ACTIONS: ActionSet = 0n;

/** An action that is asked about. */
export interface CatalogAction {
  /** As written. */
  readonly name: string;
  readonly target: ActionTarget;
  readonly set: ActionSet;
}

/**
 * The actions that are asked about, so that sets of them are numbers.
 */
export class ActionCatalog {
  readonly actions: readonly CatalogAction[];
  readonly #byTarget = new Map<ActionTarget, ActionSet>();
  readonly #byPatterns = new Map<string, ActionSet>();
  readonly #byNames = new WeakMap<readonly string[], ActionSet>();
  readonly #folded: readonly string[];

  constructor(names: readonly string[]) {
    const unique = new Map(names.map(name => [name.toLowerCase(), name]));
    this.#folded = [...unique.keys()];
    this.actions = [...unique.values()].map((name, i) => ({
      name,
      target: targetOfAction(name),
      set: 1n << BigInt(i),
    }));
    for (const { target, set } of this.actions) {
      this.#byTarget.set(target, this.ofTarget(target) | set);
    }
  }

  get all(): ActionSet {
    return (1n << BigInt(this.actions.length)) - 1n;
  }

  ofTarget(target: ActionTarget): ActionSet {
    return this.#byTarget.get(target) ?? NO_ACTIONS;
  }

  /** The actions that an `Action` or `NotAction` element covers. */
  matching(matcher: ActionMatcher): ActionSet {
    const key = `${matcher.isNegated ? '!' : ''}${matcher.patterns.join(' ')}`;
    const known = this.#byPatterns.get(key);
    if (known !== undefined) {
      return known;
    }
    let set = NO_ACTIONS;
    for (const [i, action] of this.#folded.entries()) {
      if (matcher.matches(action)) {
        set |= 1n << BigInt(i);
      }
    }
    this.#byPatterns.set(key, set);
    return set;
  }

  /** The actions of this catalog that are among the given ones. */
  named(names: readonly string[]): ActionSet {
    const known = this.#byNames.get(names);
    if (known !== undefined) {
      return known;
    }
    const folded = new Set(names.map(name => name.toLowerCase()));
    let set = NO_ACTIONS;
    for (const [i, action] of this.#folded.entries()) {
      if (folded.has(action)) {
        set |= 1n << BigInt(i);
      }
    }
    this.#byNames.set(names, set);
    return set;
  }

  of(set: ActionSet): readonly CatalogAction[] {
    return this.actions.filter(action => (action.set & set) !== NO_ACTIONS);
  }
}
