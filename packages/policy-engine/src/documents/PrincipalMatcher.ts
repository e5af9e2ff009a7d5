import type { PrincipalIdentity } from '../request/PrincipalIdentity';
import type { NamedPrincipal } from './parsePrincipals';

/**
 * The ways in which a statement names a caller, as bits. They decide what limits the grant:
 *
 * - `direct`: by its session, its user, its service or provider, or everyone. Permissions boundary and session policy
 *   do not limit it within the account
 * - `role`: by its role, or as the user whose session it is. An implicit deny of permissions boundary or session policy
 *   limits it
 * - `account`: by its account, which only delegates to the account's own policies
 * - `someSession`: by one session of its role, when it is not known which one the caller has: `direct`, perhaps
 *
 * (AWS: "Policy evaluation logic", evaluating identity-based policies with resource-based policies.)
 */
export const NAMED_AS = {
  direct: 1,
  role: 2,
  account: 4,
  someSession: 8,
} as const;

/** What limits a caller beside its identity policies. */
export interface CallerLimits {
  readonly hasBoundary: boolean;
  readonly hasSessionPolicy: boolean;
}

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

  /** All ways of {@link NAMED_AS} in which the element covers the caller; `NotPrincipal` covers directly. */
  waysOfNaming(caller: PrincipalIdentity, limits: CallerLimits): number {
    let ways = 0;
    for (const named of this.named) {
      ways |= wayOfNaming(named, caller, limits);
    }
    return this.isNegated ? this.#exclusion(ways, caller, limits) : ways;
  }

  /**
   * A caller is excepted only when its account is listed beside it, and of a session its role as well: AWS looks at the
   * account, then at the role, then at the session. The statement applies to every principal that has a permissions
   * boundary.
   */
  #exclusion(
    ways: number,
    caller: PrincipalIdentity,
    { hasBoundary }: CallerLimits,
  ): number {
    const { direct, role, account } = NAMED_AS;
    if (this.named.some(named => named.kind === 'everyone')) {
      return 0;
    }
    if (caller.accountId === undefined) {
      return (ways & direct) !== 0 ? 0 : direct;
    }
    if (hasBoundary || (ways & account) === 0) {
      return direct;
    }
    const isListed =
      caller.session?.sessionArn === undefined
        ? caller.kind === 'root' || (ways & (role | direct)) !== 0
        : (ways & role) !== 0 && (ways & direct) !== 0;
    return isListed ? 0 : direct;
  }
}

function wayOfNaming(
  named: NamedPrincipal,
  caller: PrincipalIdentity,
  { hasSessionPolicy }: CallerLimits,
): number {
  const { direct, role, account, someSession } = NAMED_AS;
  switch (named.kind) {
    case 'everyone':
      return direct;
    case 'account':
      return named.accountId === caller.accountId ? account : 0;
    case 'role':
      return named.arn === caller.arn ? role : 0;
    case 'user':
      if (named.arn !== caller.arn) {
        return 0;
      }
      return hasSessionPolicy && caller.federatedName === undefined
        ? role
        : direct;
    case 'session':
      if (caller.session?.sessionArn !== undefined) {
        return caller.session.sessionArn === named.arn ? direct : 0;
      }
      return caller.session?.roleName === named.roleName &&
        caller.accountId === named.accountId
        ? someSession
        : 0;
    case 'service':
      return named.service === caller.service ? direct : 0;
    case 'provider':
      return named.provider === caller.providerArn ? direct : 0;
    case 'nobody':
      return 0;
    default:
      return unreachable(named);
  }
}

function unreachable(named: never): never {
  throw new Error(`Unexpected principal ${JSON.stringify(named)}`);
}
