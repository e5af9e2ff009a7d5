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
  statement,
} from '../__fixtures__/documents';
import { ApplicablePolicies, DecisionReason, Principal } from '..';
import { ask, mayAssume, trust } from '../__fixtures__/assuming';

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
      'a session policy limits a trust that names the role',
      aSession(),
      {
        session: [policy('session', statement())],
        ...trust({ Principal: { AWS: roleArn('gha1') } }),
      },
      'session-policy',
    ],
    [
      'neither limits a trust that names the session',
      aSession(),
      {
        session: [policy('session', statement())],
        boundary: [policy('boundary', statement())],
        ...trust({ Principal: { AWS: sessionArn('gha1', 'spark') } }),
      },
      'allowed',
    ],
    [
      'a session has nothing of what its caller may do',
      aSession('gha2', 'from-gha1'),
      {
        ...mayAssume,
        ...trust({ Principal: { AWS: roleArn('gha1') } }),
      },
      'trust-policy',
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
      'the root user assumes nothing',
      { kind: 'root', accountId: OWN },
      trust({ Principal: { AWS: rootArn() } }),
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

describe('AWS: "Grant Pods access to AWS resources based on tags", EKS Pod Identity', () => {
  const pod: Principal = { kind: 'service', service: 'pods.eks.amazonaws.com' };
  const Action = ['sts:AssumeRole', 'sts:TagSession'];
  const Condition = {
    StringEquals: {
      'aws:RequestTag/kubernetes-namespace': 'gha1',
      'aws:SourceAccount': OWN,
    },
  };
  const from = (namespace: string) => ({
    'aws:RequestTag/kubernetes-namespace': namespace,
    'aws:SourceAccount': OWN,
  });
  it.each([
    ['any namespace without a condition', undefined, 'gha2', 'allow'],
    ['the namespace of the condition', Condition, 'gha1', 'allow'],
    ['another namespace', Condition, 'gha2', 'deny'],
    ['a namespace that begins alike', Condition, 'gha10', 'deny'],
  ])('%s', (_, condition, namespace, verdict) => {
    const policies = trust({
      Principal: { Service: 'pods.eks.amazonaws.com' },
      Action,
      ...(condition && { Condition: condition }),
    });
    expect(
      Action.map(
        action =>
          ask({ principal: pod, action, context: from(namespace) }, policies)
            .verdict,
      ),
    ).toEqual([verdict, verdict]);
  });

  it('tells the tags of a session to the policies of its role', () => {
    const own = (team: string) =>
      ask(
        {
          principal: aRole(),
          action: 's3:GetObject',
          resource: `arn:aws:s3:::shared/${team}/x`,
          resourceAccount: OWN,
          context: { 'aws:PrincipalTag/kubernetes-namespace': 'gha1' },
        },
        {
          identity: [
            policy(
              'identity',
              statement({
                Resource:
                  'arn:aws:s3:::shared/${aws:PrincipalTag/kubernetes-namespace}/*',
              }),
            ),
          ],
        },
      ).verdict;
    expect([own('gha1'), own('gha2'), own('gha10')]).toEqual([
      'allow',
      'deny',
      'deny',
    ]);
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

describe('AWS: "Permissions for GetSessionToken" and "Compare AWS STS credentials"', () => {
  const asks = (
    action: string,
    principal: Principal,
    effect: 'Allow' | 'Deny',
  ) =>
    ask(
      { principal, action, resource: '*', resourceAccount: OWN },
      {
        identity: [
          policy('identity', statement({ Effect: effect, Action: '*' })),
        ],
      },
    ).verdict;
  const federated = {
    kind: 'user',
    arn: `arn:aws:sts::${OWN}:federated-user/ann`,
  } as const;
  const root = { kind: 'root', accountId: OWN } as const;

  it.each<[string, Principal, allowed: string, denied: string]>([
    ['sts:GetSessionToken', aUser(), 'allow', 'allow'],
    ['sts:GetSessionToken', root, 'allow', 'allow'],
    ['STS:getSessionToken', aRole(), 'deny', 'deny'],
    ['sts:GetSessionToken', aSession(), 'deny', 'deny'],
    ['sts:GetSessionToken', federated, 'deny', 'deny'],
    ['sts:GetFederationToken', aUser(), 'allow', 'deny'],
    ['sts:GetFederationToken', aRole(), 'deny', 'deny'],
    ['sts:GetFederationToken', aSession(), 'deny', 'deny'],
    ['sts:GetFederationToken', federated, 'deny', 'deny'],
    ['sts:GetFederationToken', { kind: 'anonymous' }, 'deny', 'deny'],
    ['sts:GetSessionToken', { kind: 'anonymous' }, 'deny', 'deny'],
  ])(
    '%s of %j: %s when policies allow it, %s when they deny it',
    (action, principal, allowed, denied) => {
      expect([
        asks(action, principal, 'Allow'),
        asks(action, principal, 'Deny'),
      ]).toEqual([allowed, denied]);
    },
  );
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
