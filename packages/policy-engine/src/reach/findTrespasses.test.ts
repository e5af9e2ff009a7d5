import {
  OTHER,
  OWN,
  roleArn,
  SmallFleet,
  smallFleet,
  source,
  withBucket,
  withRole,
} from './__fixtures__/smallFleet';
import { allow, gha1With, HELD, told, trespassesOf } from './__fixtures__/tell';
import { compileAccessModel } from './compileAccessModel';
import { findTrespasses } from './findTrespasses';

describe('findTrespasses', () => {
  it('proves that a fleet keeps to itself', () => {
    const { model, territories, permissions, context } = smallFleet();
    const report = findTrespasses(compileAccessModel(model), {
      territories,
      permissions,
      context,
    });
    expect(report.trespasses).toEqual([]);
    expect(report.proved).toEqual({ principals: 3, regions: 15 });
  });

  it.each([
    ['a bucket of another', 'arn:aws:s3:::gha2-primary/*', 'gha2'],
    ['a prefix that others share', 'arn:aws:s3:::gha1*/*', 'gha10'],
    ['every bucket', 'arn:aws:s3:::*', 'gha10'],
    ['a partition left open', 'arn:*:s3:::gha2-primary/*', 'gha2'],
    ['a name in the middle', 'arn:aws:s3:::*-primary/*', 'gha10'],
  ])('tells that objects are reached by %s', (_, resource, territory) => {
    expect(told(gha1With(allow({ Resource: resource })))).toEqual([
      `bucket s3:GetObject ${resource} of ${territory}: allow`,
    ]);
  });

  it('finds the bucket that does not exist yet', () => {
    const [trespass] = trespassesOf(
      gha1With(allow({ Resource: 'arn:aws:s3:::gha2-new*' })),
    );
    expect(trespass?.territory).toBe('gha2');
    expect(trespass?.region.witness).toBe('arn:aws:s3:::gha2-newother/key');
  });

  it('finds the object that exists by no name', () => {
    const key = 'arn:aws:s3:::gha2-primary/data/part-0';
    expect(trespassesOf(gha1With(allow({ Resource: key })))).toMatchObject([
      { kind: 'bucket', region: { resources: key, witness: key } },
    ]);
  });

  it('takes nobody to own what begins with the name of another', () => {
    const fleet = withRole(smallFleet(['gha1', 'gha1-dev']), 'gha1', {
      identity: [source('gha1', allow({ Resource: 'arn:aws:s3:::gha1-*' }))],
    });
    expect(told(fleet)).toEqual([
      'bucket s3:GetObject arn:aws:s3:::gha1-* of gha1-dev: allow',
    ]);
  });

  it('knows whose a name will be that nobody bears yet', () => {
    const fleet = withRole(smallFleet(['gha1']), 'gha1', {
      identity: [source('gha1', allow({ Resource: 'arn:aws:s3:::gha1-*' }))],
    });
    const { territories } = smallFleet(['gha1', 'gha1-dev']);
    expect(told(fleet)).toEqual([]);
    expect(told({ ...fleet, territories })).toEqual([
      'bucket s3:GetObject arn:aws:s3:::gha1-* of gha1-dev: allow',
    ]);
  });

  it('takes a prefix of another account for no claim on names of this one', () => {
    const fleet = withRole(smallFleet(['gha1']), 'gha1', {
      identity: [source('gha1', allow({ Resource: 'arn:aws:s3:::gha1-*' }))],
    });
    const [dev] = smallFleet(['gha1-dev']).territories;
    const elsewhere = dev && { ...dev, accountId: OTHER };
    expect(
      told({
        ...fleet,
        territories: [...fleet.territories, ...(elsewhere ? [elsewhere] : [])],
      }),
    ).toEqual([]);
  });

  it('finds buckets of other accounts where no condition holds to the own one', () => {
    const { Condition, ...anywhere } = allow({
      Resource: 'arn:aws:s3:::gha1-*',
    });
    expect(Condition).toBe(HELD);
    expect(trespassesOf(gha1With(anywhere))).toMatchObject([
      { kind: 'foreign-account', region: { resourceAccounts: 'any' } },
    ]);
    expect(
      told(gha1With({ ...anywhere, Resource: 'arn:aws:s3:::gha1-primary/*' })),
    ).toEqual([]);
    const unborn = { ...anywhere, Resource: 'arn:aws:s3:::gha1-unborn/*' };
    expect(told(gha1With(unborn))).toEqual([
      'foreign-account s3:GetObject arn:aws:s3:::gha1-unborn/* of nobody: allow',
    ]);
    expect(told(gha1With({ ...unborn, Condition: HELD }))).toEqual([]);
    expect(
      told(
        gha1With({
          ...anywhere,
          Condition: { StringLike: { 's3:ResourceAccount': '4444*' } },
        }),
      ),
    ).toEqual([
      'foreign-account s3:GetObject arn:aws:s3:::gha1-* of nobody: allow',
    ]);
  });

  it.each([
    ['Deny on all the rest', { NotResource: 'arn:aws:s3:::gha1-*' }, []],
    ['Deny on the other', { Resource: 'arn:aws:s3:::gha2-*' }, []],
    [
      'Deny on a part',
      { Resource: 'arn:aws:s3:::gha2-primary*' },
      ['bucket s3:GetObject arn:aws:s3:::gha2-* of gha2: allow'],
    ],
    [
      'Deny that hangs on something',
      {
        Resource: 'arn:aws:s3:::gha2-*',
        Condition: { StringNotEquals: { 'aws:SourceVpc': 'vpc-1' } },
      },
      ['bucket s3:GetObject arn:aws:s3:::gha2-* of gha2: conditional'],
    ],
    [
      'Deny of other actions',
      { Resource: '*', NotAction: 's3:Get*', Action: undefined },
      ['bucket s3:GetObject arn:aws:s3:::gha2-* of gha2: allow'],
    ],
  ])('counts a %s', (_, over, expected) => {
    const statement = allow({ Resource: 'arn:aws:s3:::gha2-*' });
    const deny = Object.fromEntries(
      Object.entries({ Effect: 'Deny', Action: '*', ...over }).filter(
        ([, value]) => value !== undefined,
      ),
    );
    expect(told(gha1With(statement, deny))).toEqual(expected);
  });

  it('counts permissions boundary and service control policies', () => {
    const wide = gha1With(allow({ Resource: 'arn:aws:s3:::*' }));
    const bounded = (resource: string) =>
      withRole(wide, 'gha1', {
        boundary: source(
          'boundary',
          allow({ Resource: resource, Action: 's3:*' }),
        ),
      });
    expect(told(bounded('arn:aws:s3:::gha1-*'))).toEqual([]);
    expect(told(bounded('arn:aws:s3:::gha*'))).toHaveLength(1);
    const levels = (...actions: string[]): SmallFleet => ({
      ...wide,
      model: {
        ...wide.model,
        accounts: [
          {
            accountId: OWN,
            serviceControlPolicies: actions.map(Action => [
              source('scp', allow({ Action })),
            ]),
          },
        ],
      },
    });
    expect(told(levels('*', 's3:List*'))).toEqual([]);
    expect(told(levels('*', 's3:Get*'))).toHaveLength(1);
  });

  it('sees through NotResource and NotAction', () => {
    const { Resource, Action, ...bare } = allow({});
    expect([Resource, Action]).toEqual(['*', 's3:GetObject']);
    expect(
      told(gha1With({ ...bare, Action, NotResource: 'arn:aws:s3:::gha2-*' })),
    ).toEqual(['bucket s3:GetObject arn:aws:s3:::*/* of gha10: allow']);
    const everyOther = told(
      gha1With({ ...bare, NotAction: 's3:*', Resource: '*' }),
    );
    expect(everyOther).toContain(
      `widening iam:PutRolePolicy arn:aws:iam::${OWN}:role/* of gha1: allow`,
    );
    expect(everyOther.join()).not.toContain('s3:');
  });

  it('names the key that a condition hangs on', () => {
    const statement = allow({
      Resource: 'arn:aws:s3:::gha2-primary/*',
      Condition: { StringEquals: { 'aws:SourceVpc': 'vpc-1' } },
    });
    expect(trespassesOf(gha1With(statement))).toMatchObject([
      {
        region: { verdict: 'conditional', missingKeys: ['aws:SourceVpc'] },
      },
    ]);
  });

  it.each([
    ['s3:PutBucketPolicy', 'arn:aws:s3:::gha1-primary'],
    ['s3:PutBucketAcl', 'arn:aws:s3:::gha1-primary'],
    ['s3:DeleteBucketPolicy', 'arn:aws:s3:::gha2-primary'],
    ['s3:PutBucketOwnershipControls', 'arn:aws:s3:::gha1-*'],
    ['s3:PutBucketPublicAccessBlock', 'arn:aws:s3:::gha1-primary'],
    ['s3:PutAccountPublicAccessBlock', '*'],
    ['iam:PassRole', roleArn('gha2')],
    ['iam:PutRolePolicy', roleArn('gha1')],
    ['iam:AttachRolePolicy', roleArn('gha1')],
    ['iam:UpdateAssumeRolePolicy', roleArn('gha2')],
    ['iam:DeleteRolePermissionsBoundary', '*'],
    ['iam:CreatePolicyVersion', `arn:aws:iam::${OWN}:policy/*`],
    ['iam:CreateAccessKey', `arn:aws:iam::${OWN}:user/*`],
    ['iam:AddUserToGroup', `arn:aws:iam::${OWN}:group/admins`],
    ['iam:UpdateSAMLProvider', `arn:aws:iam::${OWN}:saml-provider/*`],
    [
      'iam:AddClientIDToOpenIDConnectProvider',
      `arn:aws:iam::${OWN}:oidc-provider/*`,
    ],
  ])('takes %s on %s for a way to widen access', (action, resource) => {
    const fleet = gha1With(allow({ Action: action, Resource: resource }));
    const kinds = trespassesOf(fleet).map(({ kind, region }) => [
      kind,
      region.action,
      region.verdict,
    ]);
    expect(kinds).toEqual([['widening', action, 'allow']]);
  });

  it('finds the ways to widen access within a wildcard for actions', () => {
    const lines = told(
      gha1With(allow({ Action: 's3:*', Resource: 'arn:aws:s3:::gha1-*' })),
    );
    expect(lines).toContain(
      'widening s3:PutBucketPolicy arn:aws:s3:::gha1-* of gha1: allow',
    );
    expect(lines.filter(line => line.startsWith('bucket'))).toEqual([]);
  });
});

describe('findTrespasses where a policy is not understood', () => {
  const broken = (name: string) =>
    source(name, {
      Effect: 'Allow',
      Action: 's3:GetObject',
      Resource: '*',
      Condition: { Unheard: { 'aws:SourceVpc': 'vpc-1' } },
    });

  it.each([
    ['own policy', withRole(smallFleet(), 'gha1', { identity: [broken('p')] })],
    ['trust', withRole(smallFleet(), 'gha1', { trust: broken('t') })],
    [
      'bucket policy',
      withBucket(smallFleet(), 'gha2-primary', { policy: broken('b') }),
    ],
    [
      'boundary',
      withRole(gha1With(allow({})), 'gha1', { boundary: broken('l') }),
    ],
  ])('says so of a broken %s', (_, fleet) => {
    const verdicts = new Set(
      trespassesOf(fleet).map(({ region }) => region.verdict),
    );
    expect([...verdicts]).toEqual(['not-understood']);
  });
});
