import type { ContextKey } from '../conditions/ContextKey';
import type { Action } from './Action';
import type { Caller } from './Caller';
import type { ContextLookup, RequestContext } from './RequestContext';
import type { Target, TargetStatements } from './Target';

/** One caller, one action, one target. */
export class Request implements RequestContext {
  readonly caller: Caller;
  readonly action: Action;
  readonly target: Target;
  /** As statements name it. */
  readonly resource: string;
  /** Of the policy on the target, as far as it has a say in the action. */
  readonly onTarget: TargetStatements;

  constructor(caller: Caller, action: Action, target: Target) {
    this.caller = caller.inPartition(target.partition);
    this.action = action;
    this.target = target;
    this.resource = action.listsBuckets
      ? `arn:${target.partition}:s3:::*`
      : target.resource;
    this.onTarget = target.statementsFor(action);
  }

  /** Whether the caller is of another account than the target. */
  get crossesAccounts(): boolean {
    return this.caller.identity.accountId !== this.target.resourceAccount;
  }

  lookup(key: ContextKey): ContextLookup {
    const service = key.resourceAccount;
    if (service === undefined || this.caller.knows(key)) {
      return this.caller.lookup(key);
    }
    return service === 's3' && this.action.service !== 's3'
      ? 'absent'
      : this.target.accountValues;
  }
}
