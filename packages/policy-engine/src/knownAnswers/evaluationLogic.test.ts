import {
  aRole,
  aSession,
  aUser,
  BUCKET,
  OBJECT,
  OTHER,
  OWN,
  policy,
  roleArn,
  rootArn,
  sessionArn,
  Statement,
  statement,
  userArn,
} from '../__fixtures__/documents';
import { ApplicablePolicies, DecisionReason, evaluate, Principal } from '..';

const allow = statement();
const allowOther = statement({ Action: 'sqs:*' });
const deny = statement({ Effect: 'Deny' });
const grantTo = (arn: string): Statement =>
  statement({ Principal: { AWS: arn } });
const denyTo = (arn: string): Statement =>
  statement({ Effect: 'Deny', Principal: { AWS: arn } });

const identity = (...statements: Statement[]) => ({
  identity: [policy('identity', ...statements)],
});
const bucket = (...statements: Statement[]) => ({
  resource: policy('resource', ...statements),
});
const boundary = (...statements: Statement[]) => ({
  boundary: [policy('boundary', ...statements)],
});
const session = (...statements: Statement[]) => ({
  session: [policy('session', ...statements)],
});
const scp = (...levels: Statement[]) => ({
  scp: levels.map(level => [policy('scp', level)]),
});

type Row = [
  what: string,
  principal: Principal,
  policies: ApplicablePolicies,
  reason: DecisionReason,
];

function decide(
  principal: Principal,
  policies: ApplicablePolicies,
  resourceAccount: string,
) {
  return evaluate(
    { principal, action: 's3:GetObject', resource: OBJECT, resourceAccount },
    policies,
    { contextComplete: true },
  );
}

function check(rows: Row[], resourceAccount: string) {
  it.each(rows)('%s', (_, principal, policies, reason) => {
    const decision = decide(principal, policies, resourceAccount);
    expect(decision.reason).toBe(reason);
    expect(decision.verdict).toBe(reason === 'allowed' ? 'allow' : 'deny');
  });
}

describe('AWS: "Policy evaluation logic", one account', () => {
  check(
    [
      ['no policy is an implicit deny', aRole(), {}, 'implicit-deny'],
      ['an identity allow suffices', aRole(), identity(allow), 'allowed'],
      [
        'an allow of something else does not',
        aRole(),
        identity(allowOther),
        'implicit-deny',
      ],
      [
        'a bucket policy that names the role suffices',
        aRole(),
        bucket(grantTo(roleArn('gha1'))),
        'allowed',
      ],
      [
        'a bucket policy that names the user suffices',
        aUser(),
        bucket(grantTo(userArn('ann'))),
        'allowed',
      ],
      [
        'a bucket policy for everyone suffices',
        aRole(),
        bucket(grantTo('*')),
        'allowed',
      ],
      [
        'a bucket policy that names another role does not',
        aRole(),
        bucket(grantTo(roleArn('gha2'))),
        'implicit-deny',
      ],
      [
        'a bucket policy that names the account only delegates',
        aRole(),
        bucket(grantTo(rootArn())),
        'implicit-deny',
      ],
      [
        'so does the bare account id',
        aRole(),
        bucket(grantTo(OWN)),
        'implicit-deny',
      ],
      [
        'a deny beside the allow wins',
        aRole(),
        identity(allow, deny),
        'explicit-deny',
      ],
      [
        'a deny before the allow wins',
        aRole(),
        identity(deny, allow),
        'explicit-deny',
      ],
      [
        'a deny of the bucket policy wins',
        aRole(),
        { ...identity(allow), ...bucket(denyTo(roleArn('gha1'))) },
        'explicit-deny',
      ],
      [
        'a deny for the account binds its roles',
        aRole(),
        { ...identity(allow), ...bucket(denyTo(rootArn())) },
        'explicit-deny',
      ],
      [
        'a deny for another role does not',
        aRole(),
        { ...identity(allow), ...bucket(denyTo(roleArn('gha2'))) },
        'allowed',
      ],
      [
        'the root user needs no policy in its account',
        { kind: 'root', accountId: OWN },
        {},
        'allowed',
      ],
      [
        'the root user is bound by a deny of the bucket policy',
        { kind: 'root', accountId: OWN },
        bucket(denyTo('*')),
        'explicit-deny',
      ],
      [
        'an anonymous caller has nothing',
        { kind: 'anonymous' },
        {},
        'implicit-deny',
      ],
      [
        'an anonymous caller gets what everyone gets',
        { kind: 'anonymous' },
        bucket(grantTo('*')),
        'allowed',
      ],
      [
        'an anonymous caller belongs to no account',
        { kind: 'anonymous' },
        bucket(grantTo(OWN)),
        'implicit-deny',
      ],
      [
        'an anonymous caller is bound by a deny for everyone',
        { kind: 'anonymous' },
        bucket(grantTo('*'), denyTo('*')),
        'explicit-deny',
      ],
      [
        'a service gets what names it',
        { kind: 'service', service: 'logging.s3.amazonaws.com' },
        bucket(
          statement({ Principal: { Service: 'logging.s3.amazonaws.com' } }),
        ),
        'allowed',
      ],
      [
        'a service does not get what names another',
        { kind: 'service', service: 'logging.s3.amazonaws.com' },
        bucket(
          statement({ Principal: { Service: 'cloudtrail.amazonaws.com' } }),
        ),
        'implicit-deny',
      ],
    ],
    OWN,
  );

  it.each([
    's3:GetBucketPolicy',
    's3:PutBucketPolicy',
    's3:DeleteBucketPolicy',
  ])(
    'lets the owner root do %s whatever the bucket policy denies (AWS: "PutBucketPolicy")',
    action => {
      const ask = (principal: Principal) =>
        evaluate(
          { principal, action, resource: BUCKET, resourceAccount: OWN },
          bucket(denyTo('*')),
          { contextComplete: true },
        ).verdict;
      expect(ask({ kind: 'root', accountId: OWN })).toBe('allow');
      expect(ask({ kind: 'root', accountId: OTHER })).toBe('deny');
      expect(ask(aRole())).toBe('deny');
    },
  );
});

describe('AWS: "Permissions boundaries for IAM entities"', () => {
  check(
    [
      [
        'both allow',
        aRole(),
        { ...identity(allow), ...boundary(allow) },
        'allowed',
      ],
      [
        'the boundary grants nothing by itself',
        aRole(),
        boundary(allow),
        'implicit-deny',
      ],
      [
        'the boundary limits the identity policy',
        aRole(),
        { ...identity(allow), ...boundary(allowOther) },
        'boundary',
      ],
      [
        'an empty list of boundaries allows nothing',
        aRole(),
        { ...identity(allow), boundary: [] },
        'boundary',
      ],
      [
        'a deny in the boundary wins',
        aRole(),
        { ...identity(allow), ...boundary(allow, deny) },
        'explicit-deny',
      ],
      [
        'it limits a bucket policy that names the role',
        aRole(),
        { ...bucket(grantTo(roleArn('gha1'))), ...boundary(allowOther) },
        'boundary',
      ],
      [
        'it does not limit one that names the session',
        aSession(),
        {
          ...bucket(grantTo(sessionArn('gha1', 'spark'))),
          ...boundary(allowOther),
        },
        'allowed',
      ],
      [
        'it does not limit one that names the user',
        aUser(),
        { ...bucket(grantTo(userArn('ann'))), ...boundary(allowOther) },
        'allowed',
      ],
      [
        'it does not limit one for everyone',
        aRole(),
        { ...bucket(grantTo('*')), ...boundary(allowOther) },
        'allowed',
      ],
      [
        'a deny in the boundary binds even the named session',
        aSession(),
        {
          ...bucket(grantTo(sessionArn('gha1', 'spark'))),
          ...boundary(allow, deny),
        },
        'explicit-deny',
      ],
    ],
    OWN,
  );
});

describe('AWS: "Policies and permissions in IAM", session policies', () => {
  check(
    [
      [
        'both allow',
        aSession(),
        { ...identity(allow), ...session(allow) },
        'allowed',
      ],
      [
        'they limit the identity policy',
        aSession(),
        { ...identity(allow), ...session(allowOther) },
        'session-policy',
      ],
      [
        'they grant nothing by themselves',
        aSession(),
        session(allow),
        'implicit-deny',
      ],
      [
        'several are one limit',
        aSession(),
        {
          ...identity(allow),
          session: [policy('session', allowOther), policy('session', allow)],
        },
        'allowed',
      ],
      [
        'they limit a bucket policy that names the role',
        aSession(),
        { ...bucket(grantTo(roleArn('gha1'))), ...session(allowOther) },
        'session-policy',
      ],
      [
        'a bucket policy that names the role is allowed where they allow',
        aSession(),
        { ...bucket(grantTo(roleArn('gha1'))), ...session(allow) },
        'allowed',
      ],
      [
        'a bucket policy that names the session is added to them',
        aSession(),
        {
          ...bucket(grantTo(sessionArn('gha1', 'spark'))),
          ...session(allowOther),
        },
        'allowed',
      ],
      [
        'one that names another session is not',
        aSession(),
        { ...bucket(grantTo(sessionArn('gha1', 'other'))), ...session(allow) },
        'implicit-deny',
      ],
      [
        'a deny in them binds the named session',
        aSession(),
        { ...bucket(grantTo(sessionArn('gha1', 'spark'))), ...session(deny) },
        'explicit-deny',
      ],
    ],
    OWN,
  );
});

describe('AWS: "Service control policies (SCPs)"', () => {
  check(
    [
      [
        'every level allows',
        aRole(),
        { ...identity(allow), ...scp(allow, allow) },
        'allowed',
      ],
      [
        'one level does not',
        aRole(),
        { ...identity(allow), ...scp(allow, allowOther) },
        'scp',
      ],
      [
        'a level without policies allows nothing',
        aRole(),
        { ...identity(allow), scp: [[]] },
        'scp',
      ],
      [
        'no level restricts nothing',
        aRole(),
        { ...identity(allow), scp: [] },
        'allowed',
      ],
      ['they grant nothing', aRole(), scp(allow), 'implicit-deny'],
      [
        'they limit the root user',
        { kind: 'root', accountId: OWN },
        scp(allowOther),
        'scp',
      ],
      [
        'they limit what a bucket policy grants a session',
        aSession(),
        { ...bucket(grantTo(sessionArn('gha1', 'spark'))), ...scp(allowOther) },
        'scp',
      ],
      [
        'a deny of one level wins',
        aRole(),
        { ...identity(allow), ...scp(allow, deny) },
        'explicit-deny',
      ],
      [
        'they do not apply to anonymous callers',
        { kind: 'anonymous' },
        { ...bucket(grantTo('*')), ...scp(allowOther) },
        'allowed',
      ],
    ],
    OWN,
  );
});

describe('AWS: "Cross-account policy evaluation logic"', () => {
  const both = (arn: string) => ({
    ...identity(allow),
    ...bucket(grantTo(arn)),
  });
  check(
    [
      [
        'an identity allow alone does not suffice',
        aRole(),
        identity(allow),
        'resource-policy',
      ],
      [
        'a bucket policy alone does not suffice',
        aRole(),
        bucket(grantTo(roleArn('gha1'))),
        'implicit-deny',
      ],
      [
        'not even one for everyone',
        aRole(),
        bucket(grantTo('*')),
        'implicit-deny',
      ],
      ['both suffice: role', aRole(), both(roleArn('gha1')), 'allowed'],
      ['both suffice: account', aRole(), both(rootArn()), 'allowed'],
      ['both suffice: everyone', aRole(), both('*'), 'allowed'],
      [
        'both suffice: session',
        aSession(),
        both(sessionArn('gha1', 'spark')),
        'allowed',
      ],
      [
        'the bucket policy names the other account',
        aRole(),
        both(rootArn(OTHER)),
        'resource-policy',
      ],
      [
        'a session policy limits even the named session',
        aSession(),
        { ...both(sessionArn('gha1', 'spark')), ...session(allowOther) },
        'session-policy',
      ],
      [
        'a boundary limits even the named user',
        aUser(),
        { ...both(userArn('ann')), ...boundary(allowOther) },
        'boundary',
      ],
      [
        'a foreign root user needs the bucket policy',
        { kind: 'root', accountId: OWN },
        {},
        'resource-policy',
      ],
      [
        'a foreign root user gets what its account gets',
        { kind: 'root', accountId: OWN },
        bucket(grantTo(rootArn())),
        'allowed',
      ],
    ],
    OTHER,
  );
});

describe('a decision', () => {
  it('names the statements that allow, in the order identity, resource', () => {
    const decision = decide(
      aRole(),
      {
        ...identity(allowOther, statement({ Sid: 'Own' })),
        ...bucket(statement({ Sid: 'Partner', Principal: { AWS: OWN } })),
      },
      OTHER,
    );
    expect(decision.decidedBy).toEqual([
      { policy: 'identity', kind: 'identity', statement: 1, sid: 'Own' },
      { policy: 'resource', kind: 'resource', statement: 0, sid: 'Partner' },
    ]);
    expect(decision.explanation).toBe(
      'arn:aws:iam::111122223333:role/gha1 may do s3:GetObject on arn:aws:s3:::gha1-primary/data/part-0: ' +
        'statement 1 (Own) of identity policy identity and statement 0 (Partner) of bucket policy resource allow it.',
    );
  });

  it('names every statement that denies', () => {
    const decision = decide(
      aRole(),
      { ...identity(allow, deny), ...bucket(denyTo('*')) },
      OWN,
    );
    expect(decision.decidedBy.map(by => [by.policy, by.statement])).toEqual([
      ['identity', 1],
      ['resource', 0],
    ]);
  });

  it('names nothing when nothing allows', () => {
    expect(decide(aRole(), {}, OWN)).toEqual({
      verdict: 'deny',
      reason: 'implicit-deny',
      decidedBy: [],
      missingKeys: [],
      explanation:
        'arn:aws:iam::111122223333:role/gha1 may not do s3:GetObject on arn:aws:s3:::gha1-primary/data/part-0: ' +
        'no policy allows it.',
    });
  });
});
