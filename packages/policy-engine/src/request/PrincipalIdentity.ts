import { isAccountId, parseArn } from '../arn';
import type { Principal } from './AccessRequest';
import { InvalidRequestError } from './InvalidRequestError';

/** A session of a role: its name, or that any name is possible. */
export interface RoleSession {
  readonly roleName: string;
  readonly sessionArn?: string;
}

/**
 * A principal as policies see it: what it may be named by.
 */
export interface PrincipalIdentity {
  readonly kind: Principal['kind'];
  /** Absent for services, web identities and anonymous callers, which belong to no account. */
  readonly accountId?: string;
  /** IAM ARN of the user, role or account root. */
  readonly arn?: string;
  readonly session?: RoleSession;
  /** Of a user, without its path. */
  readonly userName?: string;
  /** Of a federated user: the name that was given to its session. */
  readonly federatedName?: string;
  readonly service?: string;
  readonly providerArn?: string;
}

/**
 * @param partition - partition of the requested resource, for principals that are given without an ARN
 * @throws {@link InvalidRequestError} when the principal's ARN, account or service is malformed
 */
export function identifyPrincipal(
  principal: Principal,
  partition: string,
): PrincipalIdentity {
  switch (principal.kind) {
    case 'role': {
      const role = parseIam(principal.arn, 'role/', 'principal.arn');
      return {
        kind: 'role',
        accountId: role.accountId,
        arn: principal.arn,
        session: { roleName: role.name },
      };
    }
    case 'assumed-role':
      return identifySession(principal.arn, principal.roleArn);
    case 'user':
      return identifyUser(principal.arn);
    case 'root':
      if (!isAccountId(principal.accountId)) {
        refuse(
          'malformed-account',
          'principal.accountId',
          `"${principal.accountId}" is not an account id`,
        );
      }
      return {
        kind: 'root',
        accountId: principal.accountId,
        arn: `arn:${partition}:iam::${principal.accountId}:root`,
      };
    case 'web-identity':
      return { kind: 'web-identity', providerArn: principal.providerArn };
    case 'service':
      return { kind: 'service', service: principal.service };
    case 'anonymous':
      return { kind: 'anonymous' };
    default:
      return unreachable(principal);
  }
}

function identifyUser(arn: string): PrincipalIdentity {
  const { service, accountId, resource } = parsePrincipalArn(
    arn,
    'principal.arn',
  );
  const [type, federatedName, ...rest] = resource.split('/');
  if (
    service === 'sts' &&
    type === 'federated-user' &&
    federatedName &&
    rest.length === 0 &&
    isAccountId(accountId)
  ) {
    return { kind: 'user', accountId, arn, federatedName };
  }
  const { name: userName } = parseIam(arn, 'user/', 'principal.arn');
  return { kind: 'user', accountId, arn, userName };
}

function identifySession(
  sessionArn: string,
  roleArn: string,
): PrincipalIdentity {
  const role = parseIam(roleArn, 'role/', 'principal.roleArn');
  const session = parsePrincipalArn(sessionArn, 'principal.arn');
  const [type, roleName, sessionName, ...rest] = session.resource.split('/');
  const isSession =
    session.service === 'sts' &&
    type === 'assumed-role' &&
    sessionName &&
    rest.length === 0;
  if (
    !isSession ||
    session.accountId !== role.accountId ||
    roleName !== role.name
  ) {
    refuse(
      'malformed-principal',
      'principal.arn',
      `"${sessionArn}" is not a session of ${roleArn}`,
    );
  }
  return {
    kind: 'assumed-role',
    accountId: role.accountId,
    arn: roleArn,
    session: { roleName: role.name, sessionArn },
  };
}

/** The name is what follows the path: sessions are named without it. */
function parseIam(
  arn: string,
  prefix: 'role/' | 'user/',
  path: string,
): { accountId: string; name: string } {
  const { service, accountId, resource } = parsePrincipalArn(arn, path);
  const name = resource.slice(resource.lastIndexOf('/') + 1);
  if (
    service !== 'iam' ||
    !isAccountId(accountId) ||
    !resource.startsWith(prefix) ||
    name === ''
  ) {
    refuse(
      'malformed-principal',
      path,
      `"${arn}" is not the ARN of a ${prefix.slice(0, -1)}`,
    );
  }
  return { accountId, name };
}

function parsePrincipalArn(arn: string, path: string) {
  try {
    return parseArn(arn);
  } catch {
    return refuse('malformed-principal', path, `"${arn}" is not an ARN`);
  }
}

function refuse(
  code: 'malformed-principal' | 'malformed-account',
  path: string,
  problem: string,
): never {
  throw new InvalidRequestError(code, path, problem);
}

function unreachable(principal: never): never {
  throw new InvalidRequestError(
    'malformed-principal',
    'principal',
    `unknown kind in ${JSON.stringify(principal)}`,
  );
}
