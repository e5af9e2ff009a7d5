import type { AccessRequest, Principal } from './AccessRequest';
import type { CallerPolicies } from './ApplicablePolicies';

/**
 * A caller with its policies and context, made ready by {@link prepareCaller}.
 *
 * @public
 */
export interface PreparedCaller {
  readonly principal: Principal;
  readonly policies: CallerPolicies;
  readonly context: AccessRequest['context'];
  /** Whether keys that `context` lacks are certainly absent. */
  readonly contextComplete: boolean;
}
