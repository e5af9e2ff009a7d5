import { OWN } from './__fixtures__/smallFleet';
import { allow, gha1With, trespassesOf } from './__fixtures__/tell';

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
});
