import {
  isAccountId,
  parseArn,
  type Principal,
} from '@corridors/policy-engine';
import { LineError } from './LineError';
import { describe, isObject, membersOf, textOf } from './members';
import { roleOfSession, type SessionArn } from './roleOfSession';

const PATH = 'request.principal';

const FORMS =
  'Give the ARN of a role, role session, user or account root, {"service": …}, {"federated": …} or "anonymous".';

/** What tells the path of a session's role, which its ARN leaves out. */
export interface SessionClues {
  /** `aws:PrincipalArn` of the given context. */
  readonly principalArn?: string;
  /** The bucket or trust policy as it was given. */
  readonly resourceDocument?: unknown;
}

/**
 * Reads who asks.
 *
 * @throws {@link LineError} `malformed-principal`, `unsupported-principal`
 */
export function readPrincipal(value: unknown, clues: SessionClues): Principal {
  if (typeof value === 'string') {
    return value === 'anonymous' ? { kind: 'anonymous' } : ofArn(value, clues);
  }
  if (!isObject(value)) {
    throw new LineError(
      'invalid-type',
      PATH,
      `Expected a text or an object, got ${describe(value)}. ${FORMS}`,
    );
  }
  const members = membersOf(value, PATH, ['service', 'federated']);
  if (members.size !== 1) {
    throw new LineError(
      'malformed-principal',
      PATH,
      `Expected one of "service" and "federated". ${FORMS}`,
    );
  }
  return members.has('service')
    ? { kind: 'service', service: serviceOf(textOf(members, 'service', PATH)) }
    : {
        kind: 'web-identity',
        providerArn: providerOf(textOf(members, 'federated', PATH)),
      };
}

function ofArn(arn: string, clues: SessionClues): Principal {
  const { partition, service, region, accountId, resource } = partsOf(arn);
  const [type = '', name, session, ...rest] = resource.split('/');
  if (region !== '' || !isAccountId(accountId)) {
    throw malformed(arn);
  }
  switch (`${service}:${type}`) {
    case 'iam:root':
      if (name !== undefined) {
        throw malformed(arn);
      }
      return { kind: 'root', accountId };
    case 'iam:role':
    case 'iam:user':
      if (!isNamed(resource)) {
        throw malformed(arn);
      }
      return { kind: type === 'role' ? 'role' : 'user', arn };
    case 'sts:assumed-role': {
      if (!name || !session || rest.length > 0) {
        throw malformed(arn);
      }
      const parts: SessionArn = { arn, partition, accountId, roleName: name };
      return {
        kind: 'assumed-role',
        arn,
        roleArn: roleOfSession(parts, clues),
      };
    }
    case 'sts:federated-user':
      throw unsupported(
        `Sessions of GetFederationToken ("${arn}") are not evaluated.`,
      );
    case 'iam:oidc-provider':
    case 'iam:saml-provider':
      throw unsupported(
        `"${arn}" is an identity provider; give {"federated": "${arn}"} for the bearer of one of its tokens.`,
      );
    default:
      throw unsupported(`"${arn}" is nobody who sends requests. ${FORMS}`);
  }
}

function partsOf(arn: string) {
  try {
    return parseArn(arn);
  } catch {
    throw malformed(arn);
  }
}

/** Neither path nor name is empty: `role/path/name`. */
function isNamed(resource: string): boolean {
  return resource.split('/').every(part => part !== '');
}

function serviceOf(service: string): string {
  if (!/^[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(service)) {
    throw new LineError(
      'malformed-principal',
      `${PATH}.service`,
      `"${service}" is no service, such as "pods.eks.amazonaws.com".`,
    );
  }
  return service;
}

function providerOf(arn: string): string {
  const isProvider =
    /^arn:[^:]+:iam::\d{12}:(oidc|saml)-provider\/./.test(arn) ||
    /^[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(arn);
  if (!isProvider) {
    throw new LineError(
      'malformed-principal',
      `${PATH}.federated`,
      `"${arn}" is no identity provider, such as "arn:aws:iam::111122223333:oidc-provider/oidc.example".`,
    );
  }
  return arn;
}

function malformed(arn: string): LineError {
  return new LineError(
    'malformed-principal',
    PATH,
    `"${arn}" does not say who asks. ${FORMS}`,
  );
}

function unsupported(message: string): LineError {
  return new LineError('unsupported-principal', PATH, message);
}
