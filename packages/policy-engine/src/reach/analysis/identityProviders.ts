import { CompiledPolicy, statementsOf } from '../../documents/CompiledPolicy';

/** Providers that AWS knows without an account's doing, and the key of the bearer of their tokens. (AWS: "Available keys for AWS web identity federation".) */
const WELL_KNOWN: ReadonlyMap<string, string> = new Map([
  ['accounts.google.com', 'accounts.google.com:sub'],
  ['cognito-identity.amazonaws.com', 'cognito-identity.amazonaws.com:sub'],
  ['graph.facebook.com', 'graph.facebook.com:id'],
  ['www.amazon.com', 'www.amazon.com:user_id'],
]);

/** What stands before the keys of services. */
const SERVICES = new Set(['aws', 'sts', 's3', 'iam']);

const SAML = 'saml';

/** How the tokens or assertions of an identity provider are told apart. */
export interface IdentityProvider {
  /** ARN, or domain of a provider that AWS knows. */
  readonly arn: string;
  /** What its condition keys begin with. */
  readonly issuer: string;
  /** Condition key of the bearer. */
  readonly subjectKey: string;
  /** The action that takes its tokens. */
  readonly action: 'sts:AssumeRoleWithWebIdentity' | 'sts:AssumeRoleWithSAML';
}

/** (AWS: "Available keys for AWS web identity federation", "Available keys for SAML-based AWS STS federation".) */
export function identityProvider(arn: string): IdentityProvider {
  if (arn.includes(':saml-provider/')) {
    const action = 'sts:AssumeRoleWithSAML';
    return { arn, issuer: SAML, subjectKey: `${SAML}:sub`, action };
  }
  const issuer = arn.split(':oidc-provider/')[1] ?? arn;
  return {
    arn,
    issuer,
    subjectKey: WELL_KNOWN.get(issuer) ?? `${issuer}:sub`,
    action: 'sts:AssumeRoleWithWebIdentity',
  };
}

/**
 * Providers of which one stands for every provider that a statement for everybody can mean: those given, those that AWS
 * knows, those whose keys the policy compares, and some SAML provider.
 *
 * @param accountId - account of the role
 */
export function possibleProviders(
  given: readonly string[],
  policy: CompiledPolicy,
  partition: string,
  accountId: string,
): readonly IdentityProvider[] {
  const iam = `arn:${partition}:iam::${accountId}`;
  const known = new Set([
    SAML,
    ...WELL_KNOWN.keys(),
    ...given.map(arn => identityProvider(arn).issuer.toLowerCase()),
  ]);
  const compared = tokenKeys(policy)
    .map(issuerOf)
    .filter(issuer => !known.has(issuer))
    .map(issuer => `${iam}:oidc-provider/${issuer}`);
  const arns = new Set([
    ...given,
    ...compared,
    ...WELL_KNOWN.keys(),
    `${iam}:saml-provider/any`,
  ]);
  return [...arns].map(identityProvider);
}

/** The keys of a policy that the tokens of a provider never have, because they are another's. */
export function keysOfOthers(
  { issuer }: IdentityProvider,
  policy: CompiledPolicy,
): readonly string[] {
  return tokenKeys(policy).filter(
    key => issuerOf(key) !== issuer.toLowerCase(),
  );
}

/** Condition keys that come from tokens and assertions, in lower case. */
function tokenKeys(policy: CompiledPolicy): readonly string[] {
  const keys = statementsOf(policy)
    .flatMap(({ conditions }) => conditions)
    .map(({ key }) => key.toLowerCase())
    .filter(key => {
      const issuer = issuerOf(key);
      return (
        !SERVICES.has(key.slice(0, key.indexOf(':'))) &&
        (issuer === SAML || /[./:]/.test(issuer))
      );
    });
  return [...new Set(keys)];
}

function issuerOf(key: string): string {
  return key.slice(0, key.lastIndexOf(':')).toLowerCase();
}
