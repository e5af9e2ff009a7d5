import type { StatementReference } from '../documents/documentKinds';

/**
 * What decided.
 *
 * - `allowed`: nothing denies, and everything that must allow does
 * - `explicit-deny`: a statement with the effect Deny applies
 * - `implicit-deny`: nothing that could grant access does
 * - `resource-policy`: the caller's own policies allow, the policy of the resource in another account does not
 * - `trust-policy`: the trust policy does not let the caller assume the role
 * - `boundary`, `session-policy`, `scp`: access would be granted but for this limit
 * - `missing-context`: it hangs on context keys that are not known
 *
 * @public
 */
export type DecisionReason =
  | 'allowed'
  | 'explicit-deny'
  | 'implicit-deny'
  | 'resource-policy'
  | 'trust-policy'
  | 'boundary'
  | 'session-policy'
  | 'scp'
  | 'missing-context';

/**
 * The answer to a request. Of {@link decide} it computes `decidedBy`, `missingKeys` and `explanation` when they are read.
 *
 * @public
 */
export interface Decision {
  /** `conditional` when the answer hangs on context keys that are not known. */
  readonly verdict: 'allow' | 'deny' | 'conditional';
  readonly reason: DecisionReason;
  /** The statements that made the decision; empty when the absence of any made it. */
  readonly decidedBy: readonly StatementReference[];
  /** What would have to be known, as the policies write it; empty unless the verdict is `conditional`. */
  readonly missingKeys: readonly string[];
  /** One sentence for people. */
  readonly explanation: string;
}
