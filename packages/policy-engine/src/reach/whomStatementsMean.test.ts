import type { AccessModelUser } from '../accessModel';
import type { Principal } from '../request/AccessRequest';
import {
  arnLike,
  bucketWith,
  denied,
  guestsOf,
  iam,
  NOBODY,
  ofType,
  opened,
  STRANGER,
  trustWith,
} from './__fixtures__/guests';
import {
  Json,
  OTHER,
  OWN,
  roleArn,
  SmallFleet,
  smallFleet,
  source,
  withRole,
} from './__fixtures__/smallFleet';

const FROM_VPC = { StringEquals: { 'aws:SourceVpc': 'vpc-1' } };
const NOT_FROM_VPC = { StringNotEquals: { 'aws:SourceVpc': 'vpc-1' } };
const OVER_TLS = { Bool: { 'aws:SecureTransport': 'true' } };

/** A fleet of roles of which everybody may assume one, as far as no statement denies it. */
function trustOf(names: readonly string[], ...denials: readonly Json[]) {
  return withRole(smallFleet(['gha2', ...names]), 'gha2', {
    trust: source(
      'trust',
      ...[opened('*'), ...denials].map(statement => ({
        Action: 'sts:AssumeRole',
        ...statement,
      })),
    ),
  });
}

const numbered = (count: number) =>
  Array.from({ length: count }, (_, i) => `r${i + 10}`);

/** The fleet with users and roles beside those of the applications. */
function withOthers(
  fleet: SmallFleet,
  ...others: readonly AccessModelUser[]
): SmallFleet {
  return { ...fleet, model: { ...fleet.model, users: others } };
}

const user = (name: string): AccessModelUser => ({
  arn: iam(`user/${name}`, OWN),
  accountId: OWN,
  identity: [],
});

describe('a statement for everybody', () => {
  it.each<[string, SmallFleet, string[]]>([
    [
      'of a bucket',
      bucketWith(opened('*')),
      ['anonymous every-principal allow'],
    ],
    [
      'of a bucket, where nobody knows the network',
      bucketWith(opened('*', FROM_VPC)),
      [
        'anonymous every-principal conditional',
        `${roleArn('gha1')} every-principal conditional`,
      ],
    ],
    [
      'of a role, which nobody assumes who has not signed',
      trustWith(opened('*')),
      [`${roleArn('gha1')} every-principal allow`],
    ],
    [
      'of a role, where nobody knows the network',
      trustWith(opened('*', FROM_VPC)),
      [`${roleArn('gha1')} every-principal conditional`],
    ],
    [
      'of an organization, over TLS',
      trustWith(
        opened('*', OVER_TLS, {
          StringEquals: { 'aws:PrincipalOrgID': 'o-1234567890' },
        }),
      ),
      [
        `${roleArn('gha1')} every-principal conditional`,
        `${iam('role/x', OWN)} such-principals conditional`,
        `${iam('role/x', NOBODY)} such-principals conditional`,
      ],
    ],
  ])('%s, is told with one who is let in', (_, fleet, expected) => {
    expect(guestsOf(fleet)).toEqual(expected);
  });

  it('is told with one who is certainly let in, if there is one', () => {
    const fleet = trustOf(
      ['gha1', 'gha10'],
      denied({ ...arnLike(roleArn('gha1')), ...NOT_FROM_VPC }),
    );
    expect(guestsOf(fleet)).toEqual([
      `${roleArn('gha10')} every-principal allow`,
    ]);
  });

  it.each([
    [8, 'r17 every-principal allow'],
    [9, 'r10 every-principal conditional'],
  ])(
    'is told with one who is let in perhaps, where the %ith alone certainly is',
    (count, expected) => {
      const names = numbered(count);
      const [last = ''] = names.slice(-1);
      const fleet = trustOf(
        names,
        denied({
          ArnNotEquals: { 'aws:PrincipalArn': roleArn(last) },
          ...NOT_FROM_VPC,
        }),
      );
      expect(guestsOf(fleet)).toEqual([roleArn(expected)]);
    },
  );

  it('is told with a stranger where no known principal is let in as surely', () => {
    const fleet = trustOf(
      ['gha1'],
      denied({
        StringEquals: { 'aws:PrincipalAccount': OWN },
        ...NOT_FROM_VPC,
      }),
    );
    expect(guestsOf(fleet)).toEqual([
      `${roleArn('gha1')} every-principal conditional`,
      `${iam('role/x', NOBODY)} every-principal allow`,
    ]);
  });

  it('is told with the one who is let in where all others are denied', () => {
    const fleet = trustOf(
      ['gha1', 'gha10'],
      denied({ ArnNotEquals: { 'aws:PrincipalArn': roleArn('gha10') } }),
      denied(NOT_FROM_VPC),
    );
    expect(guestsOf(fleet)).toEqual([
      `${roleArn('gha10')} every-principal conditional`,
    ]);
  });
});

describe('a statement for everybody that tells principals apart', () => {
  const users = withOthers(smallFleet(), user('ann'), user('bob'), user('amy'));
  const openedTo = (fleet: SmallFleet, ...conditions: readonly Json[]) => ({
    ...fleet,
    model: {
      ...fleet.model,
      buckets: bucketWith(opened('*', ...conditions)).model.buckets,
    },
  });

  it.each<[string, Json, string[]]>([
    [
      'the name of a user',
      { StringLike: { 'aws:username': 'a*' } },
      [
        `${iam('user/ann', OWN)} this-principal allow`,
        `${iam('user/amy', OWN)} this-principal allow`,
        `${iam('user/a', OWN)} such-principals allow`,
        `${iam('user/a', NOBODY)} such-principals allow`,
      ],
    ],
    [
      'the ARNs of some users',
      arnLike(iam('user/ann', OWN), iam('user/amy', OWN)),
      [
        `${iam('user/ann', OWN)} this-principal allow`,
        `${iam('user/amy', OWN)} this-principal allow`,
      ],
    ],
    [
      'the ARNs of some roles',
      arnLike(roleArn('gha1'), roleArn('gha10')),
      [
        `${roleArn('gha1')} this-principal allow`,
        `${roleArn('gha10')} this-principal allow`,
      ],
    ],
    [
      'the ARN of a role and one that holds a tag',
      arnLike(
        roleArn('gha1'),
        `arn:aws:iam::${OWN}:role/corridors/gha10\${aws:PrincipalTag/team}`,
      ),
      [
        `${roleArn('gha1')} this-principal allow`,
        `${roleArn('gha10')} this-principal conditional`,
        `${roleArn('gha10x')} such-principals conditional`,
      ],
    ],
    [
      'a type',
      ofType('AssumedRole', OWN),
      [
        `${roleArn('gha1')} this-principal allow`,
        `${roleArn('gha10')} this-principal allow`,
        `${iam('role/x', OWN)} such-principals allow`,
      ],
    ],
    [
      'a tag',
      {
        ...arnLike(roleArn('*')),
        StringEquals: { 'aws:PrincipalTag/team': 'data' },
      },
      [
        `${roleArn('gha1')} this-principal conditional`,
        `${roleArn('gha10')} this-principal conditional`,
        `${roleArn('x')} such-principals conditional`,
      ],
    ],
  ])('by %s names each who is let in', (_, condition, expected) => {
    expect(guestsOf(openedTo(users, condition))).toEqual(expected);
  });

  it.each<[string, Json]>([
    ['a tag', { StringEquals: { 'aws:PrincipalTag/team': 'data' } }],
    ['an id', { StringLike: { 'aws:userid': 'AROA*' } }],
  ])('by %s that nobody knows names each role', (_, condition) => {
    expect(guestsOf(trustWith(opened('*', condition)))).toEqual([
      `${roleArn('gha1')} this-principal conditional`,
      `${roleArn('gha10')} this-principal conditional`,
      `${iam('role/x', OWN)} such-principals conditional`,
      `${iam('role/x', NOBODY)} such-principals conditional`,
    ]);
  });

  it('names those of other accounts, whose own policies must let them', () => {
    const read = {
      Action: 's3:GetObject',
      Resource: 'arn:aws:s3:::gha2-primary/*',
    };
    const amy: AccessModelUser = {
      arn: iam('user/amy', OTHER),
      accountId: OTHER,
      identity: [source('read', { Effect: 'Allow', ...read })],
    };
    const told = `${amy.arn} this-principal allow`;
    const fleet = openedTo(smallFleet(), arnLike(amy.arn));
    // By its own policy, and by that of the bucket.
    expect(guestsOf(withOthers(fleet, amy))).toEqual([told, told]);
    const idle = { ...amy, identity: [] };
    expect(guestsOf(withOthers(fleet, idle))).toEqual([]);
  });

  it('does not take the text of a variable for a name', () => {
    const own = arnLike(`arn:aws:iam::${OWN}:user/\${aws:username}`);
    expect(guestsOf(openedTo(smallFleet(), own))).toEqual([
      `${iam('user/x', OWN)} such-principals allow`,
    ]);
  });

  it('names as many as 32 who are known, and everybody where they are more', () => {
    const few = numbered(32);
    const openTo = (names: readonly string[]) =>
      guestsOf(
        openedTo(smallFleet(['gha2', ...names]), arnLike(roleArn('r*'))),
      );
    expect(openTo(few)).toEqual([
      ...few.map(name => `${roleArn(name)} this-principal allow`),
      `${roleArn('r')} such-principals allow`,
    ]);
    expect(openTo(numbered(33))).toEqual([
      `${roleArn('r10')} every-principal allow`,
    ]);
  });

  it('names as many as 32 who are not known, and everybody where they are more', () => {
    const arns = numbered(33).map(name => iam(`role/${name}`));
    const openTo = (count: number) =>
      guestsOf(bucketWith(opened('*', arnLike(...arns.slice(0, count)))));
    expect(openTo(32)).toEqual(
      arns.slice(0, 32).map(arn => `${arn} this-principal allow`),
    );
    expect(openTo(33)).toEqual([`${arns[0]} every-principal allow`]);
  });
});

describe('a question for some principals', () => {
  const session: Principal = {
    kind: 'assumed-role',
    arn: `arn:aws:sts::${OWN}:assumed-role/gha10/spark`,
    roleArn: roleArn('gha10'),
  };
  const principals: readonly Principal[] = [
    { kind: 'role', arn: roleArn('gha1') },
    session,
    { kind: 'root', accountId: STRANGER },
    { kind: 'role', arn: iam('role/x') },
    { kind: 'user', arn: iam('user/x', NOBODY) },
    { kind: 'anonymous' },
  ];

  it.each<[string, SmallFleet, string[]]>([
    [
      'of whom a bucket lets all in',
      bucketWith(opened('*')),
      [
        `${roleArn('gha1')} this-principal allow`,
        `${session.arn} this-principal allow`,
        `root ${STRANGER} this-principal allow`,
        `${iam('role/x')} this-principal allow`,
        `${iam('user/x', NOBODY)} this-principal allow`,
        'anonymous this-principal allow',
      ],
    ],
    [
      'of whom a bucket lets some in by their ARNs',
      bucketWith(opened('*', arnLike(roleArn('gha10'), iam('root')))),
      [
        `${session.arn} this-principal allow`,
        `root ${STRANGER} this-principal allow`,
      ],
    ],
    [
      'of whom a role names the account of one',
      trustWith(opened({ AWS: STRANGER })),
      [`${iam('role/x')} this-principal allow`],
    ],
    [
      'of whom a bucket names the account of some',
      bucketWith(opened({ AWS: STRANGER })),
      [
        `root ${STRANGER} this-principal allow`,
        `${iam('role/x')} this-principal allow`,
      ],
    ],
    [
      'of whom a bucket names one, and the accounts of others',
      bucketWith(
        opened({ AWS: STRANGER }),
        opened({ AWS: NOBODY }),
        opened({ AWS: roleArn('gha1') }),
      ),
      [
        `root ${STRANGER} this-principal allow`,
        `${iam('role/x')} this-principal allow`,
        `${iam('user/x', NOBODY)} this-principal allow`,
        `${roleArn('gha1')} this-principal allow`,
      ],
    ],
    [
      'of whom a bucket names the account of one whom the model knows',
      withOthers(bucketWith(opened({ AWS: NOBODY })), {
        arn: iam('user/x', NOBODY),
        accountId: NOBODY,
        identity: [
          source('x', {
            Effect: 'Allow',
            Action: 's3:GetObject',
            Resource: 'arn:aws:s3:::gha2-primary/*',
          }),
        ],
      }),
      [`${iam('user/x', NOBODY)} this-principal allow`],
    ],
  ])('%s, is answered for each', (_, fleet, expected) => {
    expect(guestsOf(fleet, { principals })).toEqual(expected);
  });
});

describe('a statement that names a principal', () => {
  const sessionArn = (name: string) =>
    `arn:aws:sts::${OWN}:assumed-role/${name}/spark`;

  it('which was deleted, lets nobody in', () => {
    const named = opened({ AWS: 'AIDAQ3EGPKVZ2EXAMPLE' });
    expect(guestsOf(bucketWith(named))).toEqual([]);
    expect(guestsOf(trustWith(named))).toEqual([]);
  });

  it('whom another statement denies, lets nobody in', () => {
    const named = opened({ AWS: roleArn('gha1') });
    const all = { Effect: 'Deny', Principal: '*' };
    expect(guestsOf(bucketWith(named, all))).toEqual([]);
    const trust = [named, all].map(one => ({
      Action: 'sts:AssumeRole',
      ...one,
    }));
    expect(
      guestsOf(
        withRole(smallFleet(), 'gha2', { trust: source('trust', ...trust) }),
      ),
    ).toEqual([]);
  });

  it('by a session, tells of the session and of its role', () => {
    const known = trustWith(opened({ AWS: sessionArn('gha1') }));
    expect(guestsOf(known)).toEqual([
      `${roleArn('gha1')} this-principal conditional`,
      `${sessionArn('gha1')} this-principal allow`,
    ]);
    const unknown = withOthers(
      trustWith(opened({ AWS: sessionArn('ann') })),
      user('ann'),
    );
    const expected = [
      `${iam('role/ann', OWN)} this-principal conditional`,
      `${sessionArn('ann')} this-principal allow`,
    ];
    expect(guestsOf(unknown)).toEqual(expected);
    const inChina: SmallFleet = JSON.parse(
      JSON.stringify(unknown).replaceAll('arn:aws:', 'arn:aws-cn:'),
    );
    expect(guestsOf(inChina)).toEqual(
      expected.map(line => line.replace('arn:aws:', 'arn:aws-cn:')),
    );
  });
});
