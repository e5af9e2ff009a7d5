import { LineError } from './LineError';
import { isObject } from './members';
import type { SessionClues } from './readPrincipal';

/** A session's ARN, taken apart. */
export interface SessionArn {
  readonly arn: string;
  readonly partition: string;
  readonly accountId: string;
  readonly roleName: string;
}

/**
 * The ARN of the role that a session is of. A session's ARN leaves out the role's path, but a role's name is unique in
 * its account whatever its path. So the role is the one that `aws:PrincipalArn` of the given context names; else the one
 * of that name that the bucket or trust policy names; else the one without a path.
 * (AWS: "IAM identifiers"; "AWS JSON policy elements: Principal", which says that a role that does not exist cannot be
 * named.)
 *
 * @throws {@link LineError} `ambiguous-role` when the policy names two roles of that name
 */
export function roleOfSession(
  session: SessionArn,
  clues: SessionClues,
): string {
  const { principalArn, resourceDocument } = clues;
  if (principalArn !== undefined && isRoleOf(session, principalArn)) {
    return principalArn;
  }
  const named = new Set(
    principalsNamedBy(resourceDocument).filter(arn => isRoleOf(session, arn)),
  );
  const [first, second] = named;
  if (first !== undefined && second !== undefined) {
    throw new LineError(
      'ambiguous-role',
      'request.principal',
      `"${session.arn}" may be a session of ${first} or of ${second}, which the resource's policy both names. Give the role's ARN as aws:PrincipalArn in the context.`,
    );
  }
  const { partition, accountId, roleName } = session;
  return first ?? `arn:${partition}:iam::${accountId}:role/${roleName}`;
}

function isRoleOf(session: SessionArn, arn: string): boolean {
  const { partition, accountId, roleName } = session;
  return (
    arn.startsWith(`arn:${partition}:iam::${accountId}:role/`) &&
    arn.endsWith(`/${roleName}`)
  );
}

/** Texts under `Principal` and `NotPrincipal`. What is malformed is left to the parser of policies. */
function principalsNamedBy(document: unknown): string[] {
  const statements = isObject(document) ? listed(document.Statement) : [];
  return statements.flatMap(statement =>
    isObject(statement)
      ? [statement.Principal, statement.NotPrincipal].flatMap(principal =>
          isObject(principal) ? listed(principal.AWS).filter(isText) : [],
        )
      : [],
  );
}

function listed(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [value];
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}
