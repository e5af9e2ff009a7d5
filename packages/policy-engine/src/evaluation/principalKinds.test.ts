import {
  aUser,
  OBJECT,
  OTHER,
  OWN,
  policy,
  roleArn,
  statement,
} from '../__fixtures__/documents';
import { ApplicablePolicies, evaluate, Principal } from '..';

const FEDERATED_USER = `arn:aws:sts::${OWN}:federated-user/ann`;
const ORIGIN_ACCESS_IDENTITY =
  'arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity EH1HDMB1FH2TC';
const OIDC = `arn:aws:iam::${OWN}:oidc-provider/oidc.eks.eu-west-3.amazonaws.com/id/AB12`;
const SAML = `arn:aws:iam::${OWN}:saml-provider/adfs`;

const federatedUser: Principal = { kind: 'user', arn: FEDERATED_USER };
const cloudFront: Principal = {
  kind: 'service',
  service: ORIGIN_ACCESS_IDENTITY,
};

const bucket = (AWS: string) =>
  policy('resource', statement({ Principal: { AWS } }));

function reasonFor(
  principal: Principal,
  policies: ApplicablePolicies,
  resourceAccount = OWN,
) {
  return evaluate(
    { principal, action: 's3:GetObject', resource: OBJECT, resourceAccount },
    policies,
    { contextComplete: true },
  ).reason;
}

describe('AWS: "AWS JSON policy elements: Principal", federated users', () => {
  it.each<
    [
      what: string,
      principal: Principal,
      policies: ApplicablePolicies,
      reason: string,
    ]
  >([
    [
      'is allowed by a bucket policy that names it',
      federatedUser,
      { resource: bucket(FEDERATED_USER) },
      'allowed',
    ],
    [
      'is not limited by a boundary there',
      federatedUser,
      { resource: bucket(FEDERATED_USER), boundary: [] },
      'allowed',
    ],
    [
      'is not the user of the same name',
      aUser('ann'),
      { resource: bucket(FEDERATED_USER) },
      'implicit-deny',
    ],
    [
      'is within its session policy',
      federatedUser,
      { identity: [policy('identity', statement())], session: [] },
      'session-policy',
    ],
  ])('%s', (_, principal, policies, reason) => {
    expect(reasonFor(principal, policies)).toBe(reason);
  });

  it.each([
    `arn:aws:sts::${OWN}:federated-user/`,
    `arn:aws:sts::${OWN}:federated-user/a/b`,
    'arn:aws:sts::me:federated-user/ann',
    `arn:aws:iam::${OWN}:federated-user/ann`,
  ])('does not take %s for a caller', arn => {
    expect(() => reasonFor({ kind: 'user', arn }, {})).toThrow(
      expect.objectContaining({ code: 'malformed-principal' }),
    );
  });
});

describe('AWS: "Restrict access to an Amazon S3 origin", origin access identities', () => {
  it('lets in the identity that a bucket policy names, and nobody else', () => {
    const resource = bucket(ORIGIN_ACCESS_IDENTITY);
    expect(reasonFor(cloudFront, { resource })).toBe('allowed');
    expect(
      reasonFor(
        { kind: 'service', service: 'cloudfront.amazonaws.com' },
        { resource },
      ),
    ).toBe('implicit-deny');
    expect(reasonFor(aUser('ann'), { resource })).toBe('implicit-deny');
  });

  it.each([
    'arn:aws:iam::cloudfront:user/ann',
    'arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity ',
    'arn:aws:sts::cloudfront:user/CloudFront Origin Access Identity E1',
  ])('refuses %s', arn => {
    expect(() => bucket(arn)).toThrow(
      expect.objectContaining({ code: 'malformed-principal' }),
    );
  });
});

describe('AWS: "AssumeRoleWithSAML"', () => {
  const ask = (providerArn: string, action: string, trusted: string) =>
    evaluate(
      {
        principal: { kind: 'web-identity', providerArn },
        action,
        resource: roleArn('gha1'),
      },
      {
        resource: policy('trust', {
          Effect: 'Allow',
          Principal: { Federated: trusted },
          Action: 'sts:*',
        }),
      },
      { contextComplete: true },
    );

  it.each([
    [SAML, 'sts:AssumeRoleWithSAML', SAML, 'allow'],
    [SAML, 'sts:TagSession', SAML, 'allow'],
    [SAML, 'sts:AssumeRoleWithWebIdentity', SAML, 'deny'],
    [SAML, 'sts:AssumeRoleWithSAML', OIDC, 'deny'],
    [OIDC, 'sts:AssumeRoleWithSAML', OIDC, 'deny'],
    [OIDC, 'sts:AssumeRoleWithWebIdentity', OIDC, 'allow'],
    [
      'accounts.google.com',
      'sts:AssumeRoleWithWebIdentity',
      'accounts.google.com',
      'allow',
    ],
    [
      'accounts.google.com',
      'sts:AssumeRoleWithSAML',
      'accounts.google.com',
      'deny',
    ],
  ])('%s: %s by a trust in %s: %s', (provider, action, trusted, verdict) => {
    expect(ask(provider, action, trusted).verdict).toBe(verdict);
  });

  it('says that the token is of the wrong kind', () => {
    expect(ask(OIDC, 'sts:AssumeRoleWithSAML', OIDC).explanation).toBe(
      `a token of ${OIDC} may not do sts:AssumeRoleWithSAML, which needs a token of another kind of provider.`,
    );
  });
});

describe('AWS: "IAM policy elements: Variables and tags", principal key values', () => {
  it.each<[Principal, key: string, value: string | undefined]>([
    [federatedUser, 'aws:PrincipalType', 'FederatedUser'],
    [federatedUser, 'aws:userid', `${OWN}:ann`],
    [federatedUser, 'aws:PrincipalArn', FEDERATED_USER],
    [federatedUser, 'aws:username', undefined],
    [aUser('ann'), 'aws:PrincipalType', 'User'],
    [aUser('ann'), 'aws:username', 'ann'],
    [{ kind: 'root', accountId: OWN }, 'aws:userid', OWN],
    [{ kind: 'root', accountId: OTHER }, 'aws:PrincipalType', 'Account'],
    [{ kind: 'anonymous' }, 'aws:userid', 'anonymous'],
  ])('of %j: %s is %s', (principal, key, value) => {
    const Condition =
      value === undefined
        ? { Null: { [key]: 'true' } }
        : { StringEquals: { [key]: value } };
    const decision = evaluate(
      {
        principal,
        action: 's3:GetObject',
        resource: OBJECT,
        resourceAccount: OWN,
      },
      {
        resource: policy(
          'resource',
          statement({ Effect: 'Deny', Principal: '*', Condition }),
        ),
      },
      { contextComplete: false },
    );
    expect(decision.reason).toBe('explicit-deny');
  });
});
