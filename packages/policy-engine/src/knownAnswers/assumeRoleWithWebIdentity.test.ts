import {
  aRole,
  OWN,
  policy,
  rootArn,
  Statement,
  statement,
} from '../__fixtures__/documents';
import { ApplicablePolicies, evaluate, Principal } from '..';
import { ask, ISSUER, PROVIDER, TARGET, trust } from '../__fixtures__/assuming';

describe('AWS: "AssumeRoleWithWebIdentity" and "Creating a role for OpenID Connect federation"', () => {
  const token: Principal = { kind: 'web-identity', providerArn: PROVIDER };
  const webTrust = (condition?: unknown, over: Statement = {}) =>
    trust({
      Principal: { Federated: PROVIDER },
      Action: 'sts:AssumeRoleWithWebIdentity',
      ...(condition ? { Condition: condition } : {}),
      ...over,
    });
  const exact = {
    StringEquals: {
      [`${ISSUER}:sub`]: 'system:serviceaccount:gha1:gha1',
      [`${ISSUER}:aud`]: 'sts.amazonaws.com',
    },
  };
  const claims = (
    sub: string,
    aud: string | string[] = 'sts.amazonaws.com',
  ) => ({
    [`${ISSUER}:sub`]: sub,
    [`${ISSUER}:aud`]: aud,
  });
  const own = claims('system:serviceaccount:gha1:gha1');
  const wild = {
    StringLike: { [`${ISSUER}:sub`]: 'system:serviceaccount:gha1*:*' },
  };

  type WebRow = [
    string,
    ApplicablePolicies,
    Record<string, string | string[]>,
    'allow' | 'deny',
  ];
  const rows: WebRow[] = [
    ['the right subject and audience', webTrust(exact), own, 'allow'],
    [
      'another namespace',
      webTrust(exact),
      claims('system:serviceaccount:gha2:gha1'),
      'deny',
    ],
    [
      'another audience',
      webTrust(exact),
      claims('system:serviceaccount:gha1:gha1', 'vault'),
      'deny',
    ],
    [
      'another provider',
      webTrust(exact, { Principal: { Federated: `${PROVIDER}0` } }),
      own,
      'deny',
    ],
    [
      'a provider that AWS knows by its domain, which this is not',
      webTrust(exact, { Principal: { Federated: 'accounts.google.com' } }),
      own,
      'deny',
    ],
    [
      'the keys of another issuer',
      webTrust({
        StringEquals: {
          'other.example:sub': 'system:serviceaccount:gha1:gha1',
        },
      }),
      own,
      'deny',
    ],
    [
      'no condition lets every ServiceAccount in',
      webTrust(),
      claims('system:serviceaccount:gha2:any'),
      'allow',
    ],
    [
      'a wildcard subject lets similar namespaces in',
      webTrust(wild),
      claims('system:serviceaccount:gha10:x'),
      'allow',
    ],
    [
      'a wildcard under StringEquals is literal',
      webTrust({
        StringEquals: { [`${ISSUER}:sub`]: 'system:serviceaccount:gha1:*' },
      }),
      own,
      'deny',
    ],
    [
      'the trust allows AssumeRole only',
      webTrust(exact, { Action: 'sts:AssumeRole' }),
      own,
      'deny',
    ],
    [
      'an AWS principal is no provider',
      webTrust(exact, { Principal: { AWS: rootArn() } }),
      own,
      'deny',
    ],
    [
      'a deny wins',
      trust(
        {
          Principal: { Federated: PROVIDER },
          Action: 'sts:AssumeRoleWithWebIdentity',
        },
        { Effect: 'Deny', Principal: '*', Action: 'sts:*' },
      ),
      own,
      'deny',
    ],
    ['no trust policy', {}, own, 'deny'],
    [
      'identity policies have no say',
      {
        ...webTrust(exact),
        identity: [
          policy('identity', statement({ Effect: 'Deny', Action: '*' })),
        ],
      },
      own,
      'allow',
    ],
  ];
  it.each(rows)('%s', (_, policies, context, verdict) => {
    expect(
      ask(
        { principal: token, action: 'sts:AssumeRoleWithWebIdentity', context },
        policies,
      ).verdict,
    ).toBe(verdict);
  });

  it('knows the providers that have no ARN', () => {
    const providerArn = 'accounts.google.com';
    const policies = webTrust(undefined, {
      Principal: { Federated: providerArn },
    });
    expect(
      ask(
        {
          principal: { kind: 'web-identity', providerArn },
          action: 'sts:AssumeRoleWithWebIdentity',
        },
        policies,
      ).verdict,
    ).toBe('allow');
  });

  it('is by no user', () => {
    const decision = evaluate(
      {
        principal: token,
        action: 'sts:AssumeRoleWithWebIdentity',
        resource: TARGET,
      },
      webTrust({ Null: { 'aws:username': 'true' } }),
      { contextComplete: false },
    );
    expect(decision.verdict).toBe('allow');
  });

  it('makes a token good for nothing else', () => {
    expect(
      ask(
        { principal: token, action: 'sts:AssumeRole' },
        trust({ Principal: '*' }),
      ).verdict,
    ).toBe('deny');
    expect(
      ask(
        {
          principal: token,
          action: 's3:GetObject',
          resource: 'arn:aws:s3:::a/b',
          resourceAccount: OWN,
        },
        {},
      ).verdict,
    ).toBe('deny');
  });

  it('may tag the session where the trust allows it', () => {
    const policies = webTrust(exact, {
      Action: ['sts:AssumeRoleWithWebIdentity', 'sts:TagSession'],
    });
    expect(
      ask(
        { principal: token, action: 'sts:TagSession', context: own },
        policies,
      ).verdict,
    ).toBe('allow');
    expect(
      ask(
        { principal: token, action: 'sts:TagSession', context: own },
        webTrust(exact),
      ).verdict,
    ).toBe('deny');
  });

  it('cannot be done without a token', () => {
    const policies = trust({ Principal: '*', Action: 'sts:*' });
    expect(
      ask(
        { principal: aRole(), action: 'sts:AssumeRoleWithWebIdentity' },
        policies,
      ).verdict,
    ).toBe('deny');
  });

  it('is conditional on claims that are not known', () => {
    const decision = evaluate(
      {
        principal: token,
        action: 'sts:AssumeRoleWithWebIdentity',
        resource: TARGET,
      },
      webTrust(exact),
      { contextComplete: false },
    );
    expect(decision.missingKeys).toEqual([`${ISSUER}:sub`, `${ISSUER}:aud`]);
  });
});
