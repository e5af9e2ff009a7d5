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
import { allow, gha1With, told, trespassesOf } from './__fixtures__/tell';

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

  it('does not take what one bucket of many opens for all of them', () => {
    const Condition = {
      StringEquals: { 'aws:ResourceAccount': OWN, 'aws:UserAgent': 'x' },
    };
    const Resource = 'arn:aws:s3:::gha2-*';
    const { model } = gha1With(allow({ Resource, Condition }));
    const opened = withBucket({ ...smallFleet(), model }, 'gha2-primary', {
      policy: source('gha2-primary', {
        Effect: 'Allow',
        Principal: { AWS: roleArn('gha1') },
        Action: 's3:GetObject',
        Resource: 'arn:aws:s3:::gha2-primary/*',
      }),
    });
    expect(told(opened)).toEqual([
      `bucket s3:GetObject ${Resource} of gha2: conditional`,
      'bucket s3:GetObject arn:aws:s3:::gha2-primary/* of gha2: allow',
    ]);
  });

  it.each([
    ['s3:ListBucket', 'gha2-?', ['gha2-x']],
    ['s3:PutBucketPolicy', 'gha1-?', ['gha1-x', 'gha1-p']],
  ])(
    'finds the buckets beside those on which %s is permitted',
    (action, range, buckets) => {
      const fleet = gha1With(
        allow({ Action: action, Resource: `arn:aws:s3:::${range}` }),
      );
      const permissions = buckets.map(bucket => ({
        principal: gha1,
        actions: [action],
        bucket,
        accountId: OWN,
      }));
      expect(told({ ...fleet, permissions })).toEqual([
        expect.stringContaining(`${action} arn:aws:s3:::${range} of gha`),
      ]);
    },
  );

  it.each([
    ['s3:ListBucket', 'gha2-?', 'gha2-x*'],
    ['s3:GetObject', 'gha2-x?*', 'gha2-x'],
  ])(
    'finds for %s on %s the buckets beside those of its own: %s',
    (Action, range, name) => {
      const fleet = gha1With(
        allow({ Action, Resource: `arn:aws:s3:::${range}` }),
        deny({ Action: 's3:GetObject', Resource: 'arn:aws:s3:::gha2-xx*' }),
      );
      const [own, ...others] = fleet.territories;
      const territories = own
        ? [{ ...own, bucketNames: [...own.bucketNames, name] }, ...others]
        : [];
      expect(told({ ...fleet, territories })).toEqual([
        `bucket ${Action} arn:aws:s3:::${range} of gha2: allow`,
      ]);
    },
  );

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
    const onOneBucket = anywhere({ Resource: 'arn:aws:s3:::gha2-primary/*' });
    expect(provedOf(gha1With(onOneBucket, denied))).toBe(before + 1);
    const inOneAccount = anywhere({
      Action: 'sts:AssumeRole',
      Resource: roleArn('*', OTHER),
    });
    const everyRole = deny({ Action: 'sts:*', Resource: '*' });
    expect(provedOf(gha1With(inOneAccount, everyRole))).toBe(before + 1);
    const harmless = allow({ Action: 's3:ListAllMyBuckets' });
    expect(provedOf(gha1With(harmless))).toBe(before);
  });
});
