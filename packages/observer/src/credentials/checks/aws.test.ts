import {
  ACCOUNT,
  createContext,
  irsaTrust,
  NODE_ROLE,
  nodeRoleTrust,
  NOW,
  READ_AT,
} from '../../__testUtils__/createContext';
import { Fact, ObservedRole } from '../../aws';
import { checkOidcProvider } from './oidcProvider';
import { checkRoleExists } from './roleExists';
import { checkTrust } from './trust';

const KEY = 'oidc.example.com/id/ABC';
const SUB = 'system:serviceaccount:gha1:gha1';
const BOUNDARY = `arn:aws:iam::${ACCOUNT}:policy/boundary`;
const failure = {
  kind: 'unreachable',
  message: 'IAM does not answer: ECONNREFUSED',
  since: '2026-11-23T11:59:00Z',
} as const;
const forbidden = {
  kind: 'forbidden',
  message: 'Needs iam:GetRole on single1_gha1: denied',
  since: '2026-11-23T11:59:00Z',
} as const;

describe('checkRoleExists', () => {
  it.each<[string, Partial<Parameters<typeof createContext>[0]>, object]>([
    [
      'passes',
      {},
      {
        status: 'pass',
        required: true,
        source: `aws:${ACCOUNT}`,
        observedAt: READ_AT,
        ttlSeconds: 900,
      },
    ],
    [
      'fails when AWS says that there is none',
      { role: { state: 'absent', asOf: READ_AT } },
      {
        status: 'fail',
        detail: 'Role single1_gha1 does not exist',
        evidence: expect.stringContaining('NoSuchEntity'),
      },
    ],
    [
      'fails when it exists under another path',
      { role: { arn: `arn:aws:iam::${ACCOUNT}:role/old/single1_gha1` } },
      { status: 'fail', detail: expect.stringContaining('another path') },
    ],
    [
      'warns when the boundary is missing',
      { boundary: BOUNDARY },
      {
        status: 'warn',
        detail: `The permissions boundary is missing, expected ${BOUNDARY}`,
      },
    ],
    [
      'passes with the boundary',
      { boundary: BOUNDARY, role: { permissionsBoundaryArn: BOUNDARY } },
      { status: 'pass' },
    ],
    [
      'is unknown before the first read',
      { role: { state: 'pending' } },
      { status: 'unknown', detail: 'Not read yet' },
    ],
    [
      'is unknown, never a fail, when AWS does not answer',
      { role: { state: 'unknown', failure } },
      { status: 'unknown', detail: failure.message, since: failure.since },
    ],
    [
      'is unknown and says what to grant when it may not look',
      { role: { state: 'unknown', failure: forbidden } },
      {
        status: 'unknown',
        detail: forbidden.message,
        nextAction: expect.stringContaining('Grant'),
      },
    ],
    [
      'does not apply without access to AWS',
      { aws: 'absent' },
      { status: 'not-applicable' },
    ],
  ])('%s', (_, options, expected) => {
    expect(
      checkRoleExists(createContext({ mechanism: 'irsa', ...options })),
    ).toMatchObject({ id: 'role-exists', ...expected });
  });

  it('keeps what AWS said last while it does not answer', () => {
    const known = createContext({ mechanism: 'irsa' }).aws?.roles.get(
      'single1_gha1',
    )?.role as Extract<Fact<ObservedRole>, { state: 'known' }>;
    expect(
      checkRoleExists(
        createContext({
          mechanism: 'irsa',
          role: { state: 'stale', last: known, failure },
        }),
      ),
    ).toMatchObject({
      status: 'pass',
      observedAt: READ_AT,
      detail:
        'Role single1_gha1 exists. Not read since 2026-11-23T11:59:00Z: IAM does not answer: ECONNREFUSED',
    });
  });
});

describe('checkOidcProvider', () => {
  const provider = (audiences: readonly string[]) =>
    ({
      state: 'known',
      asOf: READ_AT,
      value: { arn: 'arn:p', url: 'u', audiences },
    } as const);

  it.each<[string, Partial<Parameters<typeof createContext>[0]>, object]>([
    ['passes', {}, { status: 'pass', ttlSeconds: 3600 }],
    [
      'fails when the account has none',
      { oidcProvider: { state: 'absent', asOf: READ_AT } },
      {
        status: 'fail',
        detail: expect.stringContaining('https://oidc.example.com/id/ABC'),
      },
    ],
    [
      'fails when it does not accept the audience',
      { oidcProvider: provider(['vault']) },
      { status: 'fail', evidence: 'arn:p accepts vault' },
    ],
    [
      'does not apply where roles are assumed from the node',
      { mechanism: 'assume-role' },
      { status: 'not-applicable' },
    ],
  ])('%s', (_, options, expected) => {
    expect(
      checkOidcProvider(createContext({ mechanism: 'irsa', ...options })),
    ).toMatchObject({ id: 'oidc-provider', ...expected });
  });
});

describe('checkTrust', () => {
  const equals = (
    sub: string | readonly string[],
    aud: string = 'sts.amazonaws.com',
  ) => ({ StringEquals: { [`${KEY}:sub`]: sub, [`${KEY}:aud`]: aud } });
  const like = (sub: string) => ({
    StringLike: { [`${KEY}:sub`]: sub },
    StringEquals: { [`${KEY}:aud`]: 'sts.amazonaws.com' },
  });

  it.each<[string, object | string, object]>([
    [
      'passes with the exact policy',
      irsaTrust({}),
      {
        status: 'pass',
        required: true,
        detail: expect.stringContaining(
          'ServiceAccount gha1 of namespace gha1',
        ),
      },
    ],
    [
      'passes when the keys are written in other case',
      irsaTrust({
        condition: {
          StringEquals: {
            [`${KEY.toUpperCase()}:SUB`]: SUB,
            [`${KEY}:aud`]: 'sts.amazonaws.com',
          },
        },
      }),
      { status: 'pass' },
    ],
    [
      'fails with another namespace',
      irsaTrust({ condition: equals('system:serviceaccount:gha2:gha2') }),
      {
        status: 'fail',
        detail:
          'The trust policy refuses ServiceAccount gha1 of namespace gha1',
        nextAction: expect.stringContaining('Restore'),
      },
    ],
    [
      'fails with another audience',
      irsaTrust({ condition: equals(SUB, 'vault') }),
      { status: 'fail' },
    ],
    [
      'fails with another issuer',
      irsaTrust({
        provider: `arn:aws:iam::${ACCOUNT}:oidc-provider/other.example.com`,
      }),
      { status: 'fail' },
    ],
    [
      'fails with a wildcard under StringEquals, which is literal',
      irsaTrust({ condition: equals('system:serviceaccount:gha1:*') }),
      { status: 'fail' },
    ],
    [
      'fails when another statement denies',
      irsaTrust({
        statements: [
          {
            Effect: 'Deny',
            Principal: '*',
            Action: 'sts:AssumeRoleWithWebIdentity',
          },
        ],
      }),
      { status: 'fail', evidence: expect.any(String) },
    ],
    [
      'passes when one of several statements admits it',
      {
        ...irsaTrust({
          statements: [
            {
              Effect: 'Allow',
              Principal: { Service: 'ec2.amazonaws.com' },
              Action: 'sts:AssumeRole',
            },
          ],
        }),
      },
      { status: 'pass' },
    ],
    [
      'warns when every ServiceAccount of the namespace is admitted',
      irsaTrust({ condition: like('system:serviceaccount:gha1:*') }),
      {
        status: 'warn',
        detail:
          'The trust policy admits every ServiceAccount of namespace gha1',
      },
    ],
    [
      'warns when namespaces that begin alike are admitted',
      irsaTrust({ condition: like('system:serviceaccount:gha1*:*') }),
      {
        status: 'warn',
        detail:
          'The trust policy admits every namespace whose name begins with gha1',
      },
    ],
    [
      'warns when every namespace is admitted',
      irsaTrust({ condition: like('system:serviceaccount:*') }),
      {
        status: 'warn',
        detail: 'The trust policy admits ServiceAccounts of every namespace',
      },
    ],
    [
      'warns when the subject is not looked at',
      irsaTrust({
        condition: { StringEquals: { [`${KEY}:aud`]: 'sts.amazonaws.com' } },
      }),
      {
        status: 'warn',
        detail: 'The trust policy admits ServiceAccounts of every namespace',
      },
    ],
    [
      'warns when the audience is not looked at',
      irsaTrust({ condition: { StringEquals: { [`${KEY}:sub`]: SUB } } }),
      {
        status: 'warn',
        detail: 'The trust policy does not look at the audience of the token',
      },
    ],
    [
      'warns when it hangs on a key that is not known',
      irsaTrust({
        condition: {
          ...equals(SUB),
          IpAddress: { 'aws:SourceIp': '10.0.0.0/8' },
        },
      }),
      {
        status: 'warn',
        detail: expect.stringMatching(/hangs on aws:sourceip/i),
      },
    ],
    [
      'warns, and never passes, when the policy is not understood',
      irsaTrust({ condition: { StringResembles: { [`${KEY}:sub`]: SUB } } }),
      { status: 'warn', detail: expect.stringContaining('was not evaluated') },
    ],
    [
      'warns when the policy is no JSON',
      'not json',
      { status: 'warn', detail: expect.stringContaining('was not evaluated') },
    ],
  ])('of web identity %s', (_, policy, expected) => {
    const trustPolicy =
      typeof policy === 'string' ? policy : JSON.stringify(policy);
    expect(
      checkTrust(createContext({ mechanism: 'irsa', role: { trustPolicy } })),
    ).toMatchObject({ id: 'trust', ...expected });
  });

  it.each<[string, object, object]>([
    [
      'passes when it admits the node role',
      nodeRoleTrust(NODE_ROLE),
      {
        status: 'pass',
        detail: `The trust policy admits the node role ${NODE_ROLE}`,
      },
    ],
    [
      'fails when it admits another role',
      nodeRoleTrust(`arn:aws:iam::${ACCOUNT}:role/other`),
      { status: 'fail', detail: expect.stringContaining(NODE_ROLE) },
    ],
    [
      'warns when it admits everyone',
      nodeRoleTrust('*'),
      {
        status: 'warn',
        detail: 'The trust policy admits every role of the account',
      },
    ],
  ])('of assumed roles %s', (_, policy, expected) => {
    expect(
      checkTrust(
        createContext({
          mechanism: 'assume-role',
          role: { trustPolicy: JSON.stringify(policy) },
        }),
      ),
    ).toMatchObject(expected);
  });

  it('fails without a role', () => {
    expect(
      checkTrust(
        createContext({
          mechanism: 'irsa',
          role: { state: 'absent', asOf: NOW.toISOString() },
        }),
      ).status,
    ).toBe('fail');
  });
});
