import { compileAccessModel } from './compileAccessModel';
import { findTrespasses } from './findTrespasses';
import {
  Json,
  OTHER,
  OWN,
  ownStatements,
  roleArn,
  SmallFleet,
  smallFleet,
  source,
  withRole,
} from './__fixtures__/smallFleet';
import {
  allow,
  gha1With,
  gha2Opened,
  told,
  trespassesOf,
  trusting,
} from './__fixtures__/tell';

const ann = `arn:aws:iam::${OWN}:user/ann`;
const session = (role: string, account = OWN) =>
  `arn:aws:sts::${account}:assumed-role/${role}/spark`;

/** A bucket that belongs to no territory, and a user. */
function withCommon(statement: Json): SmallFleet {
  const fleet = smallFleet();
  const common = {
    name: 'common',
    accountId: OWN,
    policy: source('common', statement),
  };
  const user = { arn: ann, accountId: OWN, identity: [] };
  return {
    ...fleet,
    model: {
      ...fleet.model,
      buckets: [...fleet.model.buckets, common],
      users: [user],
    },
  };
}

const opening = (Principal: unknown): Json => ({
  Effect: 'Allow',
  Principal,
  Action: 's3:GetObject',
  Resource: 'arn:aws:s3:::common/*',
});

describe('what is of no territory', () => {
  it.each<[string, unknown]>([
    ['a service', { Service: 'logging.s3.amazonaws.com' }],
    ['a role of another account', { AWS: roleArn('x', OTHER) }],
    ['another account', { AWS: OTHER }],
    ['a user of whom nothing is known', { AWS: `${ann}-other` }],
    ['a session of another account', { AWS: session('x', OTHER) }],
  ])('is used by %s and touches nobody', (_, principal) => {
    expect(told(withCommon(opening(principal)))).toEqual([]);
  });

  it.each<[string, unknown, string]>([
    ['a role', { AWS: roleArn('gha1') }, 'bucket'],
    ['a session of a role', { AWS: session('gha1') }, 'bucket'],
    ['a user', { AWS: ann }, 'bucket'],
    ['everybody', '*', 'public'],
  ])('is told when it is used by %s of the model', (_, principal, kind) => {
    expect(told(withCommon(opening(principal)))).toContain(
      `${kind} s3:GetObject arn:aws:s3:::common/* of nobody: allow`,
    );
  });

  it('is counted among what users were proved of', () => {
    const { model, ...options } = withCommon(opening({ AWS: ann }));
    const report = findTrespasses(compileAccessModel(model), options);
    expect(report.proved.principals).toBe(4);
  });
});

describe('the words of a trespass', () => {
  const explanations = (fleet: SmallFleet) =>
    trespassesOf(fleet).map(({ explanation }) => explanation);

  it.each<[string, SmallFleet, string]>([
    [
      'a bucket of another',
      gha1With(allow({ Resource: 'arn:aws:s3:::gha2-primary/x' })),
      'A bucket that is not its own is reached, s3:GetObject on arn:aws:s3:::gha2-primary/x of gha2: ',
    ],
    [
      'a bucket of nobody',
      gha1With(allow({ Resource: 'arn:aws:s3:::common/x' })),
      'A bucket that is not its own is reached, s3:GetObject on arn:aws:s3:::common/x: ',
    ],
    [
      'another account',
      gha1With({
        Effect: 'Allow',
        Action: 's3:GetObject',
        Resource: 'arn:aws:s3:::gha1-*',
      }),
      'Another account is reached, if the owner agrees, s3:GetObject on arn:aws:s3:::gha1-*: ',
    ],
    [
      'a policy that may be rewritten',
      gha1With(
        allow({
          Action: 's3:PutBucketPolicy',
          Resource: 'arn:aws:s3:::gha1-primary',
        }),
      ),
      'Access can be widened, s3:PutBucketPolicy on arn:aws:s3:::gha1-primary of gha1: ',
    ],
    [
      'everybody',
      gha2Opened({
        Effect: 'Allow',
        Principal: '*',
        Action: 's3:GetObject',
        Resource: 'arn:aws:s3:::gha2-primary/x',
      }),
      'Everybody is let in, s3:GetObject on arn:aws:s3:::gha2-primary/x of gha2: ',
    ],
  ])('begin with what happens, by whose: %s', (_, fleet, beginning) => {
    const [first = ''] = explanations(fleet);
    expect(first.slice(0, beginning.length)).toBe(beginning);
  });

  it('end by saying that a statement names everybody, and only then', () => {
    const everybody = / The statement names everybody\.$/;
    const open = {
      Effect: 'Allow',
      Action: 's3:GetObject',
      Resource: 'arn:aws:s3:::gha2-primary/*',
    };
    const ending = (Principal: unknown) =>
      explanations(gha2Opened({ ...open, Principal })).map(text =>
        everybody.test(text),
      );
    expect(ending('*')).toEqual([true]);
    expect(ending({ AWS: roleArn('gha1') })).toEqual([false]);
  });

  it('tell a bucket of another account that a territory has from one of nobody', () => {
    const fleet = gha1With({
      Effect: 'Allow',
      Action: 's3:GetObject',
      Resource: 'arn:aws:s3:::ext-*',
      Condition: { StringEquals: { 'aws:ResourceAccount': OTHER } },
    });
    const range = 's3:GetObject arn:aws:s3:::ext-*';
    expect(told(fleet)).toEqual([`foreign-account ${range} of nobody: allow`]);
    const ext = {
      id: 'ext',
      accountId: OTHER,
      bucketNames: ['ext-*'],
      roleArns: [],
      principals: [],
    };
    expect(
      told({ ...fleet, territories: [...fleet.territories, ext] }),
    ).toEqual([`bucket ${range} of ext: allow`]);
  });

  it('speak of buckets where an action of S3 has no resource', () => {
    const { model, ...options } = gha1With(
      allow({ Action: 's3:ListAllMyBuckets', Condition: {} }),
    );
    const { trespasses } = findTrespasses(compileAccessModel(model), {
      ...options,
      actions: ['s3:ListAllMyBuckets'],
    });
    expect(trespasses).toMatchObject([{ kind: 'bucket' }]);
  });
});

describe('the hops of a trespass', () => {
  const hops = (fleet: SmallFleet) =>
    trespassesOf(fleet).map(({ hops: all }) =>
      all.map(({ policy, statement }) => `${policy} ${statement}`),
    );

  it('go on through what a role allows that is assumed, not through what it denies', () => {
    const assumed = withRole(
      trusting({
        Effect: 'Allow',
        Principal: { AWS: roleArn('gha1') },
        Action: 'sts:AssumeRole',
      }),
      'gha2',
      {
        identity: [
          source(
            'gha2',
            { Effect: 'Deny', Action: 's3:*', Resource: 'arn:aws:s3:::x' },
            ...ownStatements('gha2-primary'),
          ),
        ],
      },
    );
    expect(hops(assumed)).toEqual([['trust 0', 'gha2 1', 'gha2 2']]);
  });

  it('end where a role is passed on', () => {
    const passing = gha1With(
      allow({ Action: 'iam:PassRole', Resource: roleArn('gha2') }),
    );
    expect(hops(passing)).toEqual([['gha1 2']]);
  });

  it('leave out the policies that were made up for the question', () => {
    const abroad = gha1With({
      Effect: 'Allow',
      Action: ['s3:GetObject'],
      Resource: 'arn:aws:s3:::ext-1/*',
      Condition: { StringEquals: { 'aws:ResourceAccount': OTHER } },
    });
    expect(hops(abroad)).toEqual([['gha1 2']]);
    const strangers = gha2Opened({
      Effect: 'Allow',
      Principal: { AWS: roleArn('x', OTHER) },
      Action: 's3:GetObject',
      Resource: 'arn:aws:s3:::gha2-primary/*',
    });
    expect(hops(strangers)).toEqual([['gha2-primary 1']]);
    const [{ explanation } = { explanation: '' }] = trespassesOf(abroad);
    expect(explanation).toContain('of its owner, who would have to agree,');
    const [stranger = { explanation: '' }] = trespassesOf(strangers);
    expect(stranger.explanation).toContain(
      'of its own account, which nobody knows,',
    );
  });
});

describe('a role that may be assumed by its own policy', () => {
  const assuming = (Resource: string) =>
    gha1With({ Effect: 'Allow', Action: 'sts:AssumeRole', Resource });

  it('is none when the trust policy lets nobody in', () => {
    expect(told(assuming(roleArn('gha2')))).toEqual([]);
  });

  it('is one of another account, if its owner agrees', () => {
    expect(told(assuming(roleArn('unborn', OTHER)))).toEqual([
      `foreign-account sts:AssumeRole ${roleArn(
        'unborn',
        OTHER,
      )} of nobody: allow`,
    ]);
  });
});
