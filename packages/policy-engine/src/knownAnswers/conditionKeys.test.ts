import {
  ConditionRow,
  decideUnder,
  holdsUnder,
} from '../__fixtures__/conditionTable';
import {
  aRole,
  aSession,
  OBJECT,
  OWN,
  policy,
  statement,
} from '../__fixtures__/documents';
import { evaluate, Principal } from '..';

const tags = (...values: string[]) => ({ 'aws:TagKeys': values });

describe('AWS: "Set operators for multivalued context keys"', () => {
  it.each<ConditionRow>([
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
    [
      { 'ForAllValues:StringEquals': { 'aws:TagKeys': ['a'] } },
      tags('', 'z'),
      false,
    ],
    [
      { 'ForAllValues:StringEquals': { 'aws:TagKeys': ['a'] } },
      tags('', 'a'),
      false,
    ],
    [
      { 'ForAllValues:StringEquals': { 'aws:TagKeys': ['a', ''] } },
      tags('', 'a'),
      true,
    ],
    [
      { 'ForAnyValue:StringEquals': { 'aws:TagKeys': ['a'] } },
      tags('', 'a'),
      true,
    ],
    [{ 'ForAnyValue:StringEquals': { 'aws:TagKeys': [''] } }, tags(''), false],
    [{ StringEquals: { 's3:prefix': '' } }, { 's3:prefix': '' }, true],
    [{ StringNotEquals: { 's3:prefix': '' } }, { 's3:prefix': '' }, false],
    [{ StringNotEquals: { 'aws:TagKeys': 'a' } }, tags('a', 'b'), false],
    [{ StringNotEquals: { 'aws:TagKeys': 'c' } }, tags('a', 'b'), true],
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
  ])('%j with %j: %s', (condition, context, holds) => {
    expect(holdsUnder(condition, context)).toBe(holds);
  });
});

describe('AWS: "Multivalued context key examples", Null beside ForAllValues', () => {
  const own = {
    'ForAllValues:StringEquals': { 'aws:TagKeys': ['a'] },
    Null: { 'aws:TagKeys': 'false' },
  };

  it.each<ConditionRow>([
    [own, {}, false],
    [own, { 'aws:TagKeys': [] }, false],
    [own, { 'aws:TagKeys': '' }, false],
    [own, tags('', ''), false],
    [own, tags('', 'a'), false],
    [own, tags('a'), true],
    [own, tags('b'), false],
    [{ Null: { 's3:prefix': 'false' } }, { 's3:prefix': '' }, true],
    [
      { Null: { 'aws:RequestTag/team': 'false' } },
      { 'aws:RequestTag/team': '' },
      true,
    ],
    [
      { Null: { 'aws:RequestTag/team': 'true' } },
      { 'aws:RequestTag/team': [] },
      true,
    ],
  ])('%j with %j: %s', (condition, context, holds) => {
    expect(holdsUnder(condition, context)).toBe(holds);
  });
});

describe('AWS: "AWS global condition context keys" and those of services, value type', () => {
  it.each([
    'aws:CalledVia',
    'aws:PrincipalOrgPaths',
    'aws:PrincipalServiceNamesList',
    'aws:ResourceOrgPaths',
    'aws:SourceOrgPaths',
    'aws:TagKeys',
    'aws:VpceOrgPaths',
    's3:RequestObjectTagKeys',
    'sts:TransitiveTagKeys',
  ])('%s has several values, so that an empty text alone is none', key => {
    expect(holdsUnder({ Null: { [key]: 'true' } }, { [key]: [''] })).toBe(true);
    expect(holdsUnder({ Null: { [key]: 'true' } }, { [key]: ['a'] })).toBe(
      false,
    );
  });
});

describe('AWS: "Conditions with multiple context keys or values"', () => {
  const request = { 's3:prefix': 'a', 's3:max-keys': '10' };
  it.each<ConditionRow>([
    [
      { StringEquals: { 's3:prefix': 'a', 's3:max-keys': '10' } },
      request,
      true,
    ],
    [
      { StringEquals: { 's3:prefix': 'a', 's3:max-keys': '11' } },
      request,
      false,
    ],
    [
      {
        StringEquals: { 's3:prefix': 'a' },
        NumericLessThan: { 's3:max-keys': 10 },
      },
      request,
      false,
    ],
    [
      {
        StringEquals: { 's3:prefix': 'a' },
        NumericLessThan: { 's3:max-keys': 11 },
      },
      request,
      true,
    ],
    [{}, {}, true],
  ])('%j with %j: %s', (condition, context, holds) => {
    expect(holdsUnder(condition, context)).toBe(holds);
  });
});

describe('AWS STS: "Tag", the names of tags', () => {
  it.each<ConditionRow>([
    [
      { StringEquals: { 'aws:PrincipalTag/Cost Center': '1' } },
      { 'aws:PrincipalTag/Cost Center': '1' },
      true,
    ],
    [
      { StringEquals: { 'aws:PrincipalTag/Cost Center': '1' } },
      { 'aws:PrincipalTag/Cost': '1' },
      false,
    ],
    [
      { StringLike: { 's3:ExistingObjectTag/équipe': 'd*' } },
      { 's3:existingobjecttag/équipe': 'data' },
      true,
    ],
    [
      {
        StringEquals: {
          's3:prefix':
            "${aws:PrincipalTag/Cost Center}/${aws:PrincipalTag/équipe, 'x'}",
        },
      },
      { 's3:prefix': '1/x', 'aws:PrincipalTag/Cost Center': '1' },
      true,
    ],
  ])('%j with %j: %s', (condition, context, holds) => {
    expect(holdsUnder(condition, context)).toBe(holds);
  });
});

describe('AWS: "AWS global condition context keys", keys that follow from principal and resource', () => {
  it.each<ConditionRow>([
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
  ])('%j with %j: %s', (condition, context, holds) => {
    expect(holdsUnder(condition, context)).toBe(holds);
  });

  it('knows them even when the context is not complete', () => {
    const condition = {
      StringEquals: { 'aws:ResourceAccount': OWN },
      Null: { 'aws:username': 'true' },
    };
    expect(decideUnder(condition, {}, false).verdict).toBe('allow');
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

describe('AWS: "Condition keys for Amazon S3", s3:ResourceAccount', () => {
  it.each([
    ['s3:GetObject', OBJECT, 'allow'],
    ['S3:GETOBJECT', OBJECT, 'allow'],
    ['iam:PassRole', `arn:aws:iam::${OWN}:role/gha1`, 'deny'],
  ])('in a request for %s of %s: %s', (action, resource, verdict) => {
    const Condition = { StringEquals: { 's3:ResourceAccount': OWN } };
    const decision = evaluate(
      { principal: aRole(), action, resource, resourceAccount: OWN },
      {
        identity: [policy('identity', statement({ Action: '*', Condition }))],
      },
      { contextComplete: false },
    );
    expect(decision.verdict).toBe(verdict);
  });

  it.each([
    [{ StringEqualsIfExists: { 's3:ResourceAccount': '999999999999' } }],
    [{ Null: { 's3:ResourceAccount': 'true' } }],
  ])('is absent from requests to IAM: %j holds', Condition => {
    const decision = evaluate(
      {
        principal: aRole(),
        action: 'iam:PassRole',
        resource: `arn:aws:iam::${OWN}:role/gha1`,
        resourceAccount: OWN,
      },
      {
        identity: [policy('identity', statement({ Action: '*', Condition }))],
      },
      { contextComplete: false },
    );
    expect(decision.verdict).toBe('allow');
  });
});
