import {
  arnLike,
  bucketWith,
  federated,
  guestsOf,
  iam,
  NOBODY,
  ofType,
  opened,
  STRANGER,
  trustWith,
} from './__fixtures__/guests';
import { Json, OTHER, OWN } from './__fixtures__/smallFleet';

const account = { StringEquals: { 'aws:PrincipalAccount': STRANGER } };

describe('principals that the model does not know are told apart', () => {
  it.each<[string, Json, string[]]>([
    [
      'an account, whatever the case of its digits',
      { StringEqualsIgnoreCase: { 'aws:PrincipalAccount': STRANGER } },
      [`root ${STRANGER} this-principal allow`],
    ],
    [
      'accounts by what they begin with',
      { StringLike: { 'aws:PrincipalAccount': '9999*' } },
      ['root 999900000000 this-principal allow'],
    ],
    [
      'accounts below a number, but for the first of all',
      {
        NumericLessThan: { 'aws:PrincipalAccount': '100000000000' },
        StringNotEquals: { 'aws:PrincipalAccount': NOBODY },
      },
      ['root 099999999999 this-principal allow'],
    ],
    [
      'an account but for many of its roles',
      {
        ...account,
        ArnNotEquals: {
          'aws:PrincipalArn': Array.from({ length: 80 }, (_, i) =>
            iam(`role/r${i}`),
          ),
        },
      },
      [`root ${STRANGER} this-principal allow`],
    ],
  ])('by account: %s', (_, condition, expected) => {
    expect(guestsOf(bucketWith(opened('*', condition)))).toEqual(expected);
  });

  it.each<[string, Json, string[]]>([
    [
      'a role by its ARN and roles by a pattern',
      arnLike(iam('role/x'), iam('role/team/*')),
      [
        `${iam('role/x')} this-principal allow`,
        `${iam('role/team/x')} such-principals allow`,
      ],
    ],
    [
      'roles by a pattern, which `ArnEquals` reads as well',
      { ArnEquals: { 'aws:PrincipalArn': iam('role/team/*') } },
      [`${iam('role/team/x')} such-principals allow`],
    ],
    [
      'roles by a pattern, if there is an ARN',
      {
        ...account,
        StringLikeIfExists: { 'aws:PrincipalArn': iam('role/team/*') },
      },
      [`${iam('role/team/x')} such-principals allow`],
    ],
    [
      'roles by any of some patterns',
      { 'ForAnyValue:ArnLike': { 'aws:PrincipalArn': iam('role/team/*') } },
      [`${iam('role/team/x')} such-principals allow`],
    ],
    [
      'roles that two patterns match together, across their path',
      {
        ...arnLike(iam('role/*b')),
        StringLike: { 'aws:PrincipalArn': iam('role/a/*') },
      },
      [`${iam('role/a/b')} such-principals allow`],
    ],
    [
      'whom a text means that reaches from the account into the path',
      {
        StringLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/ops' },
        ArnNotLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/ops' },
      },
      [
        `${iam('role/:role/ops', OWN)} such-principals allow`,
        `${iam('role/:role/ops', NOBODY)} such-principals allow`,
      ],
    ],
    [
      'a role whose path holds an asterisk, by its text',
      { StringEquals: { 'aws:PrincipalArn': iam('role/*/x') } },
      [`${iam('role/*/x')} this-principal allow`],
    ],
    [
      'roles by patterns that are too intricate together',
      {
        StringLike: {
          'aws:PrincipalArn': [...'abcdefghijklmnop'].map(letter =>
            iam(`role/*${letter}*`),
          ),
        },
      },
      [`${iam('role/any', OWN)} such-principals not-understood`],
    ],
    [
      'the root user of the account that owns the bucket, who may do everything there',
      arnLike(iam('root', OWN)),
      [],
    ],
  ])('by ARN: %s', (_, condition, expected) => {
    expect(guestsOf(bucketWith(opened('*', condition)))).toEqual(expected);
  });

  it.each<[string, Json, string[]]>([
    [
      'two letters of which the last is one',
      { StringLike: { 'aws:username': '?b' } },
      [
        `${iam('user/xb', OWN)} such-principals allow`,
        `${iam('user/xb', NOBODY)} such-principals allow`,
      ],
    ],
    [
      'a letter that it does not begin with',
      {
        StringLike: { 'aws:username': '?b' },
        StringNotLike: { 'aws:username': 'b*' },
      },
      [
        `${iam('user/xb', OWN)} such-principals allow`,
        `${iam('user/xb', NOBODY)} such-principals allow`,
      ],
    ],
    [
      'capital letters, written otherwise',
      {
        StringEqualsIgnoreCase: { 'aws:username': 'ADMIN' },
        StringNotEquals: { 'aws:username': 'ADMIN' },
      },
      [
        `${iam('user/ADMIn', OWN)} such-principals allow`,
        `${iam('user/ADMIn', NOBODY)} such-principals allow`,
      ],
    ],
    [
      'a tag and what stands before it, written otherwise',
      {
        StringEqualsIgnoreCase: {
          'aws:username': 'ops-${aws:PrincipalTag/team}',
        },
        StringNotLike: { 'aws:username': 'ops-*' },
      },
      [
        `${iam('user/opS-', OWN)} such-principals conditional`,
        `${iam('user/opS-', NOBODY)} such-principals conditional`,
      ],
    ],
  ])('by the name of a user: %s', (_, condition, expected) => {
    expect(guestsOf(bucketWith(opened('*', condition)))).toEqual(expected);
  });

  it.each<[string, Json, string[]]>([
    [
      'a root user',
      {
        StringEquals: {
          'aws:PrincipalType': 'Account',
          'aws:userid': STRANGER,
        },
      },
      [`root ${STRANGER} this-principal allow`],
    ],
    [
      'federated users of accounts that begin alike',
      {
        ...ofType('FederatedUser'),
        StringLike: { 'aws:userid': '9999*' },
      },
      [`${federated('x', '999900000000')} such-principals allow`],
    ],
    [
      'federated users but for one',
      {
        ...ofType('FederatedUser', STRANGER),
        StringNotEquals: { 'aws:userid': `${STRANGER}:bob` },
      },
      [`${federated('x', STRANGER)} such-principals allow`],
    ],
  ])('by id: %s', (_, condition, expected) => {
    expect(guestsOf(bucketWith(opened('*', condition)))).toEqual(expected);
  });

  it.each<[string, Json, string[]]>([
    [
      'sessions of roles',
      ofType('AssumedRole', STRANGER),
      [`${iam('role/x')} such-principals allow`],
    ],
    [
      'whoever has not signed, who is nobody of an account',
      ofType('Anonymous'),
      ['anonymous every-principal allow'],
    ],
    [
      'users, and what AWS does not name',
      { StringEquals: { 'aws:PrincipalType': ['User', 'AWSService'] } },
      [
        `${iam('user/x', OWN)} such-principals allow`,
        `${iam('user/x', NOBODY)} such-principals allow`,
        'service any.amazonaws.com such-principals conditional',
      ],
    ],
  ])('by type: %s', (_, condition, expected) => {
    expect(guestsOf(bucketWith(opened('*', condition)))).toEqual(expected);
  });

  it('by type: nobody who has not signed assumes a role', () => {
    const trust = opened('*', ofType('Anonymous'));
    expect(guestsOf(trustWith(trust))).toEqual([]);
  });

  it.each<[string, Json, string[]]>([
    [
      'by a pattern',
      {
        Bool: { 'aws:PrincipalIsAWSService': 'true' },
        StringLike: { 'aws:PrincipalServiceName': 'ec?.*' },
      },
      ['service ecx.any such-principals allow'],
    ],
    [
      'by one of its names, which nobody knows',
      {
        Bool: { 'aws:PrincipalIsAWSService': 'true' },
        'ForAnyValue:StringEquals': {
          'aws:PrincipalServiceNamesList': 'ec2.amazonaws.com',
        },
      },
      ['service any.amazonaws.com such-principals conditional'],
    ],
    [
      'by one of its names alone, which nobody knows of whoever asks',
      {
        ...account,
        'ForAnyValue:StringEquals': {
          'aws:PrincipalServiceNamesList': 'ec2.amazonaws.com',
        },
      },
      [
        `root ${STRANGER} this-principal conditional`,
        'service any.amazonaws.com such-principals conditional',
      ],
    ],
  ])('a service: %s', (_, condition, expected) => {
    expect(guestsOf(bucketWith(opened('*', condition)))).toEqual(expected);
  });

  const ops = (variable: string) =>
    arnLike(`arn:aws:iam::*:role/ops/\${${variable}}`);
  const perhaps = [
    `${iam('role/ops/x', OWN)} such-principals conditional`,
    `${iam('role/ops/x', NOBODY)} such-principals conditional`,
  ];

  it.each<[string, Json, string[]]>([
    [
      'the account that owns a bucket, as S3 names it',
      arnLike('arn:aws:iam::${s3:ResourceAccount}:role/ops'),
      [`${iam('role/ops', OWN)} this-principal allow`],
    ],
    [
      'an asterisk',
      arnLike(iam('role/${*}/x')),
      [`${iam('role/*/x')} this-principal allow`],
    ],
    [
      'a question mark',
      arnLike(iam('role/${?}/x')),
      [`${iam('role/?/x')} this-principal allow`],
    ],
    [
      'a dollar sign',
      arnLike(iam('role/${$}/x')),
      [`${iam('role/$/x')} this-principal allow`],
    ],
    ['a tag, or else a text', ops("aws:PrincipalTag/team, 'none'"), perhaps],
    [
      'a tag that is called like the name of a user',
      ops('aws:PrincipalTag/of-aws:username'),
      perhaps,
    ],
    ['names of services', ops('aws:PrincipalServiceNamesList'), perhaps],
  ])('by a variable that stands for %s', (_, condition, expected) => {
    expect(guestsOf(bucketWith(opened('*', condition)))).toEqual(expected);
  });

  it('for each account that a statement names', () => {
    const guests = guestsOf(
      bucketWith(
        opened({ AWS: [STRANGER, OTHER] }, arnLike('arn:aws:iam::*:user/*')),
      ),
    );
    expect(guests).toEqual([
      `${iam('user/x', STRANGER)} such-principals allow`,
      `${iam('user/x', OTHER)} such-principals allow`,
    ]);
  });

  it('in the account, by a tag that nobody knows', () => {
    const condition = arnLike(
      'arn:aws:iam::*:role/ops/${aws:PrincipalTag/team}',
    );
    expect(guestsOf(bucketWith(opened({ AWS: STRANGER }, condition)))).toEqual([
      `${iam('role/ops/x')} such-principals conditional`,
    ]);
  });
});
