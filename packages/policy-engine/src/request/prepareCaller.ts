import type { AccessRequest, Principal } from './AccessRequest';
import type { CallerPolicies } from './ApplicablePolicies';
import { Caller } from './Caller';
import type { PreparedCaller } from './PreparedCaller';

/**
 * Makes a caller ready to be decided about many times.
 *
 * @param principal - who asks
 * @param policies - every policy that goes with the caller; what is absent does not exist
 * @param context - condition context keys (case-insensitive) and their values; what follows from the principal and the
 *   target need not be said
 * @param options - `contextComplete`: whether keys that `context` lacks are certainly absent
 * @throws {@link InvalidRequestError} when principal, context or the kind of a policy is not understood
 * @public
 */
export function prepareCaller(
  principal: Principal,
  policies: CallerPolicies,
  context: AccessRequest['context'],
  options: { contextComplete: boolean },
): PreparedCaller {
  const { contextComplete } = options;
  return new Caller({ principal, policies, context, contextComplete });
}

/** @throws TypeError when the caller was not made by {@link prepareCaller} */
export function callerOf(prepared: PreparedCaller): Caller {
  if (!(prepared instanceof Caller)) {
    throw new TypeError('The caller was not made by prepareCaller');
  }
  return prepared;
}
