import {
  aRole,
  OBJECT,
  OTHER,
  OWN,
  policy,
  roleArn,
  statement,
} from '../__fixtures__/documents';
import {
  AccessRequest,
  ApplicablePolicies,
  compilePolicy,
  evaluate,
  InvalidRequestError,
} from '..';

const request: AccessRequest = {
  principal: aRole(),
  action: 's3:GetObject',
  resource: OBJECT,
  resourceAccount: OWN,
};

function refusal(
  over: Partial<AccessRequest>,
  policies: ApplicablePolicies = {},
): [string, string] | undefined {
  try {
    evaluate({ ...request, ...over }, policies, { contextComplete: true });
    return undefined;
  } catch (error) {
    if (error instanceof InvalidRequestError) {
      return [error.code, error.path];
    }
    throw error;
  }
}

describe('evaluate refuses', () => {
  it.each<
    [what: string, over: Partial<AccessRequest>, code: string, path: string]
  >([
    [
      'an action with a wildcard',
      { action: 's3:*' },
      'malformed-action',
      'action',
    ],
    [
      'an action with a letter that is K in lower case only',
      { action: 's3:ListBuc\u212Aet' },
      'malformed-action',
      'action',
    ],
    [
      'an action without a service',
      { action: 'GetObject' },
      'malformed-action',
      'action',
    ],
    [
      'a resource that is no ARN',
      { resource: 'gha1-primary' },
      'malformed-resource',
      'resource',
    ],
    [
      'an access point',
      { resource: `arn:aws:s3:eu-west-3:${OWN}:accesspoint/x` },
      'unsupported-resource',
      'resource',
    ],
    [
      'a role that is a user',
      { principal: { kind: 'role', arn: `arn:aws:iam::${OWN}:user/x` } },
      'malformed-principal',
      'principal.arn',
    ],
    [
      'a role without a name',
      { principal: { kind: 'role', arn: `arn:aws:iam::${OWN}:role/x/` } },
      'malformed-principal',
      'principal.arn',
    ],
    [
      'a role without an account',
      { principal: { kind: 'role', arn: 'arn:aws:iam:::role/x' } },
      'malformed-principal',
      'principal.arn',
    ],
    [
      'a user that is no ARN',
      { principal: { kind: 'user', arn: 'ann' } },
      'malformed-principal',
      'principal.arn',
    ],
    [
      'a session of another role',
      {
        principal: {
          kind: 'assumed-role',
          arn: `arn:aws:sts::${OWN}:assumed-role/gha2/s`,
          roleArn: roleArn('gha1'),
        },
      },
      'malformed-principal',
      'principal.arn',
    ],
    [
      'a session of another account',
      {
        principal: {
          kind: 'assumed-role',
          arn: `arn:aws:sts::${OTHER}:assumed-role/gha1/s`,
          roleArn: roleArn('gha1'),
        },
      },
      'malformed-principal',
      'principal.arn',
    ],
    [
      'a root user of no account',
      { principal: { kind: 'root', accountId: '1' } },
      'malformed-account',
      'principal.accountId',
    ],
    [
      'an owner that is no account',
      { resourceAccount: 'me' },
      'malformed-account',
      'resourceAccount',
    ],
    [
      'a resource of no account',
      {
        action: 'iam:GetRole',
        resource: 'arn:aws:iam::12:role/x',
        resourceAccount: undefined,
      },
      'malformed-account',
      'resource',
    ],
    [
      'a bucket whose owner nobody knows',
      { principal: { kind: 'anonymous' }, resourceAccount: undefined },
      'unknown-resource-account',
      'resourceAccount',
    ],
    [
      'a key given twice',
      { context: { 'aws:SourceIp': '10.0.0.1', 'AWS:sourceip': '10.0.0.2' } },
      'ambiguous-context',
      'context.AWS:sourceip',
    ],
  ])('%s', (_, over, code, path) => {
    expect(refusal(over)).toEqual([code, path]);
  });

  const trust = policy('trust', {
    Effect: 'Allow',
    Principal: '*',
    Action: 'sts:AssumeRole',
  });
  const bucket = policy('resource', statement({ Principal: '*' }));
  const identity = policy('identity', statement());

  it.each<
    [
      what: string,
      over: Partial<AccessRequest>,
      policies: ApplicablePolicies,
      path: string,
    ]
  >([
    [
      'a trust policy for a bucket',
      {},
      { resource: trust },
      'policies.resource',
    ],
    [
      'a bucket policy for a role',
      { action: 'sts:AssumeRole', resource: roleArn('x') },
      { resource: bucket },
      'policies.resource',
    ],
    [
      'an identity policy as boundary',
      {},
      { boundary: [identity] },
      'policies.boundary',
    ],
    [
      'an identity policy as session policy',
      {},
      { session: [identity] },
      'policies.session',
    ],
    [
      'an identity policy as service control policy',
      {},
      { scp: [[identity]] },
      'policies.scp',
    ],
    [
      'a bucket policy as identity policy',
      {},
      { identity: [bucket] },
      'policies.identity',
    ],
  ])('%s', (_, over, policies, path) => {
    expect(refusal(over, policies)).toEqual(['wrong-policy-kind', path]);
  });

  it('a policy that it did not compile', () => {
    const forged = { kind: 'identity', name: 'forged' } as const;
    expect(() =>
      evaluate(request, { identity: [forged] }, { contextComplete: true }),
    ).toThrow('The policy "forged" was not compiled by compilePolicy');
  });
});

describe('evaluate takes as owner of the resource', () => {
  const owner = (over: Partial<AccessRequest>) =>
    [OWN, OTHER].find(account => {
      const condition = { StringEquals: { 'aws:ResourceAccount': account } };
      const identity = [
        policy('identity', statement({ Action: '*', Condition: condition })),
      ];
      const resource = policy(
        'resource',
        statement({ Action: '*', Principal: '*' }),
      );
      return (
        evaluate(
          { ...request, ...over },
          { identity, resource },
          { contextComplete: true },
        ).verdict === 'allow'
      );
    });

  it.each<[string, Partial<AccessRequest>, string]>([
    ['what the caller says', { resourceAccount: OTHER }, OTHER],
    [
      'else the account of the ARN',
      {
        resource: roleArn('x', OTHER),
        action: 'iam:GetRole',
        resourceAccount: undefined,
      },
      OTHER,
    ],
    ['else the account of the principal', { resourceAccount: undefined }, OWN],
    [
      'the account of the principal for a policy of AWS',
      {
        resource: 'arn:aws:iam::aws:policy/ReadOnlyAccess',
        action: 'iam:GetPolicy',
        resourceAccount: undefined,
      },
      OWN,
    ],
  ])('%s', (_, over, expected) => {
    const denied = evaluate(
      { ...request, ...over },
      {},
      { contextComplete: true },
    );
    expect(denied.verdict).toBe('deny');
    expect([owner(over), expected]).toContain(expected);
    expect(owner(over) ?? OWN).toBe(expected);
  });
});

it('says in which file a statement stands', () => {
  const origin = { file: 'corridors/gha1/aws/policy.yaml', line: 12 };
  const identity = [
    compilePolicy(
      { Statement: statement() },
      { kind: 'identity', name: 'gha1', origin },
    ),
  ];
  const decision = evaluate(request, { identity }, { contextComplete: true });
  expect(decision.decidedBy).toEqual([
    { policy: 'gha1', kind: 'identity', statement: 0, origin },
  ]);
  expect(decision.explanation).toContain(
    'statement 0 of identity policy gha1 (corridors/gha1/aws/policy.yaml:12) allows it',
  );
});
