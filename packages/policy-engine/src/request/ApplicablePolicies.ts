import type { CompiledPolicy } from '../documents/CompiledPolicy';

/**
 * The policies that go with a caller, whatever it asks for. What is absent does not exist: no boundary limits, no
 * organisation restricts.
 *
 * @public
 */
export interface CallerPolicies {
  /** Policies of the caller's user or role, inline and managed. */
  readonly identity?: readonly CompiledPolicy[];
  readonly boundary?: readonly CompiledPolicy[];
  /** Policies that were passed when the caller's session began. Together they are one limit. */
  readonly session?: readonly CompiledPolicy[];
  /** Levels of the caller's organisation, root first. Each level must allow. */
  readonly scp?: readonly (readonly CompiledPolicy[])[];
}

/**
 * The policies that apply to a request.
 *
 * @public
 */
export interface ApplicablePolicies extends CallerPolicies {
  /** The bucket policy; for `sts:AssumeRole*` the trust policy of the role that is asked for. */
  readonly resource?: CompiledPolicy;
}
