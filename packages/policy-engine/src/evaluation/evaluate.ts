import { isAccountId } from '../arn';
import type { AccessRequest } from '../request/AccessRequest';
import { actionOf } from '../request/Action';
import type { ApplicablePolicies } from '../request/ApplicablePolicies';
import { Caller } from '../request/Caller';
import { checkKind } from '../request/checkKind';
import { InvalidRequestError } from '../request/InvalidRequestError';
import { Request } from '../request/Request';
import { parseResource, Target } from '../request/Target';
import type { Decision } from './Decision';
import { decideRequest } from './decideRequest';

/**
 * Decides a request by the policies that apply to it, as AWS does within one account and across two.
 *
 * A context key that is neither given nor follows from principal and resource makes the verdict `conditional`, unless
 * the caller says that the context is complete: then it is absent. Callers without policies of their own (services,
 * tokens, anonymous) are decided by the resource's policy alone. Access control lists, resource control policies and
 * VPC endpoint policies are not part of the decision. (AWS: "Policy evaluation logic".)
 *
 * For many requests of one caller, or for one resource, {@link decide} does the same without preparing them again.
 *
 * @param request - who asks for what
 * @param policies - every policy that applies; what is absent does not exist
 * @param options - `contextComplete`: whether keys that `request.context` lacks are certainly absent
 * @throws {@link InvalidRequestError} when the request is not understood
 * @public
 */
export function evaluate(
  request: AccessRequest,
  policies: ApplicablePolicies,
  options: { contextComplete: boolean },
): Decision {
  const action = actionOf(request.action);
  const arn = parseResource(request.resource);
  const caller = new Caller({
    principal: request.principal,
    policies,
    context: request.context,
    contextComplete: options.contextComplete,
  });
  const account =
    request.resourceAccount ??
    accountOfArn(arn?.accountId) ??
    caller.identity.accountId;
  if (account === undefined) {
    throw new InvalidRequestError(
      'unknown-resource-account',
      'resourceAccount',
      `neither "${request.resource}" nor the principal tells which account owns the resource; say it`,
    );
  }
  const target = new Target(request.resource, account, policies.resource);
  if (policies.resource) {
    checkKind(
      'resource',
      [policies.resource],
      action.isAssumption ? 'trust' : 'resource',
    );
  }
  return decideRequest(new Request(caller, action, target)).toJSON();
}

/**
 * The account that an ARN names, if it names one: S3's names none, and that of a policy of AWS's own names `aws`.
 *
 * @throws {@link InvalidRequestError} `malformed-account`
 */
function accountOfArn(accountId: string | undefined): string | undefined {
  if (!accountId || accountId === 'aws') {
    return undefined;
  }
  if (!isAccountId(accountId)) {
    throw new InvalidRequestError(
      'malformed-account',
      'resource',
      `"${accountId}" is not an account id`,
    );
  }
  return accountId;
}
