import { WATCHED_ACTIONS } from './actions/watchedActions';
import { compileAccessModel } from './compileAccessModel';
import { findTrespasses } from './findTrespasses';
import { principalKey } from './principalKey';
import {
  ISSUER,
  Json,
  OWN,
  PROVIDER,
  SmallFleet,
  smallFleet,
  source,
  withBucket,
} from './__fixtures__/smallFleet';
import { trusting } from './__fixtures__/tell';

const SAML = `arn:aws:iam::${OWN}:saml-provider/okta`;
const ACTIONS = [...WATCHED_ACTIONS, 'sts:AssumeRoleWithSAML'];

function guestsOf(fleet: SmallFleet): string[] {
  const { model, territories, permissions, context } = fleet;
  return findTrespasses(compileAccessModel(model), {
    territories,
    permissions,
    context,
    actions: ACTIONS,
  }).trespasses.map(({ region: { principal, verdict, action, missingKeys } }) =>
    [principalKey(principal), action, verdict, ...missingKeys].join(' '),
  );
}

const web = 'sts:AssumeRoleWithWebIdentity';
const saml = 'sts:AssumeRoleWithSAML';

const trust = (
  Principal: unknown,
  Action: unknown,
  Condition: Json = {},
): SmallFleet => trusting({ Effect: 'Allow', Principal, Action, Condition });

const subject = (name: string): Json => ({
  StringEquals: { [`${ISSUER}:sub`]: `system:serviceaccount:${name}:${name}` },
});

describe('findTrespasses by tokens and assertions', () => {
  it.each([
    'accounts.google.com',
    'cognito-identity.amazonaws.com',
    'graph.facebook.com',
    'www.amazon.com',
  ])('looks at tokens of %s, which AWS knows', provider => {
    expect(guestsOf(trust({ Federated: provider }, web))).toEqual([
      `web-identity ${provider} ${web} allow`,
    ]);
    expect(
      guestsOf(
        trust({ Federated: provider }, web, {
          StringEquals: { [`${provider}:aud`]: 'app' },
        }),
      ),
    ).toEqual([`web-identity ${provider} ${web} conditional ${provider}:aud`]);
  });

  it.each<[string, SmallFleet, string[]]>([
    [
      'one bearer of a Google account',
      trust({ Federated: 'accounts.google.com' }, web, {
        StringEquals: { 'accounts.google.com:sub': '123' },
      }),
      [`web-identity accounts.google.com ${web} allow`],
    ],
    [
      'one bearer of a Facebook account',
      trust({ Federated: 'graph.facebook.com' }, web, {
        StringEquals: { 'graph.facebook.com:id': '123' },
      }),
      [`web-identity graph.facebook.com ${web} allow`],
    ],
    [
      'assertions of a SAML provider',
      trust({ Federated: SAML }, saml),
      [`web-identity ${SAML} ${saml} allow`],
    ],
    [
      'assertions for the console',
      trust({ Federated: SAML }, saml, {
        StringEquals: { 'saml:aud': 'https://signin.aws.amazon.com/saml' },
      }),
      [`web-identity ${SAML} ${saml} conditional saml:aud`],
    ],
    ['assertions as tokens', trust({ Federated: SAML }, web), []],
    ['tokens as assertions', trust({ Federated: PROVIDER }, saml), []],
    [
      'tokens of everybody',
      trust('*', web),
      [`web-identity ${PROVIDER} ${web} allow`],
    ],
    [
      'assertions of everybody',
      trust('*', saml),
      [`web-identity arn:aws:iam::${OWN}:saml-provider/any ${saml} allow`],
    ],
    ['tokens of its own workload', trust('*', web, subject('gha2')), []],
    [
      'tokens of another’s workload',
      trust('*', web, subject('gha1')),
      [`web-identity ${PROVIDER} ${web} allow`],
    ],
    [
      'tokens of a repository',
      trust('*', web, {
        StringLike: {
          'token.actions.githubusercontent.com:sub': 'repo:acme/*',
        },
      }),
      [
        `web-identity arn:aws:iam::${OWN}:oidc-provider/token.actions.githubusercontent.com ${web} allow`,
      ],
    ],
    [
      'tokens that lack a claim',
      trust('*', web, { Null: { [`${ISSUER}:sub`]: 'true' } }),
      [`web-identity accounts.google.com ${web} allow`],
    ],
  ])('looks at a trust that takes %s', (_, fleet, expected) => {
    expect(guestsOf(fleet)).toEqual(expected);
  });

  it.each([
    ['of the cluster', PROVIDER],
    ['that AWS knows', 'cognito-identity.amazonaws.com'],
    ['of assertions', SAML],
  ])(
    'says that nobody knows whom a bucket policy lets in that names a provider %s',
    (_, Federated) => {
      const fleet = withBucket(smallFleet(), 'gha2-primary', {
        policy: source('gha2-primary', {
          Effect: 'Allow',
          Principal: { Federated },
          Action: 's3:GetObject',
          Resource: 'arn:aws:s3:::gha2-primary/*',
        }),
      });
      expect(guestsOf(fleet)).toEqual([
        `web-identity ${Federated} s3:GetObject not-understood`,
      ]);
      const { trespasses } = findTrespasses(compileAccessModel(fleet.model), {
        ...fleet,
      });
      expect(trespasses).toMatchObject([
        {
          territory: 'gha2',
          region: {
            audience: 'such-principals',
            decidedBy: [{ kind: 'resource', statement: 0 }],
            explanation: expect.stringContaining('every role that is taken'),
          },
        },
      ]);
    },
  );

  it('says that nobody knows who assumes a role as a session of a provider', () => {
    const both = ['sts:AssumeRole', web];
    expect(
      guestsOf(trust({ Federated: PROVIDER }, both, subject('gha2'))),
    ).toEqual([]);
    expect(guestsOf(trust({ Federated: PROVIDER }, 'sts:AssumeRole'))).toEqual([
      `web-identity ${PROVIDER} sts:AssumeRole not-understood`,
    ]);
  });

  it('looks at nobody but whom it was asked about', () => {
    const { model, ...options } = trust('*', [web, 'sts:AssumeRole']);
    const { trespasses } = findTrespasses(compileAccessModel(model), {
      ...options,
      principals: [{ kind: 'anonymous' }],
    });
    expect(trespasses).toEqual([]);
  });
});

describe('findTrespasses by EKS Pod Identity', () => {
  const pods = trust({ Service: 'pods.eks.amazonaws.com' }, [
    'sts:AssumeRole',
    'sts:TagSession',
  ]);
  const service = 'service pods.eks.amazonaws.com sts:AssumeRole';
  const withModel = (more: Partial<SmallFleet['model']>): SmallFleet => ({
    ...pods,
    model: { ...pods.model, ...more },
  });

  it('says that nobody knows the workloads where associations are not listed', () => {
    expect(guestsOf(pods)).toEqual([`${service} not-understood`]);
  });

  it('says so where they could not be read', () => {
    const unread = withModel({
      podIdentityAssociations: [],
      gaps: [
        {
          part: 'pod-identity-associations',
          subject: 'analytics',
          cause: 'access-denied',
          message: 'ListPodIdentityAssociations: AccessDenied',
        },
      ],
    });
    expect(guestsOf(unread)).toEqual([`${service} not-understood`]);
  });

  it('finds nobody where there are none', () => {
    expect(guestsOf(withModel({ podIdentityAssociations: [] }))).toEqual([]);
  });
});
