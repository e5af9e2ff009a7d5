import {
  aRole,
  aUser,
  OBJECT,
  OWN,
  policy,
  Statement,
  statement,
} from '../__fixtures__/documents';
import { compilePolicy, evaluate } from '..';

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
    ...['none', '2008-10-17', '2012-10-17'].map(
      (version): [string, Statement, string, string, boolean] => [
        'leaves wildcards of conditions what they are',
        { Condition: { StringLike: { 's3:prefix': 'home/a??/*' } } },
        'ann/file',
        version,
        true,
      ],
    ),
    ...(
      [
        ['arn:a*s:s3:::home/${aws:username}/*', 'ann/file', true],
        ['arn:a*s:s3:::home/${aws:username}', 'x/s:s3:::home/ann', false],
        [
          'arn:aws:s3:::home/x*s:s3:::home/${aws:username}',
          'x/s:s3:::home/ann',
          true,
        ],
        ['arn:aws:s3:::home/${aws:username}/a*z', 'ann/a:z', true],
      ] as const
    ).map(
      ([Resource, key, expected]): [
        string,
        Statement,
        string,
        string,
        boolean,
      ] => [
        `lets a wildcard before the last part reach as far as it may: ${Resource}`,
        { Resource },
        key,
        '2012-10-17',
        expected,
      ],
    ),
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
    ...['none', '2008-10-17'].map(
      (version): [string, Statement, string, string, boolean] => [
        'is literal text in conditions',
        {
          Condition: { StringLike: { 's3:prefix': 'home/${aws:username}/*' } },
        },
        'k',
        version,
        false,
      ],
    ),
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
