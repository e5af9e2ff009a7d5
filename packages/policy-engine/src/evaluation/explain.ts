import type {
  DocumentKind,
  StatementReference,
} from '../documents/documentKinds';
import type { Principal } from '../request/AccessRequest';
import type { Request } from '../request/Request';
import type { RefusedBy } from './grants';

const KIND_NAMES: Readonly<Record<DocumentKind, string>> = {
  identity: 'identity policy',
  resource: 'bucket policy',
  trust: 'trust policy',
  boundary: 'permissions boundary',
  session: 'session policy',
  scp: 'service control policy',
};

export function explainAllow(
  request: Request,
  by: readonly StatementReference[],
): string {
  const cause =
    by.length > 0
      ? `${nameStatements(by)} ${by.length > 1 ? 'allow' : 'allows'} it`
      : 'it is its own account';
  return `${nameCaller(request.caller.principal)} may do ${nameAccess(
    request,
  )}: ${cause}.`;
}

export function explainDeny(
  request: Request,
  by: readonly StatementReference[],
): string {
  return `${refusal(request)}: ${nameStatements(by)} ${
    by.length > 1 ? 'deny' : 'denies'
  } it.`;
}

export function explainRefusal(request: Request, refusedBy: RefusedBy): string {
  return `${refusal(request)}: ${causeOf(request, refusedBy)}.`;
}

export function explainConditional(
  request: Request,
  by: readonly StatementReference[],
  missing: readonly string[],
): string {
  const may = `whether ${nameCaller(
    request.caller.principal,
  )} may do ${nameAccess(request)}`;
  return `It hangs on ${join(missing)} ${may}: so ${
    by.length > 1 ? 'say' : 'says'
  } ${nameStatements(by)}.`;
}

/** Names a caller at the beginning of a sentence or within. */
export function nameCaller(principal: Principal): string {
  switch (principal.kind) {
    case 'role':
    case 'assumed-role':
    case 'user':
      return principal.arn;
    case 'root':
      return `the root user of account ${principal.accountId}`;
    case 'web-identity':
      return `a token of ${principal.providerArn}`;
    case 'service':
      return `the service ${principal.service}`;
    case 'anonymous':
      return 'an anonymous caller';
    default:
      return unreachable(principal);
  }
}

function causeOf(request: Request, refusedBy: RefusedBy): string {
  switch (refusedBy) {
    case 'implicit-deny':
      return 'no policy allows it';
    case 'own-policies':
      return request.crossesAccounts
        ? `the ${guardOf(request)} in account ${
            request.target.resourceAccount
          } allows it, but no policy of its own does, and both must`
        : `the ${guardOf(
            request,
          )} leaves it to the policies of the account, and no policy of its own allows it`;
    case 'resource-policy':
      return `its own policies allow it, but no policy of the resource in account ${request.target.resourceAccount} does`;
    case 'trust-policy':
      return "the role's trust policy does not allow it";
    case 'boundary':
      return 'the permissions boundary does not allow it';
    case 'session-policy':
      return 'the session policy does not allow it';
    case 'scp':
      return 'the service control policies of the organisation do not allow it';
    default:
      return unreachable(refusedBy);
  }
}

function guardOf({ action }: Request): string {
  return KIND_NAMES[action.isAssumption ? 'trust' : 'resource'];
}

function refusal(request: Request): string {
  return `${nameCaller(request.caller.principal)} may not do ${nameAccess(
    request,
  )}`;
}

function nameAccess(request: Request): string {
  const { asked } = request.action;
  const { resource } = request.target;
  return resource === '*' ? asked : `${asked} on ${resource}`;
}

function nameStatements(references: readonly StatementReference[]): string {
  return join(references.map(nameStatement));
}

function nameStatement({
  policy,
  kind,
  statement,
  sid,
  origin,
}: StatementReference): string {
  const known = origin?.statementLines?.[statement] ?? origin?.line;
  const line = known === undefined ? '' : `:${known}`;
  const place = origin?.file === undefined ? '' : ` (${origin.file}${line})`;
  const name =
    sid === undefined
      ? `statement ${statement}`
      : `statement ${statement} (${sid})`;
  return `${name} of ${KIND_NAMES[kind]} ${policy}${place}`;
}

function join(items: readonly string[]): string {
  const last = items[items.length - 1] ?? '';
  return items.length < 2
    ? last
    : `${items.slice(0, -1).join(', ')} and ${last}`;
}

function unreachable(value: never): never {
  throw new Error(`Unexpected ${JSON.stringify(value)}`);
}
