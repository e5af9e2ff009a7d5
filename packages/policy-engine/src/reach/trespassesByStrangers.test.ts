import {
  arnLike,
  bucketWith,
  guestsOf,
  iam,
  NOBODY,
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
  withBucket,
} from './__fixtures__/smallFleet';

describe('findTrespasses by principals that the model does not know', () => {
  it.each<[string, Json, string[]]>([
    [
      'an account',
      { StringEquals: { 'aws:PrincipalAccount': STRANGER } },
      [`root ${STRANGER} this-principal allow`],
    ],
    [
      'a number of an account',
      { NumericEquals: { 'aws:PrincipalAccount': STRANGER } },
      [`root ${STRANGER} this-principal allow`],
    ],
    [
      'accounts beyond a number',
      { NumericGreaterThan: { 'aws:PrincipalAccount': '999999999998' } },
      [`root ${STRANGER} this-principal allow`],
    ],
    [
      'a role of another account',
      arnLike(iam('role/x')),
      [`${iam('role/x')} this-principal allow`],
    ],
    [
      'roles of another account',
      arnLike(iam('role/team/*')),
      [`${iam('role/team/x')} such-principals allow`],
    ],
    [
      'a user of another account',
      arnLike(iam('user/ann')),
      [`${iam('user/ann')} this-principal allow`],
    ],
    [
      'the root user of another account',
      arnLike(iam('root')),
      [`root ${STRANGER} this-principal allow`],
    ],
    [
      'users of every account',
      arnLike('arn:aws:iam::*:user/*'),
      [
        `${iam('user/x', OWN)} such-principals allow`,
        `${iam('user/x', NOBODY)} such-principals allow`,
      ],
    ],
    [
      'a role that every account has',
      arnLike('arn:aws:iam::*:role/AccessRole'),
      [
        `${iam('role/AccessRole', OWN)} such-principals allow`,
        `${iam('role/AccessRole', NOBODY)} such-principals allow`,
      ],
    ],
    [
      'a role of the own account that the model does not know',
      arnLike(iam('role/ops', OWN)),
      [`${iam('role/ops', OWN)} this-principal allow`],
    ],
    [
      'users of the own account',
      arnLike(iam('user/*', OWN)),
      [`${iam('user/x', OWN)} such-principals allow`],
    ],
    [
      'roles that are still to come',
      arnLike(roleArn('new*')),
      [`${roleArn('new')} such-principals allow`],
    ],
    [
      'users by their type',
      { StringEquals: { 'aws:PrincipalType': 'User' } },
      [
        `${iam('user/x', OWN)} such-principals allow`,
        `${iam('user/x', NOBODY)} such-principals allow`,
      ],
    ],
    [
      'root users by their type',
      { StringEquals: { 'aws:PrincipalType': 'Account' } },
      [`root ${NOBODY} this-principal allow`],
    ],
    [
      'federated users by their type',
      { StringEquals: { 'aws:PrincipalType': 'FederatedUser' } },
      [
        `arn:aws:sts::${OWN}:federated-user/x such-principals allow`,
        `arn:aws:sts::${NOBODY}:federated-user/x such-principals allow`,
      ],
    ],
    [
      'federated users by their id',
      {
        StringLike: { 'aws:userid': `${STRANGER}:b*` },
        StringEquals: { 'aws:PrincipalType': 'FederatedUser' },
      },
      [`arn:aws:sts::${STRANGER}:federated-user/b such-principals allow`],
    ],
    [
      'users by their name',
      { StringLike: { 'aws:username': 'ops-*' } },
      [
        `${iam('user/ops-', OWN)} such-principals allow`,
        `${iam('user/ops-', NOBODY)} such-principals allow`,
      ],
    ],
    [
      'whoever has the name of a user',
      { Null: { 'aws:username': 'false' } },
      [
        `${iam('user/x', OWN)} such-principals allow`,
        `${iam('user/x', NOBODY)} such-principals allow`,
      ],
    ],
    [
      'services',
      { Bool: { 'aws:PrincipalIsAWSService': 'true' } },
      ['service any.amazonaws.com such-principals allow'],
    ],
    [
      'a type of principal that AWS does not name',
      { StringEquals: { 'aws:PrincipalType': 'AWSService' } },
      ['service any.amazonaws.com such-principals conditional'],
    ],
    [
      'a service by its name',
      {
        Bool: { 'aws:PrincipalIsAWSService': 'true' },
        StringEquals: { 'aws:PrincipalServiceName': 'ec2.amazonaws.com' },
      },
      ['service ec2.amazonaws.com such-principals allow'],
    ],
    [
      'a user whose name is written otherwise',
      {
        StringEqualsIgnoreCase: { 'aws:username': 'Admin1' },
        StringNotEquals: { 'aws:username': 'Admin1' },
      },
      [
        `${iam('user/AdmiN1', OWN)} such-principals allow`,
        `${iam('user/AdmiN1', NOBODY)} such-principals allow`,
      ],
    ],
    [
      'roles whatever their account, by a text',
      { StringLike: { 'aws:PrincipalArn': '*:role/ops' } },
      [
        `${iam('role/ops', OWN)} such-principals allow`,
        `${iam('role/ops', NOBODY)} such-principals allow`,
      ],
    ],
    [
      'a role of the account that owns the bucket',
      arnLike('arn:aws:iam::${aws:ResourceAccount}:role/ops'),
      [`${iam('role/ops', OWN)} this-principal allow`],
    ],
    [
      'roles by a tag that nobody knows',
      arnLike('arn:aws:iam::*:role/ops/${aws:PrincipalTag/team}'),
      [
        `${iam('role/ops/x', OWN)} such-principals conditional`,
        `${iam('role/ops/x', NOBODY)} such-principals conditional`,
      ],
    ],
    [
      'users below their own name, which is too intricate to be told',
      arnLike('arn:aws:iam::*:user/${aws:username}/home'),
      [`${iam('role/any', OWN)} such-principals not-understood`],
    ],
    [
      'more patterns than can be looked at',
      arnLike(
        ...Array.from({ length: 500 }, (_, i) => `arn:*:*:*:*:other/${i}*`),
      ),
      [`${iam('role/any', OWN)} such-principals not-understood`],
    ],
    [
      'an ARN that is compared as a date',
      { DateEquals: { 'aws:PrincipalArn': '2026-01-01' } },
      [`${iam('role/any', OWN)} such-principals not-understood`],
    ],
    [
      'the role of the bucket and no other',
      { ArnEquals: { 'aws:PrincipalArn': roleArn('gha2') } },
      [],
    ],
    [
      'the role of the bucket, by a text',
      { StringLike: { 'aws:PrincipalArn': roleArn('gha2') } },
      [],
    ],
    [
      'nobody, because an account has no such role',
      {
        ...arnLike(roleArn('x')),
        StringEquals: { 'aws:PrincipalAccount': STRANGER },
      },
      [],
    ],
  ])('tells that a bucket is open to %s', (_, condition, expected) => {
    const guests = guestsOf(bucketWith(opened('*', condition)));
    expect(guests).toEqual(expected);
  });

  it.each<[string, Json, string[]]>([
    [
      'the account, of users alone',
      arnLike(iam('user/*')),
      [`${iam('user/x')} such-principals allow`],
    ],
    [
      'the account, of roles below a path',
      arnLike(iam('role/team/*')),
      [`${iam('role/team/x')} such-principals allow`],
    ],
    [
      'the account, of federated users',
      { StringEquals: { 'aws:PrincipalType': 'FederatedUser' } },
      [`arn:aws:sts::${STRANGER}:federated-user/x such-principals allow`],
    ],
    [
      'the account, by an organization that nobody knows',
      { StringEquals: { 'aws:PrincipalOrgID': 'o-1234567890' } },
      [`root ${STRANGER} this-principal conditional`],
    ],
    ['the account, of another account', arnLike(iam('role/x', OTHER)), []],
  ])('tells whom a bucket lets in that names %s', (_, condition, expected) => {
    const guests = guestsOf(bucketWith(opened({ AWS: STRANGER }, condition)));
    expect(guests).toEqual(expected);
  });

  it.each<[string, Json, string[]]>([
    [
      'an account',
      opened({ AWS: STRANGER }),
      [`${iam('role/x')} such-principals allow`],
    ],
    [
      'users of an account',
      opened({ AWS: STRANGER }, arnLike(iam('user/*'))),
      [`${iam('user/x')} such-principals allow`],
    ],
    [
      'roles of an account below a path',
      opened({ AWS: STRANGER }, arnLike(iam('role/team/*'))),
      [`${iam('role/team/x')} such-principals allow`],
    ],
    [
      'everybody of an account',
      opened('*', { StringEquals: { 'aws:PrincipalAccount': STRANGER } }),
      [`${iam('role/x')} such-principals allow`],
    ],
    [
      'users of every account',
      opened({ AWS: '*' }, arnLike('arn:aws:iam::*:user/*')),
      [
        `${iam('user/x', OWN)} such-principals allow`,
        `${iam('user/x', NOBODY)} such-principals allow`,
      ],
    ],
    ['the root user', opened('*', arnLike(iam('root'))), []],
    ['the own account', opened({ AWS: OWN }), []],
    [
      'a role of the own account that the model does not know',
      opened('*', arnLike(iam('role/ops', OWN))),
      [`${iam('role/ops', OWN)} this-principal allow`],
    ],
  ])('tells that a role may be assumed by %s', (_, statement, expected) => {
    expect(guestsOf(trustWith(statement))).toEqual(expected);
  });

  it('takes a principal of a known account that the model does not know for one that may do everything there', () => {
    const fleet = bucketWith(opened({ AWS: iam('role/ops', OTHER) }));
    const known: SmallFleet = {
      ...fleet,
      model: { ...fleet.model, accounts: [{ accountId: OTHER }] },
    };
    expect(guestsOf(known)).toEqual([
      `${iam('role/ops', OTHER)} this-principal allow`,
    ]);
    expect(
      guestsOf({
        ...known,
        model: {
          ...known.model,
          accounts: [
            {
              accountId: OTHER,
              serviceControlPolicies: [
                [
                  source(
                    'scp',
                    { Effect: 'Allow', Action: '*', Resource: '*' },
                    { Effect: 'Deny', Action: 's3:*', Resource: '*' },
                  ),
                ],
              ],
            },
          ],
        },
      }),
    ).toEqual([]);
  });

  it('tells that another account of the model is let in, of which others may come than the model knows', () => {
    const { model, ...others } = trustWith(opened({ AWS: OTHER }));
    const accounts = [{ accountId: OTHER }];
    expect(guestsOf({ ...others, model: { ...model, accounts } })).toEqual([
      `${iam('role/x', OTHER)} such-principals allow`,
    ]);
  });

  it('looks for whom the service control policies of another account let pass', () => {
    const fleet = bucketWith(opened({ AWS: OTHER }));
    const scp = source(
      'scp',
      { Effect: 'Allow', Action: '*', Resource: '*' },
      {
        Effect: 'Deny',
        Action: '*',
        Resource: '*',
        Condition: {
          ArnNotLike: { 'aws:PrincipalArn': 'arn:*:iam::*:role/o*s' },
        },
      },
    );
    const accounts = [{ accountId: OTHER, serviceControlPolicies: [[scp]] }];
    expect(guestsOf({ ...fleet, model: { ...fleet.model, accounts } })).toEqual(
      [`${iam('role/os', OTHER)} such-principals allow`],
    );
  });

  it('looks for principals in the partition of the model', () => {
    const inChina = (fleet: SmallFleet): SmallFleet =>
      JSON.parse(JSON.stringify(fleet).replaceAll('arn:aws:', 'arn:aws-cn:'));
    const rootOf = arnLike(iam('root'));
    expect(guestsOf(inChina(bucketWith(opened('*', rootOf))))).toEqual([
      `root ${STRANGER} this-principal allow`,
    ]);
    const users = arnLike(iam('user/*'));
    expect(guestsOf(inChina(bucketWith(opened('*', users))))).toEqual([
      `arn:aws-cn:iam::${STRANGER}:user/x such-principals allow`,
    ]);
  });

  it('tells everybody where more are let in than can be named', () => {
    const arns = Array.from({ length: 40 }, (_, i) => iam(`role/r${i}`));
    expect(guestsOf(bucketWith(opened('*', arnLike(...arns))))).toEqual([
      `${iam('role/r0')} every-principal allow`,
    ]);
  });

  it('takes a policy that is not understood for open to strangers too', () => {
    const fleet = withBucket(smallFleet(['gha2']), 'gha2-primary', {
      policy: source('gha2-primary', { Effect: 'Perhaps' }),
    });
    expect(guestsOf(fleet, { actions: ['s3:GetObject'] })).toEqual([
      'anonymous every-principal not-understood',
      `root ${NOBODY} this-principal not-understood`,
      `${iam('role/x', OWN)} such-principals not-understood`,
    ]);
  });
});
