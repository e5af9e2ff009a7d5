import { actionOf } from '../request/Action';
import { callerOf } from '../request/prepareCaller';
import type { PreparedCaller } from '../request/PreparedCaller';
import { targetOf } from '../request/prepareTarget';
import type { PreparedTarget } from '../request/PreparedTarget';
import { Request } from '../request/Request';
import type { Decision } from './Decision';
import { decideRequest } from './decideRequest';

/**
 * Decides one request by the same rules as {@link evaluate}, millions of times a second. A trust policy guards assuming
 * the role and has no say in other actions on it.
 *
 * `verdict` and `reason` are there at once; `decidedBy`, `missingKeys` and `explanation` are computed each time they are
 * read.
 *
 * @param action - `service:Action`, in any case and without wildcards
 * @throws {@link InvalidRequestError} when the action is malformed, or the policy on the target is of the wrong kind
 * @public
 */
export function decide(
  caller: PreparedCaller,
  action: string,
  target: PreparedTarget,
): Decision {
  return decideRequest(
    new Request(callerOf(caller), actionOf(action), targetOf(target)),
  );
}
