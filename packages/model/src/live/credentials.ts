/**
 * The checks on the way from a pod to its role.
 *
 * @public
 */
export type CredentialCheckId =
  | 'sa-exists'
  | 'sa-role'
  | 'oidc-provider'
  | 'role-exists'
  | 'trust'
  | 'injection'
  | 'provider-config'
  | 'last-used';

/**
 * Outcome of a check. `not-applicable` on `role-exists` or `trust` says that no access to AWS is configured; on
 * `last-used`, that the role has never been used and nothing ran that should have.
 *
 * @public
 */
export type CheckStatus =
  | 'pass'
  | 'warn'
  | 'fail'
  | 'unknown'
  | 'not-applicable';

/**
 * One check, as last observed.
 *
 * @public
 */
export interface CredentialCheck {
  readonly id: CredentialCheckId;
  readonly status: CheckStatus;
  /** Whether a failure breaks the credentials. */
  readonly required: boolean;
  /** Id of the fact source, as `kubernetes:single1`. */
  readonly source: string;
  /** RFC 3339; absent when it has never been observed. */
  readonly observedAt?: string;
  /** How long the observation holds. Infinity is not allowed: a watched fact is observed whenever its watch is live. */
  readonly ttlSeconds: number;
  readonly detail: string;
  readonly evidence?: string;
  readonly nextAction?: string;
  /** RFC 3339; since when the status is what it is. */
  readonly since?: string;
}

/**
 * State of a corridor's credentials. `kubernetes-ok`: what Kubernetes shows is right, and AWS cannot be looked at.
 *
 * @public
 */
export type CredentialState =
  | 'healthy'
  | 'degraded'
  | 'expiring'
  | 'broken'
  | 'unknown'
  | 'unused'
  | 'kubernetes-ok';

/**
 * All checks of a corridor, folded into one state.
 *
 * @public
 */
export interface CredentialHealth {
  readonly state: CredentialState;
  readonly reason: string;
  readonly checks: readonly CredentialCheck[];
  /** RFC 3339; the oldest observation that the state rests on. */
  readonly asOf?: string;
}
