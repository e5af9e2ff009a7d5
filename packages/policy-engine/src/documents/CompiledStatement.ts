import type { Condition } from '../conditions/Condition';
import type { Action } from '../request/Action';
import type { ActionMatcher } from './ActionMatcher';
import type { CompiledPolicy } from './CompiledPolicy';
import type { StatementReference } from './documentKinds';
import type { PrincipalMatcher } from './PrincipalMatcher';
import type { ResourceMatcher } from './ResourceMatcher';

/** The elements of a statement, each understood. */
export interface StatementElements {
  readonly effect: 'Allow' | 'Deny';
  readonly actions: ActionMatcher;
  /** Only and always in bucket and trust policies. */
  readonly principals: PrincipalMatcher | undefined;
  /** Absent in trust policies, which are about the role they belong to. */
  readonly resources: ResourceMatcher | undefined;
  readonly conditions: readonly Condition[];
}

/** A statement, ready to be evaluated. */
export class CompiledStatement implements StatementElements {
  readonly effect: 'Allow' | 'Deny';
  readonly actions: ActionMatcher;
  readonly principals: PrincipalMatcher | undefined;
  readonly resources: ResourceMatcher | undefined;
  readonly conditions: readonly Condition[];
  readonly policy: CompiledPolicy;
  readonly index: number;
  readonly sid: string | undefined;
  /** The bits of the common actions that were asked for already, and of those among them that it is about. */
  #asked = 0;
  #covered = 0;

  constructor(
    policy: CompiledPolicy,
    index: number,
    sid: string | undefined,
    elements: StatementElements,
  ) {
    this.effect = elements.effect;
    this.actions = elements.actions;
    this.principals = elements.principals;
    this.resources = elements.resources;
    this.conditions = elements.conditions;
    this.policy = policy;
    this.index = index;
    this.sid = sid;
  }

  /** Whether the statement is about an action; remembered for the common ones. */
  covers(action: Action): boolean {
    const { bit } = action;
    if ((this.#asked & bit) === 0) {
      const isCovered = this.actions.matches(action.text);
      if (bit === 0) {
        return isCovered;
      }
      this.#asked |= bit;
      this.#covered |= isCovered ? bit : 0;
    }
    return (this.#covered & bit) !== 0;
  }

  get reference(): StatementReference {
    const { kind, name, origin } = this.policy;
    return {
      policy: name,
      kind,
      statement: this.index,
      ...(this.sid ? { sid: this.sid } : {}),
      ...(origin && { origin }),
    };
  }
}
