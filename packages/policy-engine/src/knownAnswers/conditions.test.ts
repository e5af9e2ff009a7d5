import {
  aRole,
  aSession,
  OBJECT,
  OWN,
  policy,
  statement,
} from '../__fixtures__/documents';
import { evaluate, Principal } from '..';

type Context = Readonly<Record<string, string | readonly string[]>>;
type Row = [
  condition: Record<string, Record<string, unknown>>,
  context: Context,
  holds: boolean,
];

function verdict(condition: unknown, context: Context, contextComplete = true) {
  return evaluate(
    {
      principal: aRole(),
      action: 's3:GetObject',
      resource: OBJECT,
      resourceAccount: OWN,
      context,
    },
    { identity: [policy('identity', statement({ Condition: condition }))] },
    { contextComplete },
  );
}

function check(rows: Row[]) {
  it.each(
    rows.map(
      row => [JSON.stringify(row[0]), JSON.stringify(row[1]), row] as const,
    ),
  )('%s with %s', (_, __, [condition, context, holds]) => {
    expect(verdict(condition, context).verdict).toBe(holds ? 'allow' : 'deny');
  });
}

describe('AWS: "IAM JSON policy elements: Condition operators", string operators', () => {
  check([
    [{ StringEquals: { 's3:prefix': 'a' } }, { 's3:prefix': 'a' }, true],
    [{ StringEquals: { 's3:prefix': 'a' } }, { 's3:prefix': 'A' }, false],
    [{ StringEquals: { 'S3:PREFIX': 'a' } }, { 's3:Prefix': 'a' }, true],
    [{ StringEquals: { 's3:prefix': ['a', 'b'] } }, { 's3:prefix': 'b' }, true],
    [{ StringEquals: { 's3:prefix': '*' } }, { 's3:prefix': 'a' }, false],
    [{ StringEquals: { 's3:prefix': '*' } }, { 's3:prefix': '*' }, true],
    [{ StringEquals: { 's3:prefix': 'a' } }, {}, false],
    [{ StringEquals: { 's3:max-keys': 10 } }, { 's3:max-keys': '10' }, true],
    [
      { StringNotEquals: { 's3:prefix': ['a', 'b'] } },
      { 's3:prefix': 'b' },
      false,
    ],
    [
      { StringNotEquals: { 's3:prefix': ['a', 'b'] } },
      { 's3:prefix': 'c' },
      true,
    ],
    [{ StringNotEquals: { 's3:prefix': 'a' } }, {}, true],
    [
      { StringEqualsIgnoreCase: { 's3:prefix': 'Ab' } },
      { 's3:prefix': 'aB' },
      true,
    ],
    [
      { StringEqualsIgnoreCase: { 's3:prefix': 'Ab' } },
      { 's3:prefix': 'ac' },
      false,
    ],
    [
      { StringNotEqualsIgnoreCase: { 's3:prefix': 'Ab' } },
      { 's3:prefix': 'aB' },
      false,
    ],
    [
      { StringNotEqualsIgnoreCase: { 's3:prefix': 'Ab' } },
      { 's3:prefix': 'c' },
      true,
    ],
    [
      { StringLike: { 's3:prefix': 'home/*' } },
      { 's3:prefix': 'home/a/b' },
      true,
    ],
    [
      { StringLike: { 's3:prefix': 'home/?' } },
      { 's3:prefix': 'home/ab' },
      false,
    ],
    [
      { StringLike: { 's3:prefix': 'home/*' } },
      { 's3:prefix': 'Home/a' },
      false,
    ],
    [
      { StringNotLike: { 's3:prefix': 'home/*' } },
      { 's3:prefix': 'home/a' },
      false,
    ],
    [
      { StringNotLike: { 's3:prefix': 'home/*' } },
      { 's3:prefix': 'work/a' },
      true,
    ],
    [{ StringNotLike: { 's3:prefix': 'home/*' } }, {}, true],
  ]);
});

describe('AWS: "IAM JSON policy elements: Condition operators", numeric operators', () => {
  const keys = (value: string) => ({ 's3:max-keys': value });
  check([
    [{ NumericEquals: { 's3:max-keys': '10' } }, keys('10'), true],
    [{ NumericEquals: { 's3:max-keys': '10.0' } }, keys('10'), true],
    [{ NumericEquals: { 's3:max-keys': '10' } }, keys('11'), false],
    [{ NumericEquals: { 's3:max-keys': '10' } }, keys('ten'), false],
    [{ NumericEquals: { 's3:max-keys': '10' } }, {}, false],
    [{ NumericNotEquals: { 's3:max-keys': '10' } }, keys('10'), false],
    [{ NumericNotEquals: { 's3:max-keys': '10' } }, keys('9'), true],
    [{ NumericNotEquals: { 's3:max-keys': '10' } }, {}, true],
    [{ NumericLessThan: { 's3:max-keys': 10 } }, keys('9'), true],
    [{ NumericLessThan: { 's3:max-keys': 10 } }, keys('10'), false],
    [{ NumericLessThanEquals: { 's3:max-keys': 10 } }, keys('10'), true],
    [{ NumericLessThanEquals: { 's3:max-keys': 10 } }, keys('10.5'), false],
    [{ NumericGreaterThan: { 's3:max-keys': 10 } }, keys('10'), false],
    [{ NumericGreaterThan: { 's3:max-keys': 10 } }, keys('11'), true],
    [{ NumericGreaterThanEquals: { 's3:max-keys': 10 } }, keys('10'), true],
    [{ NumericGreaterThanEquals: { 's3:max-keys': -1 } }, keys('-2'), false],
  ]);
});

describe('AWS: "IAM JSON policy elements: Condition operators", date operators', () => {
  const now = { 'aws:CurrentTime': '2026-07-01T12:00:00Z' };
  check([
    [
      { DateEquals: { 'aws:CurrentTime': '2026-07-01T14:00:00+02:00' } },
      now,
      true,
    ],
    [{ DateEquals: { 'aws:CurrentTime': '2026-07-01' } }, now, false],
    [
      { DateNotEquals: { 'aws:CurrentTime': '2026-07-01T12:00:00Z' } },
      now,
      false,
    ],
    [
      { DateNotEquals: { 'aws:CurrentTime': '2026-07-01T12:00:00Z' } },
      {},
      true,
    ],
    [
      { DateLessThan: { 'aws:CurrentTime': '2026-07-01T12:00:01Z' } },
      now,
      true,
    ],
    [
      { DateLessThan: { 'aws:CurrentTime': '2026-07-01T12:00:00Z' } },
      now,
      false,
    ],
    [
      { DateLessThanEquals: { 'aws:CurrentTime': '2026-07-01T12:00:00Z' } },
      now,
      true,
    ],
    [
      { DateGreaterThan: { 'aws:CurrentTime': '2026-07-01T12:00:00Z' } },
      now,
      false,
    ],
    [{ DateGreaterThan: { 'aws:CurrentTime': '2026-06-30' } }, now, true],
    [
      { DateGreaterThanEquals: { 'aws:CurrentTime': '2026-07-01T12:00:00Z' } },
      now,
      true,
    ],
    [
      { DateGreaterThan: { 'aws:TokenIssueTime': '2026-01-01T00:00:00Z' } },
      {},
      false,
    ],
    [
      { DateLessThan: { 'aws:EpochTime': '1800000000' } },
      { 'aws:EpochTime': '1700000000' },
      true,
    ],
  ]);
});

describe('AWS: "IAM JSON policy elements: Condition operators", Boolean, binary, IP address', () => {
  check([
    [
      { Bool: { 'aws:SecureTransport': 'true' } },
      { 'aws:SecureTransport': 'true' },
      true,
    ],
    [
      { Bool: { 'aws:SecureTransport': true } },
      { 'aws:SecureTransport': 'TRUE' },
      true,
    ],
    [
      { Bool: { 'aws:SecureTransport': 'false' } },
      { 'aws:SecureTransport': 'true' },
      false,
    ],
    [{ Bool: { 'aws:SecureTransport': 'false' } }, {}, false],
    [{ BinaryEquals: { 'x:key': 'QmluYXJ5' } }, { 'x:key': 'QmluYXJ5' }, true],
    [{ BinaryEquals: { 'x:key': 'QmluYXJ5' } }, { 'x:key': 'QmluYXJ6' }, false],
    [
      { IpAddress: { 'aws:SourceIp': '203.0.113.0/24' } },
      { 'aws:SourceIp': '203.0.113.9' },
      true,
    ],
    [
      { IpAddress: { 'aws:SourceIp': '203.0.113.0/24' } },
      { 'aws:SourceIp': '203.0.114.9' },
      false,
    ],
    [
      { IpAddress: { 'aws:SourceIp': '203.0.113.9' } },
      { 'aws:SourceIp': '203.0.113.9' },
      true,
    ],
    [
      { IpAddress: { 'aws:SourceIp': '2001:db8:1234::/48' } },
      { 'aws:SourceIp': '2001:DB8:1234:5678::1' },
      true,
    ],
    [
      { IpAddress: { 'aws:SourceIp': '2001:db8:1234::/48' } },
      { 'aws:SourceIp': '203.0.113.9' },
      false,
    ],
    [{ IpAddress: { 'aws:SourceIp': '0.0.0.0/0' } }, {}, false],
    [
      { NotIpAddress: { 'aws:SourceIp': ['203.0.113.0/24', '10.0.0.0/8'] } },
      { 'aws:SourceIp': '10.9.8.7' },
      false,
    ],
    [
      { NotIpAddress: { 'aws:SourceIp': '203.0.113.0/24' } },
      { 'aws:SourceIp': '10.9.8.7' },
      true,
    ],
    [{ NotIpAddress: { 'aws:SourceIp': '203.0.113.0/24' } }, {}, true],
  ]);
});

describe('AWS: "IAM JSON policy elements: Condition operators", ARN operators', () => {
  const source = {
    'aws:SourceArn': 'arn:aws:sns:eu-west-3:111122223333:topic:a',
  };
  check([
    [
      {
        ArnEquals: {
          'aws:SourceArn': 'arn:aws:sns:eu-west-3:111122223333:topic:a',
        },
      },
      source,
      true,
    ],
    [
      { ArnEquals: { 'aws:SourceArn': 'arn:aws:sns:*:*:topic:*' } },
      source,
      true,
    ],
    [
      { ArnLike: { 'aws:SourceArn': 'arn:aws:sns:*:topic:*:a' } },
      source,
      false,
    ],
    [
      { ArnLike: { 'aws:SourceArn': 'arn:aws:sns:eu-west-3:*:*' } },
      source,
      true,
    ],
    [
      { ArnLike: { 'aws:SourceArn': 'arn:*:*:*:*:*' } },
      { 'aws:SourceArn': 'no arn' },
      false,
    ],
    [{ ArnLike: { 'aws:SourceArn': 'arn:aws:sns:*:*:*' } }, {}, false],
    [
      { ArnNotEquals: { 'aws:SourceArn': 'arn:aws:sns:*:*:topic:*' } },
      source,
      false,
    ],
    [
      { ArnNotLike: { 'aws:SourceArn': 'arn:aws:sns:*:*:other' } },
      source,
      true,
    ],
    [{ ArnNotLike: { 'aws:SourceArn': 'arn:aws:sns:*:*:*' } }, {}, true],
  ]);
});

describe('AWS: "IAM JSON policy elements: Condition operators", IfExists and Null', () => {
  check([
    [{ StringEqualsIfExists: { 's3:prefix': 'a' } }, {}, true],
    [
      { StringEqualsIfExists: { 's3:prefix': 'a' } },
      { 's3:prefix': 'b' },
      false,
    ],
    [
      { StringNotEqualsIfExists: { 's3:prefix': 'a' } },
      { 's3:prefix': 'a' },
      false,
    ],
    [{ BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } }, {}, true],
    [{ Null: { 'aws:TokenIssueTime': 'true' } }, {}, true],
    [
      { Null: { 'aws:TokenIssueTime': 'true' } },
      { 'aws:TokenIssueTime': 'x' },
      false,
    ],
    [{ Null: { 'aws:TokenIssueTime': false } }, {}, false],
    [
      { Null: { 'aws:TokenIssueTime': 'false' } },
      { 'aws:TokenIssueTime': 'x' },
      true,
    ],
    [
      { Null: { 'aws:TokenIssueTime': 'true' } },
      { 'aws:TokenIssueTime': [] },
      true,
    ],
  ]);
});

describe('AWS: "Set operators for multivalued context keys"', () => {
  const tags = (...values: string[]) => ({ 'aws:TagKeys': values });
  check([
    [
      { 'ForAllValues:StringEquals': { 'aws:TagKeys': ['a', 'b'] } },
      tags('a', 'b'),
      true,
    ],
    [
      { 'ForAllValues:StringEquals': { 'aws:TagKeys': ['a', 'b'] } },
      tags('a', 'c'),
      false,
    ],
    [{ 'ForAllValues:StringEquals': { 'aws:TagKeys': ['a'] } }, {}, true],
    [{ 'ForAllValues:StringEquals': { 'aws:TagKeys': ['a'] } }, tags(''), true],
    [
      { 'ForAllValues:StringNotEquals': { 'aws:TagKeys': ['a'] } },
      tags('b', 'c'),
      true,
    ],
    [
      { 'ForAllValues:StringNotEquals': { 'aws:TagKeys': ['a'] } },
      tags('a', 'c'),
      false,
    ],
    [
      { 'ForAnyValue:StringEquals': { 'aws:TagKeys': ['a', 'b'] } },
      tags('b', 'z'),
      true,
    ],
    [
      { 'ForAnyValue:StringEquals': { 'aws:TagKeys': ['a', 'b'] } },
      tags('y', 'z'),
      false,
    ],
    [{ 'ForAnyValue:StringEquals': { 'aws:TagKeys': ['a'] } }, {}, false],
    [{ 'ForAnyValue:StringNotEquals': { 'aws:TagKeys': ['a'] } }, {}, false],
    [
      { 'ForAnyValue:StringNotEquals': { 'aws:TagKeys': ['a'] } },
      tags('a', 'b'),
      true,
    ],
    [
      { 'ForAnyValue:StringNotEquals': { 'aws:TagKeys': ['a'] } },
      tags('a'),
      false,
    ],
    [
      { 'ForAnyValue:StringEqualsIfExists': { 'aws:TagKeys': ['a'] } },
      {},
      true,
    ],
    [
      { 'ForAllValues:StringLike': { 'aws:TagKeys': ['a*'] } },
      tags('ab', 'ac'),
      true,
    ],
  ]);
});

describe('AWS: "Conditions with multiple context keys or values"', () => {
  const context = { 's3:prefix': 'a', 's3:max-keys': '10' };
  check([
    [
      { StringEquals: { 's3:prefix': 'a', 's3:max-keys': '10' } },
      context,
      true,
    ],
    [
      { StringEquals: { 's3:prefix': 'a', 's3:max-keys': '11' } },
      context,
      false,
    ],
    [
      {
        StringEquals: { 's3:prefix': 'a' },
        NumericLessThan: { 's3:max-keys': 10 },
      },
      context,
      false,
    ],
    [
      {
        StringEquals: { 's3:prefix': 'a' },
        NumericLessThan: { 's3:max-keys': 11 },
      },
      context,
      true,
    ],
    [{}, {}, true],
  ]);
});

describe('AWS: "AWS global condition context keys", keys that follow from principal and resource', () => {
  check([
    [
      {
        ArnEquals: {
          'aws:PrincipalArn': 'arn:aws:iam::111122223333:role/gha1',
        },
      },
      {},
      true,
    ],
    [{ StringEquals: { 'aws:PrincipalAccount': OWN } }, {}, true],
    [{ StringEquals: { 'aws:PrincipalType': 'AssumedRole' } }, {}, true],
    [{ StringEquals: { 'aws:ResourceAccount': OWN } }, {}, true],
    [{ StringEquals: { 's3:ResourceAccount': OWN } }, {}, true],
    [{ StringNotEquals: { 'aws:ResourceAccount': OWN } }, {}, false],
    [{ Bool: { 'aws:PrincipalIsAWSService': 'false' } }, {}, true],
    [{ Null: { 'aws:username': 'true' } }, {}, true],
    [
      { StringEquals: { 'aws:ResourceAccount': OWN } },
      { 'aws:ResourceAccount': '999999999999' },
      false,
    ],
  ]);

  it('knows them even when the context is not complete', () => {
    const condition = {
      StringEquals: { 'aws:ResourceAccount': OWN },
      Null: { 'aws:username': 'true' },
    };
    expect(verdict(condition, {}, false).verdict).toBe('allow');
  });
});

describe('AWS: "AWS global condition context keys", by kind of principal', () => {
  const principals: Record<string, Principal> = {
    user: { kind: 'user', arn: `arn:aws:iam::${OWN}:user/staff/ann` },
    role: aRole(),
    session: aSession(),
    root: { kind: 'root', accountId: OWN },
    service: { kind: 'service', service: 'logging.s3.amazonaws.com' },
    anonymous: { kind: 'anonymous' },
  };

  it.each<[who: string, key: string, value: string | undefined]>([
    ['user', 'aws:username', 'ann'],
    ['user', 'aws:PrincipalType', 'User'],
    ['user', 'aws:PrincipalArn', `arn:aws:iam::${OWN}:user/staff/ann`],
    ['session', 'aws:PrincipalArn', `arn:aws:iam::${OWN}:role/gha1`],
    ['session', 'aws:PrincipalType', 'AssumedRole'],
    ['session', 'aws:username', undefined],
    ['root', 'aws:PrincipalType', 'Account'],
    ['root', 'aws:PrincipalArn', `arn:aws:iam::${OWN}:root`],
    ['root', 'aws:username', undefined],
    ['service', 'aws:PrincipalIsAWSService', 'true'],
    ['service', 'aws:PrincipalServiceName', 'logging.s3.amazonaws.com'],
    ['service', 'aws:username', undefined],
    ['anonymous', 'aws:PrincipalAccount', 'anonymous'],
    ['anonymous', 'aws:PrincipalType', 'Anonymous'],
    ['anonymous', 'aws:PrincipalArn', undefined],
    ['anonymous', 'aws:PrincipalIsAWSService', undefined],
    ['anonymous', 'aws:PrincipalOrgID', undefined],
    ['anonymous', 'aws:username', undefined],
  ])('%s: %s is %s', (who, key, value) => {
    const condition =
      value === undefined
        ? { Null: { [key]: 'true' } }
        : { StringEquals: { [key]: value } };
    const decision = evaluate(
      {
        principal: principals[who] ?? aRole(),
        action: 's3:GetObject',
        resource: OBJECT,
        resourceAccount: OWN,
      },
      {
        resource: policy(
          'resource',
          statement({ Effect: 'Deny', Principal: '*', Condition: condition }),
        ),
      },
      { contextComplete: false },
    );
    expect(decision.reason).toBe('explicit-deny');
  });
});

describe('a context key that is not known', () => {
  it.each([
    { StringEquals: { 'aws:SourceVpc': 'vpc-1' } },
    { StringNotEquals: { 'aws:SourceVpc': 'vpc-1' } },
    { StringEqualsIfExists: { 'aws:SourceVpc': 'vpc-1' } },
    { 'ForAllValues:StringEquals': { 'aws:SourceVpc': 'vpc-1' } },
    { 'ForAnyValue:StringEquals': { 'aws:SourceVpc': 'vpc-1' } },
    { Null: { 'aws:SourceVpc': 'true' } },
  ])('makes %j conditional', condition => {
    expect(verdict(condition, {}, false)).toMatchObject({
      verdict: 'conditional',
      reason: 'missing-context',
      missingKeys: ['aws:SourceVpc'],
      decidedBy: [{ policy: 'identity', statement: 0 }],
    });
  });

  it('does not matter when another condition fails', () => {
    const condition = {
      StringEquals: { 'aws:SourceVpc': 'vpc-1', 's3:prefix': 'a' },
    };
    expect(verdict(condition, { 's3:prefix': 'b' }, false).verdict).toBe(
      'deny',
    );
  });

  it('names every one that is missing, once', () => {
    const condition = {
      StringEquals: { 'aws:SourceVpc': 'vpc-1', 's3:prefix': 'a' },
      StringLike: { 'aws:SourceVpc': 'vpc-*' },
    };
    expect(verdict(condition, {}, false).missingKeys).toEqual([
      'aws:SourceVpc',
      's3:prefix',
    ]);
  });

  it('is named once when both an allow and a deny hang on it', () => {
    const condition = { StringEquals: { 'aws:SourceVpc': 'vpc-1' } };
    const decision = evaluate(
      {
        principal: aRole(),
        action: 's3:GetObject',
        resource: OBJECT,
        resourceAccount: OWN,
      },
      {
        identity: [
          policy(
            'identity',
            statement({ Condition: condition }),
            statement({ Effect: 'Deny', Condition: condition }),
          ),
        ],
      },
      { contextComplete: false },
    );
    expect(decision.missingKeys).toEqual(['aws:SourceVpc']);
    expect(decision.decidedBy.map(by => by.statement)).toEqual([0, 1]);
  });

  it('does not matter when another statement allows', () => {
    const decision = evaluate(
      {
        principal: aRole(),
        action: 's3:GetObject',
        resource: OBJECT,
        resourceAccount: OWN,
      },
      {
        identity: [
          policy(
            'identity',
            statement({
              Condition: { StringEquals: { 'aws:SourceVpc': 'vpc-1' } },
            }),
            statement(),
          ),
        ],
      },
      { contextComplete: false },
    );
    expect(decision).toMatchObject({
      verdict: 'allow',
      decidedBy: [{ statement: 1 }],
    });
  });

  it('makes an allow conditional when it is part of a deny, and names the deny', () => {
    const denyElsewhere = statement({
      Effect: 'Deny',
      Sid: 'OnlyVpc',
      Condition: { StringNotEquals: { 'aws:SourceVpc': 'vpc-1' } },
    });
    const decision = evaluate(
      {
        principal: aRole(),
        action: 's3:GetObject',
        resource: OBJECT,
        resourceAccount: OWN,
      },
      { identity: [policy('identity', statement(), denyElsewhere)] },
      { contextComplete: false },
    );
    expect(decision).toMatchObject({
      verdict: 'conditional',
      missingKeys: ['aws:SourceVpc'],
      decidedBy: [{ sid: 'OnlyVpc' }],
    });
    expect(decision.explanation).toBe(
      'It hangs on aws:SourceVpc whether arn:aws:iam::111122223333:role/gha1 may do s3:GetObject on ' +
        'arn:aws:s3:::gha1-primary/data/part-0: so says statement 1 (OnlyVpc) of identity policy identity.',
    );
  });

  it('does not matter in a deny when nothing allows', () => {
    const decision = evaluate(
      {
        principal: aRole(),
        action: 's3:GetObject',
        resource: OBJECT,
        resourceAccount: OWN,
      },
      {
        identity: [
          policy(
            'identity',
            statement({
              Effect: 'Deny',
              Condition: { Bool: { 'aws:SecureTransport': 'false' } },
            }),
          ),
        ],
      },
      { contextComplete: false },
    );
    expect(decision.reason).toBe('implicit-deny');
  });
});
