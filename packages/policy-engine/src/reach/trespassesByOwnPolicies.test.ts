import { compileAccessModel } from './compileAccessModel';
import { findTrespasses } from './findTrespasses';
import {
  Json,
  OTHER,
  OWN,
  roleArn,
  SmallFleet,
  smallFleet,
  source,
  withBucket,
  withRole,
} from './__fixtures__/smallFleet';
import {
  allow,
  gha1With,
  told,
  trespassesOf,
  trusting,
} from './__fixtures__/tell';

/** A statement that allows something whoever owns it. */
const anywhere = (over: Json): Json => {
  const { Condition: _, ...statement } = allow(over);
  return statement;
};

const deny = (over: Json): Json => ({
  Effect: 'Deny',
  Action: '*',
  ...over,
});

const provedOf = ({ model, ...options }: SmallFleet) =>
  findTrespasses(compileAccessModel(model), options).proved.regions;

const gha1: SmallFleet['territories'][number]['principals'][number] = {
  kind: 'role',
  arn: roleArn('gha1'),
};

describe('findTrespasses by own policies on buckets', () => {
  it('tells buckets of the own account and those of others apart', () => {
    const Resource = 'arn:aws:s3:::gha2-*';
    expect(told(gha1With(anywhere({ Resource })))).toEqual([
      `bucket s3:GetObject ${Resource} of gha2: allow`,
      `foreign-account s3:GetObject ${Resource} of nobody: allow`,
    ]);
  });

  it('tells all accounts once, those that the model holds among them', () => {
    const Resource = 'arn:aws:s3:::gha2-*';
    const fleet = gha1With(anywhere({ Resource }));
    const accounts = [{ accountId: OTHER }];
    const regions = trespassesOf({
      ...fleet,
      model: { ...fleet.model, accounts },
    }).map(({ region }) => region.resourceAccounts);
    expect(regions).toEqual([[OWN], 'any']);
  });

  it('tells a range in the accounts alone to which its statement is held', () => {
    const elsewhere = { StringEquals: { 'aws:ResourceAccount': OTHER } };
    const Resource = 'arn:aws:s3:::gha2-primary/*';
    const fleet = gha1With(
      allow({ Resource: 'arn:aws:s3:::gha2-*', Condition: elsewhere }),
      allow({ Resource }),
    );
    expect(told(fleet)).toEqual([
      'foreign-account s3:GetObject arn:aws:s3:::gha2-* of nobody: allow',
      `bucket s3:GetObject ${Resource} of gha2: allow`,
    ]);
  });

  it.each([
    ['s3:ListBucket', 'arn:aws:s3:::gha10-primary'],
    ['s3:GetObject', 'arn:aws:s3:::gha10-primary/other'],
  ])('names a bucket that exists for %s on every one', (Action, witness) => {
    expect(trespassesOf(gha1With(allow({ Action })))).toMatchObject([
      { territory: 'gha10', region: { witness } },
    ]);
  });

  it('tells how much is reached of one bucket, but of many only what their policies do not open further', () => {
    const Condition = {
      StringEquals: { 'aws:ResourceAccount': OWN, 'aws:UserAgent': 'x' },
    };
    const reached = (Resource: string) => {
      const { model } = gha1With(allow({ Resource, Condition }));
      return told(
        withBucket({ ...smallFleet(), model }, 'gha2-primary', {
          policy: source('gha2-primary', {
            Effect: 'Allow',
            Principal: { AWS: roleArn('gha1') },
            Action: 's3:GetObject',
            Resource: 'arn:aws:s3:::gha2-primary/data/*',
          }),
        }),
      );
    };
    const byBucket =
      'bucket s3:GetObject arn:aws:s3:::gha2-primary/data/* of gha2: allow';
    for (const [range, verdict] of [
      ['gha2-primary/*', 'allow'],
      ['gha2-primary/data/x', 'allow'],
      ['gha2-*/data/*', 'conditional'],
      ['gha2-unborn/*', 'conditional'],
    ]) {
      expect(reached(`arn:aws:s3:::${range}`)).toEqual([
        `bucket s3:GetObject arn:aws:s3:::${range} of gha2: ${verdict}`,
        byBucket,
      ]);
    }
  });

  it('says of what is not understood which actions it is about, where accounts are too intricate', () => {
    const accounts = Array.from(
      { length: 10 },
      (_, i) => `*${i}${'?'.repeat((i % 6) + 3)}`,
    );
    const fleet = (over: Json) => {
      const { Resource: _, ...statement } = allow({
        Action: ['s3:PutObject', 'sts:AssumeRole'],
        Condition: {
          StringNotLike: { 'aws:ResourceAccount': [OWN, ...accounts] },
        },
      });
      return gha1With({ ...statement, ...over });
    };
    const verdictsOf = (over: Json) =>
      trespassesOf(fleet(over)).map(({ region }) => [
        region.action,
        region.verdict,
      ]);
    expect(verdictsOf({ Resource: 'arn:aws:s3:::zzz-*' })).toEqual([
      ['s3:PutObject', 'not-understood'],
    ]);
    expect(
      verdictsOf({ Resource: 'arn:aws:iam::9???????????:role/x' }),
    ).toEqual([['sts:AssumeRole', 'not-understood']]);
    expect(verdictsOf({ NotResource: 'arn:aws:s3:::zzz-*' })).toEqual([
      ['s3:PutObject', 'not-understood'],
      ['sts:AssumeRole', 'not-understood'],
    ]);
  });

  it.each([[['gha1-*']], [['gha1-*', 'gha1-primary']]])(
    'counts whose a bucket is, whatever a claim to %j says',
    bucketNames => {
      const Resource = 'arn:aws:s3:::gha1-primary/*';
      const fleet = withBucket(
        gha1With(anywhere({ Resource })),
        'gha1-primary',
        {
          accountId: OTHER,
          policy: source('gha1-primary', {
            Effect: 'Allow',
            Principal: { AWS: OWN },
            Action: 's3:GetObject',
            Resource,
          }),
        },
      );
      const [own, ...others] = fleet.territories;
      const territories = own ? [{ ...own, bucketNames }, ...others] : [];
      expect(told({ ...fleet, territories })).toContain(
        `bucket s3:GetObject ${Resource} of nobody: allow`,
      );
    },
  );

  it.each([
    [OWN, ['bucket s3:GetObject arn:aws:s3:::new-* of new: allow']],
    [OTHER, []],
  ])(
    'takes a name that %s is said to own for a bucket of no other account',
    (accountId, expected) => {
      const fleet = gha1With(
        allow({ Resource: 'arn:aws:s3:::new-*' }),
        deny({ NotResource: 'arn:aws:s3:::new-1/*', Action: 's3:GetObject' }),
      );
      const said: SmallFleet = {
        ...fleet,
        territories: [
          ...fleet.territories,
          {
            id: 'new',
            accountId,
            bucketNames: ['new-1'],
            roleArns: [],
            principals: [],
          },
        ],
      };
      expect(told(said)).toEqual(expected);
    },
  );

  it('looks into an account of which only a permission speaks', () => {
    const accountId = '999988887777';
    const fleet: SmallFleet = {
      ...gha1With(
        anywhere({ Resource: 'arn:aws:s3:::lake-*', Action: 's3:*Object' }),
        deny({ NotResource: 'arn:aws:s3:::lake-1/*', Action: 's3:*Object' }),
      ),
      permissions: [
        {
          principal: gha1,
          actions: ['s3:GetObject'],
          bucket: 'lake-1',
          accountId,
        },
      ],
    };
    const found = told(fleet);
    expect(found).toContain(
      'foreign-account s3:PutObject arn:aws:s3:::lake-* of nobody: allow',
    );
    expect(found.join()).not.toContain('s3:GetObject');
  });

  it('takes no asterisk that is meant itself for a wildcard', () => {
    const found = told(
      gha1With(
        allow({
          Resource: ['arn:aws:s3:::gha${*}*/k', 'arn:aws:s3:::gha**/k'],
        }),
        deny({ Resource: 'arn:aws:s3:::gha${*}*' }),
      ),
    );
    expect(found).toContain(
      'bucket s3:GetObject arn:aws:s3:::gha**/k of nobody: allow',
    );
  });

  it('is not confused by hundreds of patterns that speak of something else', () => {
    const elsewhere = Array.from(
      { length: 500 },
      (_, i) => `arn:aws:s3:::elsewhere-${i}-*`,
    );
    const denials = [
      deny({ Resource: elsewhere }),
      deny({ NotResource: 'arn:aws:s3:::gha2-p*/secret/*', Action: 's3:Get*' }),
    ];
    const fleet = gha1With(
      allow({ Resource: 'arn:aws:s3:::gha2-*' }),
      ...denials,
    );
    expect(told(fleet)).toEqual([
      'bucket s3:GetObject arn:aws:s3:::gha2-* of gha2: allow',
    ]);
  });

  it('names something of a range that is too intricate, even if all that was looked at is permitted', () => {
    const Resource = `arn:aws:s3:::gha1-*a${'?'.repeat(40)}/*`;
    const fleet = gha1With(
      allow({
        Resource: [Resource, Resource.replace('a?', 'e?')],
        Condition: {
          StringEquals: {
            'aws:ResourceAccount': OWN,
            'aws:UserAgent': 'x',
          },
        },
      }),
    );
    const [trespass] = trespassesOf(fleet);
    expect(trespass?.region).toMatchObject({
      resources: Resource,
      verdict: 'not-understood',
      isIntricate: true,
      witness: expect.stringMatching(/^arn:aws:s3:::gha1-/),
      witnessAccount: OWN,
      explanation: expect.stringMatching(
        /^The patterns are too intricate to say what of the range is reached; arn:aws:s3:::gha1-\S+ was looked at last\.$/,
      ),
    });
  });
});

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
    const fleet = gha1With(
      assume('arn:aws:iam::*:role/*'),
      deny({
        Action: 'sts:AssumeRole',
        NotResource: 'arn:aws:iam::999999999999:role/x',
      }),
    );
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
    ['gha?', []],
  ])('finds the roles beside those that are permitted: %s', (name, found) => {
    const fleet = gha1With({
      ...allow({ Action: 'sts:AssumeRole', Resource: roleArn('gha?') }),
    });
    const permissions = [
      { principal: gha1, actions: ['sts:AssumeRole'], roleArn: roleArn(name) },
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

describe('findTrespasses by own policies', () => {
  it('tells of what is granted alone where only the boundary is not understood', () => {
    const fleet = gha1With(allow({ Resource: 'arn:aws:s3:::gha2-primary/*' }));
    const boundary = source('boundary', allow({ Condition: { Unheard: {} } }));
    expect(told(withRole(fleet, 'gha1', { boundary }))).toEqual([
      'bucket s3:GetObject arn:aws:s3:::gha2-primary/* of gha2: not-understood',
    ]);
  });

  it('counts each range that is proved to reach nothing of another, and no range of actions that reach nothing', () => {
    const before = provedOf(gha1With());
    const denied = deny({ Resource: 'arn:aws:s3:::gha2-*' });
    const onOther = allow({ Resource: 'arn:aws:s3:::gha2-*' });
    expect(provedOf(gha1With(onOther, denied))).toBe(before + 1);
    const harmless = allow({ Action: 's3:ListAllMyBuckets' });
    expect(provedOf(gha1With(harmless))).toBe(before);
  });
});
