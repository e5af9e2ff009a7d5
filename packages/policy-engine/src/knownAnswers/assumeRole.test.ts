import {
  aRole,
  aSession,
  aUser,
  OTHER,
  OWN,
  policy,
  roleArn,
  rootArn,
  sessionArn,
  Statement,
  statement,
} from '../__fixtures__/documents';
import {
  AccessRequest,
  ApplicablePolicies,
  DecisionReason,
  evaluate,
  Principal,
} from '..';

const TARGET = roleArn('target');
const ISSUER = 'oidc.eks.eu-west-3.amazonaws.com/id/0123456789ABCDEF';
const PROVIDER = `arn:aws:iam::${OWN}:oidc-provider/${ISSUER}`;

const trust = (...statements: Statement[]) => ({
  resource: policy(
    'trust',
    ...statements.map(over => ({
      Effect: 'Allow',
      Action: 'sts:AssumeRole',
      ...over,
    })),
  ),
});
const mayAssume = {
  identity: [
    policy(
      'identity',
      statement({ Action: 'sts:AssumeRole', Resource: TARGET }),
    ),
  ],
};

function ask(
  request: Partial<AccessRequest> & { principal: Principal },
  policies: ApplicablePolicies,
) {
  return evaluate(
    { action: 'sts:AssumeRole', resource: TARGET, ...request },
    policies,
    { contextComplete: true },
  );
}

type Row = [
  what: string,
  principal: Principal,
  policies: ApplicablePolicies,
  reason: DecisionReason,
];

describe('AWS: "AssumeRole" in the Security Token Service API Reference', () => {
  const rows: Row[] = [
    ['identity allow alone never suffices', aRole(), mayAssume, 'trust-policy'],
    [
      'a trust that names another does not',
      aRole(),
      { ...mayAssume, ...trust({ Principal: { AWS: roleArn('gha2') } }) },
      'trust-policy',
    ],
    [
      'a trust that names the role suffices',
      aRole(),
      trust({ Principal: { AWS: roleArn('gha1') } }),
      'allowed',
    ],
    [
      'a trust that names the user suffices',
      aUser(),
      trust({ Principal: { AWS: `arn:aws:iam::${OWN}:user/ann` } }),
      'allowed',
    ],
    [
      'a trust that names the session suffices',
      aSession(),
      trust({ Principal: { AWS: sessionArn('gha1', 'spark') } }),
      'allowed',
    ],
    [
      'a trust for everyone suffices',
      aRole(),
      trust({ Principal: '*' }),
      'allowed',
    ],
    [
      'a trust that names the account delegates',
      aRole(),
      trust({ Principal: { AWS: rootArn() } }),
      'implicit-deny',
    ],
    [
      'with the identity allow it suffices',
      aRole(),
      { ...mayAssume, ...trust({ Principal: { AWS: OWN } }) },
      'allowed',
    ],
    [
      'a deny in the trust wins',
      aRole(),
      trust(
        { Principal: '*' },
        { Effect: 'Deny', Principal: { AWS: roleArn('gha1') } },
      ),
      'explicit-deny',
    ],
    [
      'a deny of the identity policy wins',
      aRole(),
      {
        identity: [
          policy('identity', statement({ Effect: 'Deny', Action: 'sts:*' })),
        ],
        ...trust({ Principal: { AWS: roleArn('gha1') } }),
      },
      'explicit-deny',
    ],
    [
      'a boundary limits a trust that names the role',
      aRole(),
      {
        boundary: [policy('boundary', statement())],
        ...trust({ Principal: { AWS: roleArn('gha1') } }),
      },
      'boundary',
    ],
    [
      'another account needs both: trust alone',
      aRole('node', OTHER),
      trust({ Principal: { AWS: roleArn('node', OTHER) } }),
      'implicit-deny',
    ],
    [
      'another account needs both: identity alone',
      aRole('node', OTHER),
      mayAssume,
      'trust-policy',
    ],
    [
      'another account with both',
      aRole('node', OTHER),
      { ...mayAssume, ...trust({ Principal: { AWS: rootArn(OTHER) } }) },
      'allowed',
    ],
    [
      'unsigned requests assume nothing',
      { kind: 'anonymous' },
      trust({ Principal: '*' }),
      'implicit-deny',
    ],
    [
      'a service that is named',
      { kind: 'service', service: 'pods.eks.amazonaws.com' },
      trust({
        Principal: { Service: 'pods.eks.amazonaws.com' },
        Action: ['sts:AssumeRole', 'sts:TagSession'],
      }),
      'allowed',
    ],
    [
      'a service that is not named',
      { kind: 'service', service: 'ec2.amazonaws.com' },
      trust({ Principal: { Service: 'pods.eks.amazonaws.com' } }),
      'trust-policy',
    ],
  ];
  it.each(rows)('%s', (_, principal, policies, reason) => {
    expect(ask({ principal }, policies).reason).toBe(reason);
  });

  it('is what tagging the session needs, too', () => {
    const pod: Principal = {
      kind: 'service',
      service: 'pods.eks.amazonaws.com',
    };
    const trusted = trust({ Principal: { Service: 'pods.eks.amazonaws.com' } });
    expect(
      ask({ principal: pod, action: 'sts:TagSession' }, trusted).reason,
    ).toBe('trust-policy');
  });
});

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

describe('AWS: "GetCallerIdentity" in the Security Token Service API Reference', () => {
  const denyAll = {
    identity: [policy('identity', statement({ Effect: 'Deny', Action: '*' }))],
  };

  it('needs no permission and cannot be denied', () => {
    expect(
      ask(
        { principal: aRole(), action: 'sts:GetCallerIdentity', resource: '*' },
        denyAll,
      ).verdict,
    ).toBe('allow');
  });

  it('must be signed', () => {
    const request = {
      principal: { kind: 'anonymous' },
      action: 'sts:GetCallerIdentity',
      resource: '*',
      resourceAccount: OWN,
    } as const;
    expect(ask(request, {}).verdict).toBe('deny');
  });
});

describe('a role whose session name does not matter', () => {
  const named = { Principal: { AWS: sessionArn('gha1', 'spark') } };

  it('reaches a grant for one session only under that name', () => {
    expect(ask({ principal: aRole() }, trust(named))).toMatchObject({
      verdict: 'conditional',
      missingKeys: ['sts:RoleSessionName'],
    });
  });

  it('is told apart from a role of the same name in another account', () => {
    expect(
      ask(
        { principal: aRole('gha1', OTHER) },
        { ...mayAssume, ...trust(named) },
      ).verdict,
    ).toBe('deny');
  });

  it('matches sessions by name without the path of the role', () => {
    const pathed = aRole('corridors/gha1');
    expect(ask({ principal: pathed }, trust(named)).verdict).toBe(
      'conditional',
    );
    expect(
      ask({ principal: pathed }, trust({ Principal: { AWS: roleArn('gha1') } }))
        .verdict,
    ).toBe('deny');
    expect(
      ask(
        { principal: pathed },
        trust({ Principal: { AWS: roleArn('corridors/gha1') } }),
      ).verdict,
    ).toBe('allow');
  });
});
