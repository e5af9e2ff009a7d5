import { OWN } from './__fixtures__/smallFleet';
import { allow, gha1With, told, trespassesOf } from './__fixtures__/tell';

const UNKNOWN_KEY = { StringEquals: { 'aws:UserAgent': 'x' } };

describe('findTrespasses with patterns of very many wildcards', () => {
  it.each([
    `arn:aws:s3:::${'*a?'.repeat(200)}/*`,
    `arn:aws:s3:::${'*a'.repeat(1000)}/*b${'*c'.repeat(500)}`,
    `arn:aws:s3:::gha2-${'*a??b'.repeat(300)}`,
    `arn:aws:s3:::*a${'?'.repeat(30)}*`,
    `arn:aws:s3:::*/*a${'?'.repeat(60)}`,
    `arn:aws:iam::${OWN}:role/${'*a'.repeat(600)}`,
  ])('answers soon about %.40s, and never with nothing', resource => {
    const before = performance.now();
    const found = trespassesOf(
      gha1With(
        allow({
          Action: '*',
          Resource: [resource, resource.replace('a', 'e')],
          Condition: UNKNOWN_KEY,
        }),
      ),
    );
    expect(found).not.toEqual([]);
    expect(performance.now() - before).toBeLessThan(5_000);
  });

  it('answers soon about many of them', () => {
    const before = performance.now();
    const found = trespassesOf(
      gha1With(
        ...Array.from({ length: 26 }, (_, i) =>
          allow({
            Action: '*',
            Resource: `arn:aws:s3:::*${String.fromCharCode(97 + i)}${'?'.repeat(
              20 + i,
            )}*`,
            Condition: UNKNOWN_KEY,
          }),
        ),
      ),
    );
    expect(performance.now() - before).toBeLessThan(10_000);
    expect(new Set(found.map(({ region }) => region.resources)).size).toBe(26);
  });

  it('names the statement whose accounts are too intricate to be told apart', () => {
    const accounts = Array.from(
      { length: 10 },
      (_, i) => `*${i}${'?'.repeat((i % 6) + 3)}`,
    );
    const [trespass, ...others] = trespassesOf(
      gha1With(
        allow({
          Action: 's3:PutObject',
          Resource: 'arn:aws:s3:::zzz-*',
          Condition: {
            StringNotLike: { 'aws:ResourceAccount': [OWN, ...accounts] },
          },
        }),
      ),
    );
    expect(others).toEqual([]);
    expect(trespass?.region).toMatchObject({
      verdict: 'not-understood',
      isIntricate: true,
      decidedBy: [{ kind: 'identity', statement: 2 }],
    });
  });
});

/** AWS: "IAM JSON policy elements: Resource", using wildcards in resource ARNs. */
describe('findTrespasses with accounts in the ARNs of roles', () => {
  it.each([
    'arn:aws:iam::999999999999:role/*',
    'arn:aws:iam::999999999999:*',
    'arn:aws:iam::9*:role/x',
    'arn:aws:iam::9???????????:role/x',
    'arn:aws:iam::99999999999?:role/*',
  ])('finds the roles of other accounts that %s names', Resource => {
    const { Condition: _, ...anywhere } = allow({
      Action: 'sts:AssumeRole',
      Resource,
    });
    expect(told(gha1With(anywhere))).toEqual([
      `foreign-account sts:AssumeRole ${Resource} of nobody: allow`,
    ]);
  });

  it('tells nothing of other accounts where the own one is spelled out', () => {
    const Resource = `arn:aws:iam::${OWN}:role/corridors/gha1`;
    expect(
      told(gha1With(allow({ Action: 'sts:AssumeRole', Resource }))),
    ).toEqual([]);
  });
});
