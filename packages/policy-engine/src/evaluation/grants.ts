import type { CompiledPolicy } from '../documents/CompiledPolicy';
import type { GrantStrength } from '../documents/PrincipalMatcher';
import type { ResolvedRequest } from '../request/ResolvedRequest';
import { isAssumption } from './actions';
import type { ApplicablePolicies, DecisionReason } from './Decision';
import { allOf, anyOf, EVERYTHING, Grant, NOTHING } from './Grant';
import { allowing } from './matchStatements';

/** What the policies grant before any Deny, and what to blame when they grant nothing. */
export interface Granted {
  readonly grant: Grant;
  /** Only meaningful when `grant` is false. */
  readonly refusedBy: Exclude<
    DecisionReason,
    'allowed' | 'explicit-deny' | 'missing-context'
  >;
}

/** What each policy, or each way to be named in one, contributes. */
interface Parts {
  readonly identity: Grant;
  /** By the resource's policy, according to how it names the caller. */
  readonly named: Readonly<Record<GrantStrength, Grant>>;
  readonly boundary: Grant;
  readonly session: Grant;
  readonly scp: Grant;
}

/**
 * What is granted to a principal of an account: by its own policies and the resource's policy, within the limits.
 * (AWS: "Policy evaluation logic"; "Cross-account policy evaluation logic"; for roles "AssumeRole" in the AWS Security
 * Token Service API Reference.)
 */
export function grantToAccountPrincipal(
  request: ResolvedRequest,
  policies: ApplicablePolicies,
): Granted {
  const parts = readParts(request, policies);
  const grant = allOf(combine(request, parts), parts.scp);
  const isGrantedWithoutLimits =
    combine(request, { ...parts, boundary: EVERYTHING, session: EVERYTHING })
      .truth.is !== 'false';
  return {
    grant,
    refusedBy: isGrantedWithoutLimits
      ? blockingLimit(parts)
      : missingGrant(request, parts),
  };
}

/** What is granted to a caller that has no policies of its own: a service, a token's bearer, an anonymous caller. */
export function grantByResourceAlone(
  request: ResolvedRequest,
  policies: ApplicablePolicies,
): Granted {
  const grant = policies.resource
    ? allowing([policies.resource], request, {
        strength: 'direct',
        hasBoundary: false,
      })
    : NOTHING;
  return {
    grant,
    refusedBy: isAssumption(request.action) ? 'trust-policy' : 'implicit-deny',
  };
}

function readParts(
  request: ResolvedRequest,
  policies: ApplicablePolicies,
): Parts {
  const hasBoundary = policies.boundary !== undefined;
  const allow = (documents: readonly CompiledPolicy[]) =>
    allowing(documents, request, { hasBoundary });
  const limit = (documents: readonly CompiledPolicy[] | undefined) =>
    documents ? allow(documents) : EVERYTHING;
  const naming = (strength: GrantStrength) =>
    policies.resource
      ? allowing([policies.resource], request, { strength, hasBoundary })
      : NOTHING;
  return {
    identity:
      request.principal.kind === 'root'
        ? EVERYTHING
        : allow(policies.identity ?? []),
    named: {
      direct: naming('direct'),
      role: naming('role'),
      account: naming('account'),
    },
    boundary: limit(policies.boundary),
    session: limit(policies.session),
    scp: allOf(...(policies.scp ?? []).map(allow)),
  };
}

function combine(request: ResolvedRequest, parts: Parts): Grant {
  const { identity, named, boundary, session } = parts;
  if (request.principal.accountId !== request.resourceAccount) {
    return allOf(
      identity,
      anyOf(named.direct, named.role, named.account),
      boundary,
      session,
    );
  }
  const own = isAssumption(request.action)
    ? allOf(identity, named.account)
    : identity;
  return anyOf(allOf(anyOf(own, named.role), boundary, session), named.direct);
}

function missingGrant(
  request: ResolvedRequest,
  { identity, named }: Parts,
): Granted['refusedBy'] {
  const isNamed =
    anyOf(named.direct, named.role, named.account).truth.is !== 'false';
  if (isAssumption(request.action)) {
    return isNamed ? 'implicit-deny' : 'trust-policy';
  }
  const isCrossAccount =
    request.principal.accountId !== request.resourceAccount;
  return isCrossAccount && identity.truth.is !== 'false'
    ? 'resource-policy'
    : 'implicit-deny';
}

function blockingLimit({ scp, boundary }: Parts): Granted['refusedBy'] {
  if (scp.truth.is === 'false') {
    return 'scp';
  }
  return boundary.truth.is === 'false' ? 'boundary' : 'session-policy';
}
