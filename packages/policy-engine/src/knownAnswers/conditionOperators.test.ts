import { ConditionRow, holdsUnder } from '../__fixtures__/conditionTable';

describe('AWS: "IAM JSON policy elements: Condition operators", string operators', () => {
  it.each<ConditionRow>([
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
  ])('%j with %j: %s', (condition, context, holds) => {
    expect(holdsUnder(condition, context)).toBe(holds);
  });
});

describe('AWS: "IAM JSON policy elements: Condition operators", numeric operators', () => {
  const keys = (value: string) => ({ 's3:max-keys': value });
  it.each<ConditionRow>([
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
  ])('%j with %j: %s', (condition, context, holds) => {
    expect(holdsUnder(condition, context)).toBe(holds);
  });
});

describe('AWS: "IAM JSON policy elements: Condition operators", date operators', () => {
  const now = { 'aws:CurrentTime': '2026-07-01T12:00:00Z' };
  it.each<ConditionRow>([
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
  ])('%j with %j: %s', (condition, context, holds) => {
    expect(holdsUnder(condition, context)).toBe(holds);
  });
});

describe('AWS: "IAM JSON policy elements: Condition operators", Boolean, binary, IP address', () => {
  it.each<ConditionRow>([
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
    [{ IpAddress: { 'aws:SourceIp': '::/0' } }, { 'aws:SourceIp': 'x' }, false],
    [
      { NotIpAddress: { 'aws:SourceIp': '::/0' } },
      { 'aws:SourceIp': '' },
      true,
    ],
    [
      { StringEqualsIgnoreCase: { 's3:prefix': 'a*' } },
      { 's3:prefix': 'Ab' },
      false,
    ],
    [
      { ArnLike: { 'aws:SourceArn': 'arn:aws:s3:*:*:*' } },
      { 'aws:SourceArn': 'arn:aws:s3:${x:y}:z' },
      true,
    ],
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
  ])('%j with %j: %s', (condition, context, holds) => {
    expect(holdsUnder(condition, context)).toBe(holds);
  });
});

describe('AWS: "IAM JSON policy elements: Condition operators", ARN operators', () => {
  const source = {
    'aws:SourceArn': 'arn:aws:sns:eu-west-3:111122223333:topic:a',
  };
  it.each<ConditionRow>([
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
  ])('%j with %j: %s', (condition, context, holds) => {
    expect(holdsUnder(condition, context)).toBe(holds);
  });
});

describe('AWS: "IAM JSON policy elements: Condition operators", IfExists and Null', () => {
  it.each<ConditionRow>([
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
  ])('%j with %j: %s', (condition, context, holds) => {
    expect(holdsUnder(condition, context)).toBe(holds);
  });
});
