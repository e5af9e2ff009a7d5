import type { CompiledStatement } from '../documents/CompiledStatement';
import { NAMED_AS } from '../documents/PrincipalMatcher';
import type { Request } from '../request/Request';
import { FALSE, TRUE } from '../Truth';
import { isAboutAccess, waysOfNaming } from './applies';
import type { DecisionReason } from './Decision';
import { allOf, anyOf, Grant } from './Grant';

/** What to blame when nothing is granted: `own-policies` when the resource's policy does not suffice alone. */
export type RefusedBy =
  | Exclude<DecisionReason, 'allowed' | 'explicit-deny' | 'missing-context'>
  | 'own-policies';

/** By the policy on the resource, according to how it names the caller. */
interface Named {
  readonly direct: Grant;
  readonly role: Grant;
  readonly account: Grant;
}

const { NOTHING, EVERYTHING } = Grant;

const NOT_NAMED: Named = { direct: NOTHING, role: NOTHING, account: NOTHING };

/**
 * What the policies grant before any Deny, or what to blame when they grant nothing: to a principal of an account its own
 * policies and the resource's, within the limits. (AWS: "Policy evaluation logic"; "Cross-account policy evaluation
 * logic"; for roles "AssumeRole" in the AWS Security Token Service API Reference.)
 */
export function grantedTo(request: Request): Grant | RefusedBy {
  const { caller, action } = request;
  const named = naming(request);
  if (caller.identity.accountId === undefined) {
    // A service, a token's bearer, an anonymous caller: the resource's policy decides alone.
    if (named.direct.truth !== FALSE) {
      return named.direct;
    }
    return action.isAssumption ? 'trust-policy' : 'implicit-deny';
  }
  const identity =
    caller.identity.kind === 'root'
      ? EVERYTHING
      : allowing(caller.allows.identity, request);
  const limited = request.crossesAccounts
    ? allOf(identity, anyWay(named))
    : anyOf(
        action.isAssumption ? allOf(identity, named.account) : identity,
        named.role,
      );
  const unlimited = request.crossesAccounts ? NOTHING : named.direct;
  return limited.truth === FALSE && unlimited.truth === FALSE
    ? missingGrant(request, identity, named)
    : withinLimits(request, limited, unlimited);
}

/** Permissions boundary and session policy limit only a part; service control policies limit all. */
function withinLimits(
  request: Request,
  limited: Grant,
  unlimited: Grant,
): Grant | RefusedBy {
  const { allows } = request.caller;
  const boundary = limit(allows.boundary, request);
  const session = limit(allows.session, request);
  let scp = EVERYTHING;
  for (const level of allows.scp) {
    scp = allOf(scp, allowing(level, request));
  }
  const granted = allOf(
    anyOf(allOf(allOf(limited, boundary), session), unlimited),
    scp,
  );
  if (granted.truth !== FALSE) {
    return granted;
  }
  if (scp.truth === FALSE) {
    return 'scp';
  }
  return boundary.truth === FALSE ? 'boundary' : 'session-policy';
}

function missingGrant(
  { action, crossesAccounts }: Request,
  identity: Grant,
  named: Named,
): RefusedBy {
  if (anyWay(named).truth !== FALSE) {
    return 'own-policies';
  }
  if (action.isAssumption) {
    return 'trust-policy';
  }
  return crossesAccounts && identity.truth !== FALSE
    ? 'resource-policy'
    : 'implicit-deny';
}

function limit(
  allows: readonly CompiledStatement[] | undefined,
  request: Request,
): Grant {
  return allows ? allowing(allows, request) : EVERYTHING;
}

/** The first statement that certainly allows; else all that might. */
function allowing(
  allows: readonly CompiledStatement[],
  request: Request,
): Grant {
  let grant = NOTHING;
  for (const statement of allows) {
    const truth = isAboutAccess(statement, request);
    if (truth !== FALSE) {
      grant = anyOf(grant, Grant.by(statement, truth));
      if (truth === TRUE) {
        break;
      }
    }
  }
  return grant;
}

/** What the policy on the resource allows. */
function naming(request: Request): Named {
  let named = NOT_NAMED;
  for (const statement of request.onTarget.allows) {
    const access = isAboutAccess(statement, request);
    const ways = access === FALSE ? 0 : waysOfNaming(statement, request);
    if (ways !== 0) {
      const grant = Grant.by(statement, access);
      named = {
        direct: anyOf(named.direct, direct(statement, ways, grant)),
        role: anyOf(named.role, only(NAMED_AS.role, ways, grant)),
        account: anyOf(named.account, only(NAMED_AS.account, ways, grant)),
      };
    }
  }
  return named;
}

function only(way: number, ways: number, grant: Grant): Grant {
  return (ways & way) === 0 ? NOTHING : grant;
}

/** To be named by a session that the caller may have is to be named directly, perhaps. */
function direct(
  statement: CompiledStatement,
  ways: number,
  grant: Grant,
): Grant {
  return (ways & (NAMED_AS.direct | NAMED_AS.someSession)) ===
    NAMED_AS.someSession
    ? Grant.bySession(statement)
    : only(NAMED_AS.direct, ways, grant);
}

function anyWay(named: Named): Grant {
  return anyOf(anyOf(named.direct, named.role), named.account);
}
