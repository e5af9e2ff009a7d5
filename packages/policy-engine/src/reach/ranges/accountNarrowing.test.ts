import { Json, OTHER, OWN } from '../__fixtures__/smallFleet';
import { allow, gha1With, told, trespassesOf } from '../__fixtures__/tell';

const { Condition: _, ...anywhere } = allow({});

/** More ways to tell accounts apart than are gone through. */
const INTRICATE = {
  StringNotLike: {
    'aws:ResourceAccount': [
      OWN,
      ...Array.from(
        { length: 10 },
        (__, i) => `*${i}${'?'.repeat((i % 6) + 3)}`,
      ),
    ],
  },
};

const putAnywhere = allow({
  Action: 's3:PutObject',
  Resource: 'arn:aws:s3:::zzz-*',
  Condition: INTRICATE,
});

/** AWS: "IAM JSON policy elements: Resource", using wildcards in resource ARNs. */
describe('findTrespasses with accounts in the ARNs of roles', () => {
  const assume = (Resource: string): Json => ({
    ...anywhere,
    Action: 'sts:AssumeRole',
    Resource,
  });

  it.each([
    'arn:aws:iam::999999999999:role/*',
    'arn:aws:iam::999999999999:*',
    'arn:aws:iam::9*:role/x',
    'arn:aws:iam::*9:role/x',
    'arn:aws:iam::?9*:role/x',
    'arn:aws:iam::*9*0:role/x',
    'arn:aws:iam::9???????????:role/x',
    'arn:aws:iam::99999999999?:role/*',
  ])('finds the roles of other accounts that %s names', Resource => {
    expect(told(gha1With(assume(Resource)))).toEqual([
      `foreign-account sts:AssumeRole ${Resource} of nobody: allow`,
    ]);
  });

  it('finds any account where a wildcard stands for all of it', () => {
    const [own, others, ...rest] = trespassesOf(
      gha1With(assume('arn:aws:iam::*:role/x')),
    );
    expect(own?.region.resourceAccounts).toEqual([OWN]);
    expect(others?.region.resourceAccounts).toBe('any');
    expect(rest).toEqual([]);
  });

  it('tells nothing of other accounts where the own one is spelled out', () => {
    const own = assume(`arn:aws:iam::${OWN}:role/corridors/gha1`);
    expect(told(gha1With(own))).toEqual([]);
  });
});

/** AWS: "AWS global condition context keys", `aws:ResourceAccount`. */
describe('findTrespasses with conditions on the account of a resource', () => {
  const read = (Condition: Json, Resource = 'arn:aws:s3:::gha1-*'): Json => ({
    ...anywhere,
    Resource,
    Condition,
  });

  it.each<[string, Json]>([
    ['the account of the caller', { 'aws:PrincipalAccount': OWN }],
    ['what every caller has', { 'aws:PrincipalArn': '*' }],
    ['something unknown', { 'aws:UserAgent': '999999999999' }],
    ['every account', { 'aws:ResourceAccount': '*' }],
    ['one that nobody knows', { 'aws:ResourceAccount': '${aws:userid}' }],
  ])('finds any account where a condition is on %s', (__, condition) => {
    expect(
      trespassesOf(gha1With(read({ StringLike: condition }))),
    ).toMatchObject([
      { kind: 'foreign-account', region: { resourceAccounts: 'any' } },
    ]);
  });

  it.each<[string, Json, readonly string[]]>([
    [
      'to be one of those that a pattern means',
      { StringLike: { 'aws:ResourceAccount': [OWN, '4444*'] } },
      ['foreign-account s3:GetObject arn:aws:s3:::gha1-* of nobody: allow'],
    ],
    [
      'to begin with any digit',
      {
        StringLike: {
          'aws:ResourceAccount': [...'0123456789'].map(digit => `${digit}*`),
        },
      },
      ['foreign-account s3:GetObject arn:aws:s3:::gha1-* of nobody: allow'],
    ],
    [
      'to be another',
      { StringEquals: { 's3:ResourceAccount': [OWN, OTHER] } },
      ['foreign-account s3:GetObject arn:aws:s3:::gha1-* of nobody: allow'],
    ],
    [
      'to be one that a variable stands for',
      {
        StringLike: {
          'aws:ResourceAccount': [OWN, "${aws:username, '999999999999'}"],
        },
      },
      ['foreign-account s3:GetObject arn:aws:s3:::gha1-* of nobody: allow'],
    ],
    [
      'not to be the own',
      { StringNotEquals: { 'aws:ResourceAccount': OWN } },
      ['foreign-account s3:GetObject arn:aws:s3:::gha1-* of nobody: allow'],
    ],
    [
      'to be any but the own',
      { StringNotLike: { 'aws:ResourceAccount': `${OWN.slice(0, 6)}*` } },
      ['foreign-account s3:GetObject arn:aws:s3:::gha1-* of nobody: allow'],
    ],
  ])('finds what is reached where it has %s', (__, condition, expected) => {
    expect(told(gha1With(read(condition)))).toEqual(expected);
  });

  it('finds the own account where only another is kept out', () => {
    const Condition = { StringNotEquals: { 'aws:ResourceAccount': OTHER } };
    const names = 'arn:aws:s3:::gha2-*';
    expect(told(gha1With(read(Condition, names)))).toEqual([
      `bucket s3:GetObject ${names} of gha2: allow`,
      `foreign-account s3:GetObject ${names} of nobody: allow`,
    ]);
  });

  it('names the statement whose accounts are too intricate to be told apart', () => {
    const [trespass, ...others] = trespassesOf(gha1With(putAnywhere));
    expect(others).toEqual([]);
    expect(trespass?.region).toMatchObject({
      resourceAccounts: 'any',
      verdict: 'not-understood',
      isIntricate: true,
      decidedBy: [{ kind: 'identity', statement: 2 }],
    });
  });

  it.each([
    ['arn:aws:iam::999*:role/x', 'sts:AssumeRole'],
    ['arn:aws:s3:::zzz-*', 's3:PutObject'],
  ])('says so of %s for %s alone', (Resource, action) => {
    const statement = {
      ...putAnywhere,
      Action: ['s3:PutObject', 'sts:AssumeRole'],
      Resource,
    };
    expect(
      trespassesOf(gha1With(statement)).map(({ region }) => region.action),
    ).toEqual([action]);
  });

  it.each(['StringEquals', 'StringLike', 'StringEqualsIgnoreCase'])(
    'still says of others what accounts they are held to by %s',
    operator => {
      const held = read(
        { [operator]: { 'aws:ResourceAccount': OWN } },
        'arn:aws:s3:::gha1-new*',
      );
      expect(
        trespassesOf(gha1With(putAnywhere, held)).map(
          ({ region }) => region.action,
        ),
      ).toEqual(['s3:PutObject']);
    },
  );
});
