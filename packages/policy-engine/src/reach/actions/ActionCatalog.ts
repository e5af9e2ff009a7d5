import type { ActionMatcher } from '../../documents/ActionMatcher';
import { actionOf } from '../../request/Action';
import { ActionTarget, targetsOfAction } from './actionTargets';
import type { UnlistedAction } from './unlistedActions';

/** A set of a catalog's actions: bit i is the i-th. */
export type ActionSet = bigint;

export const NO_ACTIONS: ActionSet = 0n;

/** An action that is asked about, for one kind of resource. */
export interface CatalogAction {
  /** As it is told: a name, a pattern, or words. */
  readonly told: string;
  /** By which it is asked for. */
  readonly name: string;
  readonly target: ActionTarget;
  readonly set: ActionSet;
}

/** Actions that nothing tells apart. */
export interface ActionGroup {
  readonly first: CatalogAction;
  readonly others: readonly CatalogAction[];
}

/** More ways to tell actions apart than these are not gone through. */
const MOST_DIVISIONS = 2_000;

/**
 * The actions that are asked about, so that sets of them are numbers.
 */
export class ActionCatalog {
  #actions: readonly CatalogAction[] = [];
  #unlisted: ActionSet = NO_ACTIONS;
  readonly #byTarget = new Map<ActionTarget, ActionSet>();
  readonly #byPatterns = new Map<string, ActionSet>();
  #byNames = new WeakMap<readonly string[], ActionSet>();
  #folded: readonly string[] = [];
  /** Every set by which actions were told apart. */
  readonly #divisions = new Set<ActionSet>();
  /** What tells each action from others; absent when it has to be found out anew. */
  #kinds: readonly string[] | undefined;

  constructor(
    names: readonly string[],
    unlisted: readonly UnlistedAction[] = [],
  ) {
    this.#append(names.map(name => ({ name, told: name })));
    this.add(unlisted);
  }

  get actions(): readonly CatalogAction[] {
    return this.#actions;
  }

  /** Those that no documentation knows. */
  get unlisted(): ActionSet {
    return this.#unlisted;
  }

  /**
   * Adds actions that no documentation knows. Sets that were made before stay true of the actions that there were.
   *
   * @returns whether there was any that it had not
   */
  add(unlisted: readonly UnlistedAction[]): boolean {
    const before = this.all;
    this.#append(unlisted);
    const added = this.all & ~before;
    this.#unlisted |= added;
    return added !== NO_ACTIONS;
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
    const set = this.#where(action => matcher.matches(action));
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
    const set = this.#where(action => folded.has(action));
    this.#byNames.set(names, set);
    return set;
  }

  of(set: ActionSet): readonly CatalogAction[] {
    return this.actions.filter(action => (action.set & set) !== NO_ACTIONS);
  }

  /**
   * The actions of a set, those together that nothing tells apart: they are asked for on the same kind of resource, and
   * each element and permission that this catalog was asked about covers all or none of them. An action that no
   * documentation knows is alone.
   */
  alike(set: ActionSet): readonly ActionGroup[] {
    if (this.#divisions.size > MOST_DIVISIONS) {
      return this.of(set).map(first => ({ first, others: [] }));
    }
    const kinds = this.#kindNames();
    const groups = new Map<
      string,
      { first: CatalogAction; others: CatalogAction[] }
    >();
    for (const [i, action] of this.actions.entries()) {
      if ((action.set & set) !== NO_ACTIONS) {
        const kind = kinds[i] ?? action.name;
        const group = groups.get(kind);
        if (group) {
          group.others.push(action);
        } else {
          groups.set(kind, { first: action, others: [] });
        }
      }
    }
    return [...groups.values()];
  }

  #append(actions: readonly UnlistedAction[]): void {
    const known = new Set(this.#folded);
    const added = actions.filter(({ name }) => {
      const folded = name.toLowerCase();
      return !known.has(folded) && known.add(folded);
    });
    if (added.length === 0) {
      return;
    }
    this.#actions = [
      ...this.#actions,
      ...added.flatMap(({ name, told }) =>
        targetsOfAction(name).map(target => ({ name, told, target })),
      ),
    ].map((action, i) => ({ ...action, set: 1n << BigInt(i) }));
    this.#folded = this.#actions.map(({ name }) => name.toLowerCase());
    this.#byTarget.clear();
    for (const { target, set } of this.#actions) {
      this.#byTarget.set(target, this.ofTarget(target) | set);
    }
    this.#byPatterns.clear();
    this.#byNames = new WeakMap();
    this.#kinds = undefined;
  }

  #where(isMeant: (folded: string) => boolean): ActionSet {
    let set = NO_ACTIONS;
    for (const [i, action] of this.#folded.entries()) {
      if (isMeant(action)) {
        set |= 1n << BigInt(i);
      }
    }
    if (!this.#divisions.has(set)) {
      this.#divisions.add(set);
      this.#kinds = undefined;
    }
    return set;
  }

  #kindNames(): readonly string[] {
    if (!this.#kinds) {
      const columns = [...this.#divisions].map(set =>
        set.toString(2).padStart(this.actions.length, '0'),
      );
      const last = this.actions.length - 1;
      this.#kinds = this.actions.map(({ name, target, set }, i) =>
        [
          target,
          actionOf(name).isLikeOthers && !(set & this.#unlisted) ? '' : name,
          columns.map(column => column[last - i]).join(''),
        ].join(' '),
      );
    }
    return this.#kinds;
  }
}
