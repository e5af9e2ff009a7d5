import type { CompiledStatement } from '../documents/CompiledStatement';
import { NAMED_AS, SESSION_NAME_KEY } from '../documents/PrincipalMatcher';
import type { Request } from '../request/Request';
import { both, FALSE, Truth, TRUE, UNKNOWN } from '../Truth';

/** Whether a statement is about the action and the resource, and its conditions hold; whoever asks. */
export function isAboutAccess(
  statement: CompiledStatement,
  request: Request,
): Truth {
  if (!statement.covers(request.action)) {
    return FALSE;
  }
  const { resources, conditions } = statement;
  let truth: Truth = resources
    ? resources.matches(request.resource, request)
    : TRUE;
  for (let i = 0; i < conditions.length && truth !== FALSE; i++) {
    truth = both(truth, conditions[i]?.holds(request) ?? TRUE);
  }
  return truth;
}

/** How a statement names the caller, as bits of {@link NAMED_AS}: directly when it is in a policy that names nobody. */
export function waysOfNaming(
  { principals }: CompiledStatement,
  { caller }: Request,
): number {
  return principals
    ? principals.waysOfNaming(caller.identity, caller)
    : NAMED_AS.direct;
}

/**
 * Adds the keys on which it hangs whether a statement applies.
 *
 * @param hangsOnSession - whether it names one session of the caller's role
 */
export function addMissing(
  { resources, conditions }: CompiledStatement,
  request: Request,
  hangsOnSession: boolean,
  missing: Set<string>,
): void {
  if (hangsOnSession) {
    missing.add(SESSION_NAME_KEY);
  }
  const { resource } = request;
  if (resources?.matches(resource, request) === UNKNOWN) {
    resources.addMissing(resource, request, missing);
  }
  for (const condition of conditions) {
    if (condition.holds(request) === UNKNOWN) {
      condition.addMissing(request, missing);
    }
  }
}
