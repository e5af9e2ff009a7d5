import {
  aRole,
  aSession,
  aUser,
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
import { compilePolicy, evaluate, Principal } from '..';

function allows(
  over: Statement,
  action: string,
  resource = OBJECT,
  version = '2012-10-17',
) {
  const document = {
    ...(version !== 'none' && { Version: version }),
    Statement: statement(over),
  };
  return (
    evaluate(
      {
        principal: aUser('ann'),
        action,
        resource,
        resourceAccount: OWN,
        context: { 'aws:PrincipalTag/team': 'blue', 's3:prefix': 'home/ann/x' },
      },
      { identity: [compilePolicy(document, { kind: 'identity', name: 'p' })] },
      { contextComplete: true },
    ).verdict === 'allow'
  );
}

describe('AWS: "IAM JSON policy elements: Action" and "… NotAction"', () => {
  it.each<[Statement, string, boolean]>([
    [{ Action: 's3:GetObject' }, 's3:GetObject', true],
    [{ Action: 's3:getobject' }, 'S3:GETOBJECT', true],
    [{ Action: 's3:GetObject' }, 's3:GetObjectVersion', false],
    [{ Action: 's3:Get*' }, 's3:GetObjectVersion', true],
    [{ Action: 's3:*Object' }, 's3:PutObject', true],
    [{ Action: 's3:?etObject' }, 's3:GetObject', true],
    [{ Action: '*' }, 'iam:PassRole', true],
    [{ Action: '*:*' }, 'iam:PassRole', true],
    [{ Action: 's3:*' }, 'iam:PassRole', false],
    [{ Action: ['s3:PutObject', 's3:GetObject'] }, 's3:GetObject', true],
    [{ Action: undefined, NotAction: 's3:PutObject' }, 's3:GetObject', true],
    [{ Action: undefined, NotAction: 's3:PutObject' }, 's3:PutObject', false],
    [
      { Action: undefined, NotAction: ['s3:Put*', 's3:Get*'] },
      's3:GetObject',
      false,
    ],
    [{ Action: undefined, NotAction: 'iam:*' }, 'sts:AssumeRole', true],
  ])('%j and %s: %s', (over, action, expected) => {
    const { Action, ...rest } = { Action: 's3:*', ...over };
    const entries = Object.entries({
      ...(Action !== undefined && { Action }),
      ...rest,
    });
    const document = {
      Version: '2012-10-17',
      Statement: {
        Effect: 'Allow',
        Resource: '*',
        ...Object.fromEntries(entries),
      },
    };
    const decision = evaluate(
      { principal: aRole(), action, resource: '*', resourceAccount: OWN },
      {
        identity: [compilePolicy(document, { kind: 'identity', name: 'p' })],
        ...(action.startsWith('sts') && {
          resource: policy('trust', {
            Effect: 'Allow',
            Action: '*',
            Principal: { AWS: OWN },
          }),
        }),
      },
      { contextComplete: true },
    );
    expect(decision.verdict === 'allow').toBe(expected);
  });
});

describe('AWS: "IAM JSON policy elements: Resource"', () => {
  it.each<[Statement, string, boolean]>([
    [
      { Resource: 'arn:aws:s3:::gha1-primary' },
      'arn:aws:s3:::gha1-primary',
      true,
    ],
    [
      { Resource: 'arn:aws:s3:::gha1-primary' },
      'arn:aws:s3:::gha1-primary/a',
      false,
    ],
    [
      { Resource: 'arn:aws:s3:::gha1-primary/*' },
      'arn:aws:s3:::gha1-primary',
      false,
    ],
    [
      { Resource: 'arn:aws:s3:::gha1-*' },
      'arn:aws:s3:::gha1-primary/a/b',
      true,
    ],
    [
      { Resource: 'arn:aws:s3:::gha1-primary/*' },
      'arn:aws:s3:::gha1-primary/2024:01:01',
      true,
    ],
    [{ Resource: 'arn:aws:s3:::GHA1-*' }, 'arn:aws:s3:::gha1-primary', false],
    [
      { Resource: 'arn:*:s3:::gha1-primary' },
      'arn:aws-cn:s3:::gha1-primary',
      true,
    ],
    [
      { Resource: 'arn:aws:s3:::gha1-primary' },
      'arn:aws-cn:s3:::gha1-primary',
      false,
    ],
    [
      { Resource: 'arn:aws:s3:*:*:gha1-primary' },
      'arn:aws:s3:::gha1-primary',
      true,
    ],
    [{ Resource: '*' }, 'arn:aws:s3:::any', true],
    [
      { Resource: ['arn:aws:s3:::a', 'arn:aws:s3:::b'] },
      'arn:aws:s3:::b',
      true,
    ],
    [{ Resource: 'arn:aws:s3:::a/*' }, 'arn:aws:s3:::a/literal*star', true],
    [{ Resource: 'arn:aws:s3:::a/x' }, 'arn:aws:s3:::a/*', false],
  ])('%j and %s: %s', (over, resource, expected) => {
    expect(allows(over, 's3:GetObject', resource)).toBe(expected);
  });

  it.each<[string, boolean]>([
    ['arn:aws:s3:::gha1-primary', false],
    ['arn:aws:s3:::gha2-primary', true],
  ])('NotResource excludes what it names: %s', (resource, expected) => {
    const document = {
      Version: '2012-10-17',
      Statement: {
        Effect: 'Allow',
        Action: 's3:*',
        NotResource: 'arn:aws:s3:::gha1-*',
      },
    };
    const decision = evaluate(
      {
        principal: aRole(),
        action: 's3:ListBucket',
        resource,
        resourceAccount: OWN,
      },
      { identity: [compilePolicy(document, { kind: 'identity', name: 'p' })] },
      { contextComplete: true },
    );
    expect(decision.verdict === 'allow').toBe(expected);
  });
});

describe('AWS: "IAM policy elements: Variables and tags"', () => {
  const home = (key: string) => `arn:aws:s3:::home/${key}`;
  it.each<
    [
      what: string,
      over: Statement,
      key: string,
      version: string,
      expected: boolean,
    ]
  >([
    [
      'substitutes in a resource',
      { Resource: home('${aws:username}/*') },
      'ann/file',
      '2012-10-17',
      true,
    ],
    [
      'substitutes nothing else',
      { Resource: home('${aws:username}/*') },
      'bob/file',
      '2012-10-17',
      false,
    ],
    [
      'is case-insensitive in the key',
      { Resource: home('${AWS:UserName}/*') },
      'ann/file',
      '2012-10-17',
      true,
    ],
    [
      'reads tags',
      { Resource: home('${aws:PrincipalTag/team}/*') },
      'blue/file',
      '2012-10-17',
      true,
    ],
    [
      'is literal text without a version',
      { Resource: home('${aws:username}/*') },
      'ann/file',
      'none',
      false,
    ],
    [
      'is literal text in 2008-10-17',
      { Resource: home('${aws:username}/*') },
      '${aws:username}/f',
      '2008-10-17',
      true,
    ],
    [
      'matches nothing without a value',
      { Resource: home('${aws:PrincipalTag/none}*') },
      'x',
      '2012-10-17',
      false,
    ],
    [
      'takes the default value',
      { Resource: home("${aws:PrincipalTag/none, 'shared'}/*") },
      'shared/f',
      '2012-10-17',
      true,
    ],
    [
      'prefers the value',
      { Resource: home("${aws:username, 'shared'}/*") },
      'shared/f',
      '2012-10-17',
      false,
    ],
    [
      '${*} is an asterisk',
      { Resource: home('a${*}b') },
      'a*b',
      '2012-10-17',
      true,
    ],
    [
      '${*} is no wildcard',
      { Resource: home('a${*}b') },
      'axb',
      '2012-10-17',
      false,
    ],
    [
      '${?} is a question mark',
      { Resource: home('a${?}b') },
      'a?b',
      '2012-10-17',
      true,
    ],
    [
      '${?} is no wildcard',
      { Resource: home('a${?}b') },
      'axb',
      '2012-10-17',
      false,
    ],
    [
      '${$} is a dollar sign',
      { Resource: home('${$}{x}') },
      '${x}',
      '2012-10-17',
      true,
    ],
    [
      'works in string conditions',
      { Condition: { StringLike: { 's3:prefix': 'home/${aws:username}/*' } } },
      'k',
      '2012-10-17',
      true,
    ],
    [
      'compares for a negated operator',
      {
        Condition: { StringNotLike: { 's3:prefix': 'home/${aws:username}/*' } },
      },
      'k',
      '2012-10-17',
      false,
    ],
    [
      'without a value is like nothing',
      {
        Condition: {
          StringLike: { 's3:prefix': '*${aws:PrincipalTag/none}*' },
        },
      },
      'k',
      '2012-10-17',
      false,
    ],
    [
      'without a value is unlike everything',
      {
        Condition: {
          StringNotLike: { 's3:prefix': '*${aws:PrincipalTag/none}*' },
        },
      },
      'k',
      '2012-10-17',
      true,
    ],
    [
      'works in ARN conditions',
      {
        Condition: {
          ArnLike: {
            'aws:PrincipalArn': 'arn:aws:iam::*:user/${aws:username}',
          },
        },
      },
      'k',
      '2012-10-17',
      true,
    ],
    [
      'ignores case where the operator does',
      {
        Condition: {
          StringEqualsIgnoreCase: { 's3:prefix': 'HOME/${aws:username}/X' },
        },
      },
      'k',
      '2012-10-17',
      true,
    ],
  ])('%s', (_, over, key, version, expected) => {
    expect(allows(over, 's3:GetObject', home(key), version)).toBe(expected);
  });

  it('treats wildcards in a substituted value as text', () => {
    const ask = (key: string) =>
      evaluate(
        {
          principal: aRole(),
          action: 's3:GetObject',
          resource: home(key),
          resourceAccount: OWN,
          context: { 'aws:PrincipalTag/team': '*' },
        },
        {
          identity: [
            policy(
              'identity',
              statement({ Resource: home('${aws:PrincipalTag/team}/f') }),
            ),
          ],
        },
        { contextComplete: true },
      ).verdict;
    expect(ask('*/f')).toBe('allow');
    expect(ask('blue/f')).toBe('deny');
  });

  it('substitutes no key that has several values', () => {
    const decision = evaluate(
      {
        principal: aRole(),
        action: 's3:GetObject',
        resource: home('a/f'),
        resourceAccount: OWN,
        context: { 'aws:TagKeys': ['a', 'b'] },
      },
      {
        identity: [
          policy('identity', statement({ Resource: home('${aws:TagKeys}/f') })),
        ],
      },
      { contextComplete: true },
    );
    expect(decision.verdict).toBe('deny');
  });

  it('makes the verdict conditional when the value is not known', () => {
    const decision = evaluate(
      {
        principal: aRole(),
        action: 's3:GetObject',
        resource: home('blue/f'),
        resourceAccount: OWN,
      },
      {
        identity: [
          policy(
            'identity',
            statement({ Resource: home('${aws:PrincipalTag/Team}/*') }),
          ),
        ],
      },
      { contextComplete: false },
    );
    expect(decision).toMatchObject({
      verdict: 'conditional',
      missingKeys: ['aws:PrincipalTag/Team'],
    });
  });
});

describe('AWS: "AWS JSON policy elements: NotPrincipal"', () => {
  const identity = [policy('identity', statement())];
  const exceptFor = (...arns: string[]) =>
    policy('resource', {
      Effect: 'Deny',
      NotPrincipal: { AWS: arns },
      Action: '*',
      Resource: '*',
    });
  const ask = (principal: Principal, arns: string[], boundary = false) =>
    evaluate(
      {
        principal,
        action: 's3:GetObject',
        resource: OBJECT,
        resourceAccount: OWN,
      },
      {
        identity,
        resource: exceptFor(...arns),
        ...(boundary && { boundary: [policy('boundary', statement())] }),
      },
      { contextComplete: true },
    ).verdict;

  it.each<
    [what: string, Principal, string[], 'allow' | 'deny' | 'conditional']
  >([
    ['a user with its account', aUser(), [userArn('ann'), rootArn()], 'allow'],
    ['a user without its account', aUser(), [userArn('ann')], 'deny'],
    ['the account without the user', aUser(), [rootArn()], 'deny'],
    ['a role with its account', aRole(), [roleArn('gha1'), OWN], 'allow'],
    ['another role', aRole(), [roleArn('gha2'), OWN], 'deny'],
    [
      'a session with its account',
      aSession(),
      [sessionArn('gha1', 'spark'), OWN],
      'allow',
    ],
    [
      'one session of the role',
      aRole(),
      [sessionArn('gha1', 'spark'), OWN],
      'conditional',
    ],
    [
      'another account',
      aRole(),
      [roleArn('gha1', OTHER), rootArn(OTHER)],
      'deny',
    ],
    [
      'the root user by its account',
      { kind: 'root', accountId: OWN },
      [rootArn()],
      'allow',
    ],
    ['everyone', aRole(), ['*'], 'allow'],
  ])('excepts %s', (_, principal, arns, verdict) => {
    expect(ask(principal, arns)).toBe(verdict);
  });

  it('denies every principal that has a permissions boundary', () => {
    expect(ask(aRole(), [roleArn('gha1'), OWN], true)).toBe('deny');
  });

  it('denies anonymous callers', () => {
    const resource = policy('resource', statement({ Principal: '*' }), {
      Effect: 'Deny',
      NotPrincipal: { AWS: OWN },
      Action: '*',
      Resource: '*',
    });
    const request = {
      principal: { kind: 'anonymous' },
      action: 's3:GetObject',
      resource: OBJECT,
      resourceAccount: OWN,
    } as const;
    expect(
      evaluate(request, { resource }, { contextComplete: true }).reason,
    ).toBe('explicit-deny');
  });
});

describe('AWS: "AWS JSON policy elements: Principal", a deleted principal', () => {
  it('matches no one any more', () => {
    const resource = policy(
      'resource',
      statement({
        Principal: { AWS: ['AROAEXAMPLEID12345678', 'AIDAEXAMPLEID12345678'] },
      }),
    );
    const request = {
      principal: aRole(),
      action: 's3:GetObject',
      resource: OBJECT,
      resourceAccount: OWN,
    };
    expect(
      evaluate(request, { resource }, { contextComplete: true }).verdict,
    ).toBe('deny');
  });
});
