import {
  arnLike,
  bucketWith,
  denied,
  federated,
  guestsOf,
  iam,
  NOBODY,
  ofType,
  opened,
  STRANGER,
} from './__fixtures__/guests';
import {
  OTHER,
  OWN,
  roleArn,
  SmallFleet,
  smallFleet,
  source,
} from './__fixtures__/smallFleet';

const account = { StringEquals: { 'aws:PrincipalAccount': STRANGER } };

describe('principals that the model does not know are looked for', () => {
  it('anew for a bucket of another account that has the same policy', () => {
    const { model, territories, ...fleet } = smallFleet(['gha2']);
    const policy = source('shared', {
      ...opened('*', ofType('User')),
      Action: 's3:GetObject',
      Resource: '*',
    });
    const own = { name: 'gha2-primary', accountId: OWN, policy };
    const other = { name: 'other-primary', accountId: OTHER, policy };
    const shared: SmallFleet = {
      ...fleet,
      model: { ...model, buckets: [own, other] },
      territories: [
        ...territories,
        {
          id: 'other',
          accountId: OTHER,
          bucketNames: ['other-*'],
          roleArns: [],
          principals: [],
          webIdentities: [],
        },
      ],
    };
    expect(guestsOf(shared)).toEqual([
      `${iam('user/x', OWN)} such-principals allow`,
      `${iam('user/x', NOBODY)} such-principals allow`,
      `${iam('user/x', OTHER)} such-principals allow`,
      `${iam('user/x', NOBODY)} such-principals allow`,
    ]);
  });

  const spelled = [roleArn('gha2')];

  it.each([
    ['ArnEquals', 'aws:PrincipalArn'],
    ['ArnLike', 'aws:PrincipalArn'],
    ['StringEquals', 'AWS:principalARN'],
    ['StringLike', 'aws:principalarn'],
  ])(
    'among those alone whom a statement spells out by %s of %s, however intricate others are',
    (operator, key) => {
      const own = opened('*', { [operator]: { [key]: spelled } });
      const intricate = denied(
        arnLike('arn:aws:iam::*:user/${aws:username}/home'),
      );
      expect(guestsOf(bucketWith(own, intricate))).toEqual([]);
    },
  );

  it('of each statement by itself', () => {
    const nobody = opened('*', {
      ...arnLike(roleArn('x*')),
      StringEquals: { 'aws:PrincipalAccount': STRANGER },
    });
    const intricate = opened(
      '*',
      arnLike('arn:aws:iam::*:user/${aws:username}/home'),
    );
    expect(guestsOf(bucketWith(nobody, intricate))).toEqual([
      `${iam('role/any', OWN)} such-principals not-understood`,
    ]);
  });

  it('beside principals that the statement names as well', () => {
    const guests = guestsOf(
      bucketWith(opened({ AWS: ['*', iam('role/ops')] }, account)),
    );
    expect(guests).toEqual([
      `root ${STRANGER} this-principal allow`,
      `${iam('role/ops')} this-principal allow`,
    ]);
  });

  it('for each statement among those that it means', () => {
    const guests = guestsOf(
      bucketWith(
        opened('*', ofType('User', STRANGER)),
        opened('*', ofType('FederatedUser', STRANGER)),
      ),
    );
    expect(guests).toEqual([
      `${iam('user/x')} such-principals allow`,
      `${federated('x', STRANGER)} such-principals allow`,
    ]);
  });

  it('in an account that a statement names, where no service is', () => {
    const isService = (is: string) => ({
      Bool: { 'aws:PrincipalIsAWSService': is },
    });
    const guests = guestsOf(
      bucketWith(
        opened({ AWS: STRANGER }, arnLike(iam('role/*'))),
        opened('*', isService('true')),
        { ...denied(isService('true')), Action: 's3:PutObject' },
      ),
    );
    expect(guests).toEqual([
      `${iam('role/x')} such-principals allow`,
      'service any.amazonaws.com such-principals allow',
    ]);
  });
});
