import {
  Json,
  OWN,
  smallFleet,
  source,
  withRole,
} from '../__fixtures__/smallFleet';
import { allow, gha1With, told, trespassesOf } from '../__fixtures__/tell';
import { prepareCaller } from '../../request/prepareCaller';
import { patternOf } from '../patterns/Pattern';
import { valuePatternOf } from './resourcePatterns';

const deny = (over: Json): Json => ({ Effect: 'Deny', Action: '*', ...over });

/** Without a condition on the account. */
const anywhere = (Resource: string): Json => ({
  Effect: 'Allow',
  Action: 's3:GetObject',
  Resource,
});

/** A user who is named like an application. */
const userWith = (...statements: readonly Json[]) => {
  const { model, ...fleet } = smallFleet();
  const arn = `arn:aws:iam::${OWN}:user/gha2`;
  const identity = [source('gha2', ...statements)];
  return {
    ...fleet,
    model: { ...model, users: [{ arn, accountId: OWN, identity }] },
  };
};

describe('findTrespasses with variables in resource patterns', () => {
  it('puts the value of a variable in its place', () => {
    const Resource = 'arn:aws:s3:::${aws:username}-*/${aws:PrincipalAccount}/?';
    expect(told(userWith(allow({ Resource })))).toEqual([
      `bucket s3:GetObject arn:aws:s3:::gha2-*/${OWN}/? of gha2: allow`,
    ]);
  });

  it('puts the default in the place of a variable that a role has not', () => {
    const Resource = "arn:aws:s3:::${aws:username, 'gha2'}-*";
    expect(told(gha1With(allow({ Resource })))).toEqual([
      'bucket s3:GetObject arn:aws:s3:::gha2-* of gha2: allow',
    ]);
  });

  it('tells every character of a name', () => {
    const Resource = 'arn:aws:s3:::gha2-primary/\u0000';
    expect(told(gha1With(allow({ Resource })))).toEqual([
      `bucket s3:GetObject ${Resource} of gha2: allow`,
    ]);
  });

  it('finds nothing by a variable that a role has not', () => {
    const Resource = 'arn:aws:s3:::${aws:username}-*';
    expect(told(gha1With(allow({ Resource })))).toEqual([]);
  });

  it('takes a variable of which nobody knows the value for any text', () => {
    const Resource = 'arn:aws:s3:::gha${aws:PrincipalTag/team}-new';
    expect(
      trespassesOf(gha1With(allow({ Action: 's3:PutBucketPolicy', Resource }))),
    ).toMatchObject([
      {
        kind: 'widening',
        region: {
          resources: 'arn:aws:s3:::gha*-new',
          verdict: 'conditional',
          missingKeys: ['aws:PrincipalTag/team'],
        },
      },
    ]);
  });

  it('takes what looks like a variable for itself in documents of 2008', () => {
    const Resource = 'arn:aws:s3:::gha2-primary/${aws:username}/x';
    const document = { Version: '2008-10-17', Statement: allow({ Resource }) };
    const identity = [{ name: 'old', document }];
    expect(told(withRole(smallFleet(), 'gha1', { identity }))).toEqual([
      `bucket s3:GetObject ${Resource} of gha2: allow`,
    ]);
  });

  it('tells apart what a star stands for and a star that stands for itself', () => {
    const [star, any] = ['${*}', '*'].map(
      name => `arn:aws:s3:::gha2-primary/${name}/x*`,
    );
    expect(
      trespassesOf(
        gha1With(
          allow({ Resource: star }),
          allow({ Resource: any }),
          deny({ Resource: star }),
        ),
      ),
    ).toMatchObject([{ region: { decidedBy: [{ statement: 3 }] } }]);
    expect(
      trespassesOf(
        gha1With(
          allow({ Resource: 'arn:aws:s3:::gha2-primary/*' }),
          deny({ NotResource: star }),
          deny({ Resource: any?.replace('x', 'xx') }),
        ),
      ),
    ).toMatchObject([{ region: { witness: 'arn:aws:s3:::gha2-primary/*/x' } }]);
  });

  it('finds the one name that a variable leaves open', () => {
    expect(
      trespassesOf(
        gha1With(
          allow({ Resource: 'arn:aws:s3:::gha2-primary/*' }),
          deny({
            NotResource: 'arn:aws:s3:::gha2-primary/${aws:PrincipalAccount}/x',
          }),
        ),
      ),
    ).toMatchObject([
      { region: { witness: `arn:aws:s3:::gha2-primary/${OWN}/x` } },
    ]);
  });

  it('finds the buckets of other accounts that are named by their account', () => {
    const named = 'arn:aws:s3:::gha1-${aws:ResourceAccount}-*';
    expect(told(gha1With(anywhere(named)))).toEqual([
      'foreign-account s3:GetObject arn:aws:s3:::gha1-*-* of nobody: allow',
    ]);
    expect(
      told(
        gha1With(
          anywhere('arn:aws:s3:::gha1-*'),
          deny({ NotResource: `${named}/x` }),
        ),
      ),
    ).toEqual([
      'foreign-account s3:GetObject arn:aws:s3:::gha1-* of nobody: allow',
    ]);
    expect(
      told(
        gha1With(
          anywhere('arn:aws:s3:::gha1-*'),
          deny({ NotResource: `arn:aws:s3:::gha1-${OWN}-*` }),
          deny({ Resource: named }),
        ),
      ),
    ).toEqual([
      'foreign-account s3:GetObject arn:aws:s3:::gha1-* of nobody: allow',
    ]);
  });
});

/** AWS: "IAM JSON policy elements: Resource", using wildcards in resource ARNs. */
describe('findTrespasses with wildcards in the first parts of an ARN', () => {
  it('takes a Deny for no more than what it matches', () => {
    const Resource = 'arn:aws:s3:::?*/s:s3:::g';
    const denied = ['arn:a*s:s3:::g*', 'arn:aws:s3:::x*'];
    expect(
      told(gha1With(allow({ Resource }), deny({ Resource: denied }))),
    ).toEqual([`bucket s3:GetObject ${Resource} of nobody: allow`]);
  });
});

describe('valuePatternOf', () => {
  const caller = prepareCaller(
    { kind: 'user', arn: `arn:aws:iam::${OWN}:user/ann` },
    {},
    {},
    { contextComplete: false },
  );

  it.each([
    ['a-${aws:username}-*', 'a-ann-*'],
    ['a-${aws:username', 'a-${aws:username'],
    ['${aws:username?}-*', '${aws:username?}-*'],
  ])('of the value %s means %s', (value, text) => {
    const pattern = valuePatternOf(value, caller);
    expect(pattern.text).toBe(text);
    expect(pattern.tokens).toEqual(patternOf(text).tokens);
  });
});
