import type { CompiledStatement } from '../documents/CompiledStatement';
import { NAMED_AS } from '../documents/PrincipalMatcher';
import type { Request } from '../request/Request';
import { FALSE, TRUE } from '../Truth';
import { isAboutAccess, waysOfNaming } from './applies';
import { anyOf, Grant } from './Grant';

const NO_STATEMENTS: readonly CompiledStatement[] = [];

/** The first statement that certainly denies the request; else all that might. */
export function denying(request: Request): Grant {
  const own = firstDenial(request.caller.denies, request);
  return own.truth === TRUE
    ? own
    : anyOf(own, firstDenial(deniesOnTarget(request), request));
}

/** Every statement that certainly denies the request. */
export function certainDenials(request: Request): CompiledStatement[] {
  return [...request.caller.denies, ...deniesOnTarget(request)].filter(
    statement => denial(statement, request).truth === TRUE,
  );
}

function firstDenial(
  denies: readonly CompiledStatement[],
  request: Request,
): Grant {
  let grant = Grant.NOTHING;
  for (const statement of denies) {
    grant = anyOf(grant, denial(statement, request));
    if (grant.truth === TRUE) {
      break;
    }
  }
  return grant;
}

/** What a statement denies; it does not matter in which way it names the caller. */
function denial(statement: CompiledStatement, request: Request): Grant {
  const access = isAboutAccess(statement, request);
  const ways = access === FALSE ? 0 : waysOfNaming(statement, request);
  switch (ways) {
    case 0:
      return Grant.NOTHING;
    case NAMED_AS.someSession:
      return Grant.bySession(statement);
    default:
      return Grant.by(statement, access);
  }
}

/**
 * The root user of the bucket's account can read, replace and delete a bucket policy that denies it.
 * (AWS: "PutBucketPolicy" in the Amazon S3 API Reference.)
 */
function deniesOnTarget(request: Request): readonly CompiledStatement[] {
  const isOwnerRepair =
    request.action.isBucketPolicyAction &&
    request.caller.identity.kind === 'root' &&
    !request.crossesAccounts;
  return isOwnerRepair ? NO_STATEMENTS : request.onTarget.denies;
}
