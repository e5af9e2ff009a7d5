import { evaluate } from '@corridors/policy-engine';
import type {
  CompiledPolicy,
  Decision,
  Principal,
} from '@corridors/policy-engine';
import { sessionArnOf } from '../authentication/Caller';
import type { Caller } from '../authentication/Caller';
import { roleArn, userArn } from '../state/arns';
import type { AwsState } from '../state/AwsState';
import { callerPolicies } from './callerPolicies';
import type { PolicyCompiler } from './PolicyCompiler';
import { callerContext } from './requestContext';
import type { ConditionContext } from './requestContext';

/** One thing that a caller wants to do. */
export interface AccessCheck {
  readonly action: string;
  readonly resource: string;
  /** Account that the resource belongs to. */
  readonly resourceAccount: string;
  /** Keys of the request itself; those of the caller and of the resource are added. */
  readonly context: ConditionContext;
  /** Bucket policy or trust policy. */
  readonly resourcePolicy?: CompiledPolicy;
}

/** The principal that policies see. */
export function principalOf(caller: Caller): Principal {
  switch (caller.kind) {
    case 'anonymous':
      return { kind: 'anonymous' };
    case 'root':
      return { kind: 'root', accountId: caller.account.accountId };
    case 'user':
      return { kind: 'user', arn: userArn(caller.account, caller.user) };
    case 'session':
      return {
        kind: 'assumed-role',
        arn: sessionArnOf(caller),
        roleArn: roleArn(caller.account, caller.role),
      };
    case 'service':
      return { kind: 'service', service: caller.service };
    default:
      return caller satisfies never;
  }
}

/** Decides by the policies in the state, and by nothing else. */
export class Authorizer {
  constructor(
    private readonly state: () => AwsState,
    private readonly compiler: PolicyCompiler,
  ) {}

  /**
   * @param as - principal and context of a caller that is not yet anybody, such as the bearer of a web identity token
   */
  decide(
    caller: Caller,
    check: AccessCheck,
    as: { principal: Principal; context: ConditionContext } = {
      principal: principalOf(caller),
      context: callerContext(caller),
    },
  ): Decision {
    const policies = callerPolicies(caller, this.state(), this.compiler);
    return evaluate(
      {
        principal: as.principal,
        action: check.action,
        resource: check.resource,
        resourceAccount: check.resourceAccount,
        context: {
          ...check.context,
          ...as.context,
          'aws:ResourceAccount': check.resourceAccount,
        },
      },
      { ...policies, resource: check.resourcePolicy },
      { contextComplete: true },
    );
  }
}
