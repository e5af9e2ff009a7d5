import type { PrincipalIdentity } from '../request/PrincipalIdentity';
import { FALSE, Truth, TRUE, unknown } from '../Truth';
import type { NamedPrincipal } from './parsePrincipals';

/**
 * How a statement names a principal, which decides what limits the grant:
 *
 * - `direct`: by its session, its user, its service or provider, or everyone. Permissions boundary and session policy
 *   do not limit it within the account
 * - `role`: by its role. An implicit deny of permissions boundary or session policy limits it
 * - `account`: by its account, which only delegates to the account's own policies
 *
 * (AWS: "Policy evaluation logic", evaluating identity-based policies with resource-based policies.)
 */
export type GrantStrength = 'direct' | 'role' | 'account';

/** What is missing when a statement names one session of a role and the session's name does not matter. */
export const SESSION_NAME_KEY = 'sts:RoleSessionName';

/**
 * The `Principal` or `NotPrincipal` element. (AWS: "AWS JSON policy elements: Principal", "… NotPrincipal".)
 */
export class PrincipalMatcher {
  readonly named: readonly NamedPrincipal[];
  readonly isNegated: boolean;

  constructor(named: readonly NamedPrincipal[], isNegated: boolean) {
    this.named = named;
    this.isNegated = isNegated;
  }

  /** Whether the element covers the caller in the given way; for `NotPrincipal` always `direct`. */
  covers(
    caller: PrincipalIdentity,
    strength: GrantStrength,
    hasBoundary: boolean,
  ): Truth {
    if (this.isNegated) {
      return strength === 'direct'
        ? this.#coversByExclusion(caller, hasBoundary)
        : FALSE;
    }
    let result: Truth = FALSE;
    for (const named of this.named) {
      const names = strengthOf(named, caller);
      if (names === strength) {
        return TRUE;
      }
      if (names === 'some-session' && strength === 'direct') {
        result = unknown([SESSION_NAME_KEY]);
      }
    }
    return result;
  }

  /**
   * A caller is excepted only when its account is listed beside it. AWS recommends the role's or user's ARN together
   * with the account's, and says that the statement applies to every principal that has a permissions boundary.
   */
  #coversByExclusion(caller: PrincipalIdentity, hasBoundary: boolean): Truth {
    const strengths = this.named.map(named => strengthOf(named, caller));
    if (this.named.some(named => named.kind === 'everyone')) {
      return FALSE;
    }
    if (caller.accountId === undefined) {
      return strengths.includes('direct') ? FALSE : TRUE;
    }
    if (hasBoundary || !strengths.includes('account')) {
      return TRUE;
    }
    if (
      caller.kind === 'root' ||
      strengths.includes('role') ||
      strengths.includes('direct')
    ) {
      return FALSE;
    }
    return strengths.includes('some-session')
      ? unknown([SESSION_NAME_KEY])
      : TRUE;
  }
}

function strengthOf(
  named: NamedPrincipal,
  caller: PrincipalIdentity,
): GrantStrength | 'some-session' | undefined {
  switch (named.kind) {
    case 'everyone':
      return 'direct';
    case 'account':
      return named.accountId === caller.accountId ? 'account' : undefined;
    case 'role':
      return named.arn === caller.arn ? 'role' : undefined;
    case 'user':
      return named.arn === caller.arn ? 'direct' : undefined;
    case 'session':
      if (caller.session?.sessionArn !== undefined) {
        return caller.session.sessionArn === named.arn ? 'direct' : undefined;
      }
      return caller.session?.roleName === named.roleName &&
        caller.accountId === named.accountId
        ? 'some-session'
        : undefined;
    case 'service':
      return named.service === caller.service ? 'direct' : undefined;
    case 'provider':
      return named.provider === caller.providerArn ? 'direct' : undefined;
    case 'nobody':
      return undefined;
    default:
      return unreachable(named);
  }
}

function unreachable(named: never): never {
  throw new Error(`Unexpected principal ${JSON.stringify(named)}`);
}
