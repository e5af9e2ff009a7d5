import {
  CompiledPolicy,
  CompiledStatement,
  statementsOf,
} from '../documents/CompiledPolicy';
import type { GrantStrength } from '../documents/PrincipalMatcher';
import type { ResolvedRequest } from '../request/ResolvedRequest';
import { every, some, Truth, TRUE } from '../Truth';
import { anyOf, Grant } from './Grant';

const STRENGTHS: readonly GrantStrength[] = ['direct', 'role', 'account'];

/** How the principal element of a statement is taken. */
export interface PrincipalScope {
  /** Count only statements that name the caller in this way; all ways when absent. */
  readonly strength?: GrantStrength;
  readonly hasBoundary: boolean;
}

/** Whether the policies hold an Allow for the request. */
export function allowing(
  policies: readonly CompiledPolicy[],
  request: ResolvedRequest,
  scope: PrincipalScope,
): Grant {
  return anyOf(...matching(policies, 'Allow', request, scope));
}

/** Every Deny that applies to the request or may apply. */
export function denying(
  policies: readonly CompiledPolicy[],
  request: ResolvedRequest,
  scope: PrincipalScope,
): Grant[] {
  return matching(policies, 'Deny', request, scope);
}

function matching(
  policies: readonly CompiledPolicy[],
  effect: CompiledStatement['effect'],
  request: ResolvedRequest,
  scope: PrincipalScope,
): Grant[] {
  const grants: Grant[] = [];
  for (const policy of policies) {
    for (const statement of statementsOf(policy)) {
      if (
        statement.effect === effect &&
        statement.actions.matches(request.action)
      ) {
        const truth = applies(statement, request, scope);
        if (truth.is !== 'false') {
          grants.push({ truth, by: [statement.reference] });
        }
      }
    }
  }
  return grants;
}

function applies(
  statement: CompiledStatement,
  request: ResolvedRequest,
  scope: PrincipalScope,
): Truth {
  const parts: (() => Truth)[] = [
    () => coversPrincipal(statement, request, scope),
    () =>
      statement.resources?.matches(request.resource, request.context) ?? TRUE,
    () =>
      every(statement.conditions, condition =>
        condition.holds(request.context),
      ),
  ];
  return every(parts, part => part());
}

function coversPrincipal(
  statement: CompiledStatement,
  request: ResolvedRequest,
  scope: PrincipalScope,
): Truth {
  const { principals } = statement;
  if (!principals) {
    return TRUE;
  }
  const strengths = scope.strength ? [scope.strength] : STRENGTHS;
  return some(strengths, strength =>
    principals.covers(request.principal, strength, scope.hasBoundary),
  );
}
