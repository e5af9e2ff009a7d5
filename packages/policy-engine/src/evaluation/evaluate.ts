import type { CompiledPolicy } from '../documents/CompiledPolicy';
import type { DocumentKind } from '../documents/documentKinds';
import type { AccessRequest } from '../request/AccessRequest';
import { InvalidRequestError } from '../request/InvalidRequestError';
import { ResolvedRequest, resolveRequest } from '../request/ResolvedRequest';
import { isAssumption, isBucketPolicyAction } from './actions';
import { decideWithoutPolicies } from './decideWithoutPolicies';
import type { ApplicablePolicies, Decision } from './Decision';
import {
  explainAllow,
  explainConditional,
  explainDeny,
  explainRefusal,
} from './explain';
import type { Grant } from './Grant';
import {
  grantByResourceAlone,
  grantToAccountPrincipal,
  Granted,
} from './grants';
import { denying } from './matchStatements';

/**
 * Decides a request by the policies that apply to it, as AWS does within one account and across two.
 *
 * A context key that is neither given nor follows from principal and resource makes the verdict `conditional`, unless
 * the caller says that the context is complete: then it is absent. Callers without policies of their own (services,
 * tokens, anonymous) are decided by the resource's policy alone. Access control lists, resource control policies and
 * VPC endpoint policies are not part of the decision. (AWS: "Policy evaluation logic".)
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
  const resolved = resolveRequest(request, options);
  checkKinds(resolved, policies);
  const decided = decideWithoutPolicies(resolved);
  if (decided) {
    return decided;
  }
  return hasOwnPolicies(resolved)
    ? decide(
        resolved,
        grantToAccountPrincipal(resolved, policies),
        deniesToAccountPrincipal(resolved, policies),
      )
    : decide(
        resolved,
        grantByResourceAlone(resolved, policies),
        deniesByResource(resolved, policies, false),
      );
}

function decide(
  request: ResolvedRequest,
  granted: Granted,
  denials: readonly Grant[],
): Decision {
  const certain = denials
    .filter(denial => denial.truth.is === 'true')
    .flatMap(denial => denial.by);
  if (certain.length > 0) {
    return {
      verdict: 'deny',
      reason: 'explicit-deny',
      decidedBy: certain,
      missingKeys: [],
      explanation: explainDeny(request, certain),
    };
  }
  const { grant, refusedBy } = granted;
  if (grant.truth.is === 'false') {
    const explanation = explainRefusal(request, refusedBy);
    return {
      verdict: 'deny',
      reason: refusedBy,
      decidedBy: [],
      missingKeys: [],
      explanation,
    };
  }
  const open = [grant, ...denials].filter(item => item.truth.is === 'unknown');
  if (open.length === 0) {
    const explanation = explainAllow(request, grant.by);
    return {
      verdict: 'allow',
      reason: 'allowed',
      decidedBy: grant.by,
      missingKeys: [],
      explanation,
    };
  }
  const decidedBy = open.flatMap(item => item.by);
  const missingKeys = [
    ...new Set(
      open.flatMap(item =>
        item.truth.is === 'unknown' ? item.truth.missing : [],
      ),
    ),
  ];
  return {
    verdict: 'conditional',
    reason: 'missing-context',
    decidedBy,
    missingKeys,
    explanation: explainConditional(request, decidedBy, missingKeys),
  };
}

function hasOwnPolicies(request: ResolvedRequest): boolean {
  return request.principal.accountId !== undefined;
}

function deniesToAccountPrincipal(
  request: ResolvedRequest,
  policies: ApplicablePolicies,
): Grant[] {
  const hasBoundary = policies.boundary !== undefined;
  const { identity = [], boundary = [], session = [], scp = [] } = policies;
  return [
    ...denying([...identity, ...boundary, ...session, ...scp.flat()], request, {
      hasBoundary,
    }),
    ...deniesByResource(request, policies, hasBoundary),
  ];
}

function deniesByResource(
  request: ResolvedRequest,
  policies: ApplicablePolicies,
  hasBoundary: boolean,
): Grant[] {
  return policies.resource && !isOwnerRepair(request)
    ? denying([policies.resource], request, { hasBoundary })
    : [];
}

/**
 * The root user of the bucket's account can read, replace and delete a bucket policy that denies it.
 * (AWS: "PutBucketPolicy" in the Amazon S3 API Reference.)
 */
function isOwnerRepair({
  principal,
  resourceAccount,
  action,
}: ResolvedRequest): boolean {
  return (
    principal.kind === 'root' &&
    principal.accountId === resourceAccount &&
    isBucketPolicyAction(action)
  );
}

function checkKinds(
  request: ResolvedRequest,
  policies: ApplicablePolicies,
): void {
  const {
    identity = [],
    resource,
    boundary = [],
    session = [],
    scp = [],
  } = policies;
  checkKind('identity', identity, 'identity');
  checkKind('boundary', boundary, 'boundary');
  checkKind('session', session, 'session');
  checkKind('scp', scp.flat(), 'scp');
  checkKind(
    'resource',
    resource ? [resource] : [],
    isAssumption(request.action) ? 'trust' : 'resource',
  );
}

function checkKind(
  path: string,
  policies: readonly CompiledPolicy[],
  expected: DocumentKind,
): void {
  for (const policy of policies) {
    if (policy.kind !== expected) {
      throw new InvalidRequestError(
        'wrong-policy-kind',
        `policies.${path}`,
        `"${policy.name}" was compiled as "${policy.kind}"; this request needs a policy of kind "${expected}" here`,
      );
    }
  }
}
