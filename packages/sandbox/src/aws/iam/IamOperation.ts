import type { Caller } from '../authentication/Caller';
import type { ConditionContext } from '../authorization/requestContext';
import type { QueryCall, QueryResult } from '../query/QueryCall';
import type { AccountState } from '../state/AwsState';

/** An IAM request of a caller that belongs to an account. It acts on that account, and on no other. */
export interface IamCall extends QueryCall {
  readonly caller: Exclude<Caller, { kind: 'anonymous' | 'service' }>;
  readonly account: AccountState;
}

/** One operation of the IAM API. The action that guards it has its name. */
export interface IamOperation {
  /** ARN that the operation is authorized on. */
  readonly resource: (call: IamCall) => string;
  readonly context?: (call: IamCall) => ConditionContext;
  /** The action that guards it, where that has another name. */
  readonly action?: string;
  readonly run: (call: IamCall) => QueryResult;
}

/** Operations by their name in the API. */
export type IamOperations = Readonly<Record<string, IamOperation>>;
