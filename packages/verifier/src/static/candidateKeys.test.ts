import { compilePolicy, evaluate } from '@corridors/policy-engine';
import { pick, randomNumbers } from '../__fixtures__/randomRepository';
import { ACCOUNT } from '../__fixtures__/repository';
import { roleArn } from '../__fixtures__/sabotage';
import { candidateKeys } from './candidateKeys';
import { remainders } from './remainders';

const BUCKET = 'arn:aws:s3:::gha1-raw';

describe('remainders', () => {
  it.each<[string, string[]]>([
    ['arn:aws:s3:::gha1-raw/*', ['*']],
    ['arn:aws:s3:::gha1-raw/logs/?.csv', ['logs/?.csv']],
    ['arn:aws:s3:::gha1-*', ['*']],
    ['*', ['*']],
    ['arn:*:s3:::gha?-raw/x', ['*:s3:::gha?-raw/x', ':s3:::gha?-raw/x', 'x']],
    ['arn:aws:s3:::gha1-*/x', ['*/x', '/x', 'x']],
    ['arn:aws:s3:::gha1-raw/', []],
    ['arn:aws:s3:::gha1-raw', []],
    ['arn:aws:s3:::gha2-raw/*', []],
    ['arn:aws:s3:::gha1-raw-2/*', []],
  ])('of %s are what is left for keys', (pattern, rest) => {
    expect(remainders(pattern, `${BUCKET}/`).sort()).toEqual(rest);
  });

  it('are found in linear time', () => {
    const start = performance.now();
    remainders(`${'*a'.repeat(1000)}b`, `${'a'.repeat(1000)}/`);
    expect(performance.now() - start).toBeLessThan(1000);
  });
});

/** Every key of at most four characters of an alphabet. */
const KEYS = ['a', 'b', '/'].reduce<string[]>((all, _, index, letters) => {
  const shorter = index === 0 ? [''] : all;
  return [
    ...new Set([
      ...shorter,
      ...shorter.flatMap(key => letters.map(letter => `${key}${letter}`)),
      ...shorter.flatMap(key =>
        letters.flatMap(one => letters.map(two => `${key}${one}${two}`)),
      ),
    ]),
  ].filter(key => key.length <= 4);
}, []);

function randomPattern(random: () => number): string {
  const length = 1 + Math.floor(random() * 4);
  return Array.from({ length }, () =>
    pick(random, ['a', 'b', '/', '*', '*', '?']),
  ).join('');
}

it.each(Array.from({ length: 12 }, (_, seed) => seed))(
  'one of the keys is allowed when any key is, in 250 random policies (%i)',
  seed => {
    const random = randomNumbers(seed);
    let open = 0;
    for (let round = 0; round < 250; round += 1) {
      const resource = () => `${BUCKET}/${randomPattern(random)}`;
      const allowed = [resource()];
      const kept = random() < 0.5 ? [resource()] : [];
      const denied = random() < 0.5 ? [resource()] : [];
      const deny = { Effect: 'Deny', Action: 's3:*' };
      const policy = compilePolicy(
        {
          Version: '2012-10-17',
          Statement: [
            { Effect: 'Allow', Action: 's3:GetObject', Resource: allowed },
            ...(kept.length > 0 ? [{ ...deny, NotResource: kept }] : []),
            ...(denied.length > 0 ? [{ ...deny, Resource: denied }] : []),
          ],
        },
        { kind: 'identity', name: 'random' },
      );
      const isAllowed = (key: string) =>
        evaluate(
          {
            principal: { kind: 'role', arn: roleArn('single1_gha1') },
            action: 's3:GetObject',
            resource: `${BUCKET}/${key}`,
            resourceAccount: ACCOUNT,
          },
          { identity: [policy] },
          { contextComplete: true },
        ).verdict === 'allow';
      const patterns = [...allowed, ...kept, ...denied];
      const found = candidateKeys(BUCKET, patterns).some(isAllowed);
      const witness = KEYS.filter(key => key !== '').find(isAllowed);
      expect({ patterns, witness: found ? undefined : witness }).toEqual({
        patterns,
        witness: undefined,
      });
      open += found ? 1 : 0;
    }
    expect(open).toBeGreaterThan(50);
  },
);

it('is not held up by patterns of very many wildcards', () => {
  const before = performance.now();
  const keys = candidateKeys(BUCKET, [
    `${BUCKET}/${'*a?'.repeat(200)}/*`,
    `${BUCKET}/${'*a'.repeat(1000)}/*b${'*c'.repeat(500)}`,
    `${BUCKET}/${'*d'.repeat(1000)}`,
    `${BUCKET}/e*`,
    `${BUCKET}/*f`,
  ]);
  expect(performance.now() - before).toBeLessThan(2_000);
  expect(keys).toContain('ef');
});
