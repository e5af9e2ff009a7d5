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
  /** The name in lower case. */
  readonly folded: string;
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
  /** What was asked about already, by the element or list. */
  #sets = new WeakMap<ActionMatcher | readonly string[], ActionSet>();
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
    return this.#setOf(matcher, () => action => matcher.matches(action));
  }

  /** The actions of this catalog that are among the given ones. */
  named(names: readonly string[]): ActionSet {
    return this.#setOf(names, () => {
      const folded = new Set(names.map(name => name.toLowerCase()));
      return action => folded.has(action);
    });
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
    const known = new Set(this.#actions.map(({ folded }) => folded));
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
        targetsOfAction(name).map(target => ({
          name,
          folded: name.toLowerCase(),
          told,
          target,
        })),
      ),
    ].map((action, i) => ({ ...action, set: 1n << BigInt(i) }));
    for (const { target, set } of this.#actions) {
      this.#byTarget.set(target, this.ofTarget(target) | set);
    }
    this.#sets = new WeakMap();
    this.#kinds = undefined;
  }

  /** @param meaningOf - made only when it was not asked about before; it is given names in lower case */
  #setOf(
    asked: ActionMatcher | readonly string[],
    meaningOf: () => (folded: string) => boolean,
  ): ActionSet {
    const known = this.#sets.get(asked);
    if (known !== undefined) {
      return known;
    }
    const isMeant = meaningOf();
    const set = this.#actions
      .filter(({ folded }) => isMeant(folded))
      .reduce((all, action) => all | action.set, NO_ACTIONS);
    this.#sets.set(asked, set);
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
      this.#kinds = this.actions.map(({ name, target, set }, i) => {
        const { service, isBucketPolicyAction } = actionOf(name);
        // Nothing but policies tells others apart that are asked for on the same resource.
        const isLikeOthers =
          service !== 'sts' && !isBucketPolicyAction && !(set & this.#unlisted);
        const bits = columns.map(column => column[last - i]).join('');
        return `${target} ${isLikeOthers ? '' : name} ${bits}`;
      });
    }
    return this.#kinds;
  }
}
