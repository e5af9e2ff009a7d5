import { Arn, isAccountId, MalformedArnError, parseArn } from '../arn';
import { PolicyParseError } from '../parsing/PolicyParseError';
import { itemPath, objectOf, stringsOf } from '../parsing/values';

/**
 * A principal that a statement names. A federated user is named as a user is, and the identity with which CloudFront
 * fetches from a bucket as a service: it belongs to no account of a customer.
 *
 * `nobody` is the unique id that IAM shows in place of a user or role that was deleted: it matches no one any more.
 */
export type NamedPrincipal =
  | { readonly kind: 'everyone' }
  | { readonly kind: 'account'; readonly accountId: string }
  | { readonly kind: 'role'; readonly arn: string }
  | { readonly kind: 'user'; readonly arn: string }
  | {
      readonly kind: 'session';
      readonly arn: string;
      readonly accountId: string;
      readonly roleName: string;
    }
  | { readonly kind: 'service'; readonly service: string }
  | { readonly kind: 'provider'; readonly provider: string }
  | { readonly kind: 'nobody'; readonly id: string };

const UNIQUE_ID = /^A[A-Z0-9]{3}[A-Z0-9]{12,124}$/;
/** Role or user with an optional path. (AWS: "IAM and AWS STS quotas", requirements for names and paths.) */
const IDENTITY = /^(role|user)\/(?:[!-~]+\/)?[\w+=,.@-]+$/;
const SESSION = /^assumed-role\/([\w+=,.@-]+)\/[\w+=,.@-]+$/;
const FEDERATED_USER = /^federated-user\/[\w+=,.@-]+$/;
/** (AWS: "Restrict access to an Amazon S3 origin" in the Amazon CloudFront Developer Guide.) */
const ORIGIN_ACCESS_IDENTITY =
  /^user\/CloudFront Origin Access Identity [A-Z0-9]+$/;
const PROVIDER = /^(?:oidc|saml)-provider\/[!-~]+$/;
const PARTITION = /^[a-z0-9-]+$/;
const DOMAIN = /^[a-z0-9-]+(\.[a-z0-9-]+)+$/;

const EVERYONE: NamedPrincipal = { kind: 'everyone' };

type PrincipalParser = (text: string, path: string) => NamedPrincipal;

const PARSERS: ReadonlyMap<string, PrincipalParser> = new Map([
  ['AWS', parseAws],
  ['Federated', parseFederated],
  ['Service', parseService],
]);

/**
 * Parses the `Principal` or `NotPrincipal` element: `"*"`, or an object with `AWS`, `Federated` or `Service`.
 * Canonical user ids are refused: which account one belongs to cannot be told from the document.
 * (AWS: "AWS JSON policy elements: Principal".)
 *
 * @throws {@link PolicyParseError} `malformed-principal`, `unsupported-principal`, `wildcard-in-principal`
 */
export function parsePrincipals(
  value: unknown,
  path: string,
): NamedPrincipal[] {
  if (value === '*') {
    return [EVERYONE];
  }
  const members = objectOf(value, path);
  const types = Object.keys(members);
  if (types.length === 0) {
    throw new PolicyParseError('empty', path, 'names no principal');
  }
  const [first, ...others] = types.map(type =>
    parseType(type, members[type], `${path}.${type}`),
  );
  return others.length === 0 && first ? first : [first ?? [], ...others].flat();
}

function parseType(
  type: string,
  names: unknown,
  path: string,
): NamedPrincipal[] {
  const parse = PARSERS.get(type);
  if (!parse) {
    throw new PolicyParseError(
      'unsupported-principal',
      path,
      `"${type}" principals are not understood; use AWS, Federated or Service`,
    );
  }
  return stringsOf(names, path).map((text, i) =>
    parse(text, itemPath(names, path, i)),
  );
}

function parseAws(text: string, path: string): NamedPrincipal {
  if (text === '*') {
    return EVERYONE;
  }
  if (isAccountId(text)) {
    return { kind: 'account', accountId: text };
  }
  if (UNIQUE_ID.test(text)) {
    return { kind: 'nobody', id: text };
  }
  refuseWildcard(text, path);
  const { service, accountId, resource } = parsePrincipalArn(text, path);
  if (isAccountId(accountId)) {
    if (service === 'iam' && resource === 'root') {
      return { kind: 'account', accountId };
    }
    const [, identity] = service === 'iam' ? IDENTITY.exec(resource) ?? [] : [];
    if (identity === 'role' || identity === 'user') {
      return { kind: identity, arn: text };
    }
    const [, roleName] = service === 'sts' ? SESSION.exec(resource) ?? [] : [];
    if (roleName !== undefined) {
      return { kind: 'session', arn: text, accountId, roleName };
    }
    if (service === 'sts' && FEDERATED_USER.test(resource)) {
      return { kind: 'user', arn: text };
    }
  }
  if (
    service === 'iam' &&
    accountId === 'cloudfront' &&
    ORIGIN_ACCESS_IDENTITY.test(resource)
  ) {
    return { kind: 'service', service: text };
  }
  throw new PolicyParseError(
    'malformed-principal',
    path,
    `"${text}" is no account, user, role or role session`,
  );
}

function parseFederated(text: string, path: string): NamedPrincipal {
  refuseWildcard(text, path);
  if (DOMAIN.test(text)) {
    return { kind: 'provider', provider: text };
  }
  const { service, accountId, resource } = parsePrincipalArn(text, path);
  if (
    service !== 'iam' ||
    !isAccountId(accountId) ||
    !PROVIDER.test(resource)
  ) {
    throw new PolicyParseError(
      'malformed-principal',
      path,
      `"${text}" is no identity provider`,
    );
  }
  return { kind: 'provider', provider: text };
}

function parseService(text: string, path: string): NamedPrincipal {
  refuseWildcard(text, path);
  if (!DOMAIN.test(text)) {
    throw new PolicyParseError(
      'malformed-principal',
      path,
      `"${text}" is no service, such as pods.eks.amazonaws.com`,
    );
  }
  return { kind: 'service', service: text };
}

function refuseWildcard(text: string, path: string): void {
  if (/[*?]/.test(text)) {
    throw new PolicyParseError(
      'wildcard-in-principal',
      path,
      `"${text}" holds a wildcard; only "*" alone may stand for principals`,
    );
  }
}

function parsePrincipalArn(text: string, path: string) {
  const arn = readArn(text);
  if (!arn || !PARTITION.test(arn.partition) || arn.region !== '') {
    throw new PolicyParseError(
      'malformed-principal',
      path,
      `"${text}" is neither an account id nor the ARN of something that is in no region`,
    );
  }
  return arn;
}

function readArn(text: string): Arn | undefined {
  try {
    return parseArn(text);
  } catch (error) {
    if (error instanceof MalformedArnError) {
      return undefined;
    }
    throw error;
  }
}
