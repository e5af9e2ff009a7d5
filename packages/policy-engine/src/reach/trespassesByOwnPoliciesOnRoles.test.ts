import {
  Json,
  OTHER,
  OWN,
  roleArn,
  smallFleet,
  source,
  withRole,
} from './__fixtures__/smallFleet';
import {
  allow,
  gha1With,
  told,
  trespassesOf,
  trusting,
} from './__fixtures__/tell';

/** A statement about roles of any account. */
const anywhere = (over: Json): Json => {
  const { Condition: _, ...statement } = allow(over);
  return statement;
};

/** AWS: "IAM JSON policy elements: Resource", using wildcards in resource ARNs. */
describe('findTrespasses by own policies on roles', () => {
  const assume = (Resource: string) =>
    anywhere({ Action: 'sts:AssumeRole', Resource });

  it.each([
    'arn:aws:iam::999999999999:role/*',
    'arn:aws:iam::999999999999:*',
    'arn:aws:iam::9*:role/x',
    'arn:aws:iam::9???????????:role/x',
    'arn:aws:iam::99999999999?:role/*',
  ])('finds the roles of other accounts that %s names', Resource => {
    expect(told(gha1With(assume(Resource)))).toEqual([
      `foreign-account sts:AssumeRole ${Resource} of nobody: allow`,
    ]);
  });

  it('tells nothing of other accounts where the own one is spelled out', () => {
    const Resource = `arn:aws:iam::${OWN}:role/corridors/gha1`;
    expect(
      told(gha1With(allow({ Action: 'sts:AssumeRole', Resource }))),
    ).toEqual([]);
  });

  it('tells a range in the accounts alone to which its statement is held', () => {
    const elsewhere = { StringEquals: { 'aws:ResourceAccount': OTHER } };
    const every = 'arn:aws:iam::*:role/corridors/*';
    const fleet = gha1With(
      { ...assume(every), Condition: elsewhere },
      assume(roleArn('gha3')),
    );
    expect(told(fleet)).toEqual([
      `foreign-account sts:AssumeRole ${every} of nobody: allow`,
      `role sts:AssumeRole ${roleArn('gha3')} of nobody: allow`,
    ]);
  });

  it('tells of one role what its trust opens further', () => {
    const fleet = trusting({
      Effect: 'Allow',
      Principal: { AWS: roleArn('gha1') },
      Action: 'sts:AssumeRole',
    });
    const Condition = { StringEquals: { 'aws:UserAgent': 'x' } };
    const statement = { ...assume(roleArn('gha2')), Condition };
    const both = withRole(fleet, 'gha1', {
      identity: [source('gha1', statement)],
    });
    expect(
      trespassesOf(both).map(({ region }) => [
        region.resources,
        region.verdict,
      ]),
    ).toEqual([
      [roleArn('gha2'), 'allow'],
      [roleArn('gha2'), 'allow'],
    ]);
  });

  it('tells roles of the own account and those of all others apart', () => {
    const regions = trespassesOf(gha1With(assume('*'))).map(
      ({ kind, region }) => [kind, region.resources, region.resourceAccounts],
    );
    expect(regions).toEqual([
      ['role', `arn:aws:iam::${OWN}:role/*`, [OWN]],
      ['foreign-account', 'arn:aws:iam::*:role/*', 'any'],
    ]);
  });

  it('finds the account that only an exception from a denial names', () => {
    const fleet = gha1With(assume('arn:aws:iam::*:role/*'), {
      Effect: 'Deny',
      Action: 'sts:AssumeRole',
      NotResource: 'arn:aws:iam::999999999999:role/x',
    });
    expect(trespassesOf(fleet)).toMatchObject([
      {
        kind: 'foreign-account',
        region: {
          witness: 'arn:aws:iam::999999999999:role/x',
          resourceAccounts: ['999999999999'],
        },
      },
    ]);
  });

  it('names a role that exists and leaves it to the account who assumes it', () => {
    const Resource = `arn:aws:iam::${OWN}:role/corridors/*`;
    const delegating = trusting({
      Effect: 'Allow',
      Principal: { AWS: OWN },
      Action: 'sts:AssumeRole',
    });
    const identity = [source('gha1', assume(Resource))];
    expect(told(withRole(delegating, 'gha1', { identity }))).toEqual([
      `role sts:AssumeRole ${Resource} of gha2: allow`,
    ]);
    expect(told(withRole(smallFleet(), 'gha1', { identity }))).toEqual([
      `role sts:AssumeRole ${Resource} of nobody: allow`,
    ]);
  });

  it.each([
    ['ghax', [roleArn('ghay')]],
    ['gh?x', [roleArn('ghay')]],
    ['gha?', []],
  ])('finds the roles beside those that are permitted: %s', (name, found) => {
    const fleet = gha1With({
      ...allow({ Action: 'sts:AssumeRole', Resource: roleArn('gha?') }),
    });
    const permissions = [
      {
        principal: { kind: 'role' as const, arn: roleArn('gha1') },
        actions: ['sts:AssumeRole'],
        roleArn: roleArn(name),
      },
    ];
    const witnesses = trespassesOf({ ...fleet, permissions }).map(
      ({ region }) => region.witness,
    );
    expect(witnesses).toEqual(found);
  });

  it('tells once of the root users of all accounts', () => {
    const fleet = gha1With(anywhere({ Action: 'sts:AssumeRoot' }));
    expect(trespassesOf(fleet)).toHaveLength(1);
  });

  it('names the caller itself where it may give itself more', () => {
    const fleet = gha1With(anywhere({ Action: 'iam:PutRolePolicy' }));
    expect(trespassesOf(fleet)).toMatchObject([
      { territory: 'gha1', region: { witness: roleArn('gha1') } },
    ]);
  });
});
