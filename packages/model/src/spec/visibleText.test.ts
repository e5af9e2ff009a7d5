import { corridorYaml, environmentYaml } from '../__fixtures__/memo';
import {
  parseCorridor,
  parseEnvironment,
  validateEnvironmentPolicies,
} from './parse';

const FILE = 'corridors/gha1/corridor.yaml';

function problemsOf(title: string) {
  const text = corridorYaml('gha1').replace(
    'name: gha1\n',
    `name: gha1\n  title: ${JSON.stringify(title)}\n`,
  );
  const parsed = parseCorridor(text, FILE);
  return parsed.ok ? [] : parsed.problems;
}

const escaped = (digits: string) => String.fromCodePoint(parseInt(digits, 16));

describe('text for people', () => {
  it.each([
    ['a line end', 'A'],
    ['an escape', '1B'],
    ['a control of the second set', '9B'],
    ['a soft hyphen', 'AD'],
    ['an Arabic letter mark', '61C'],
    ['a filler', '3164'],
    ['a zero-width space', '200B'],
    ['a zero-width joiner', '200D'],
    ['a right-to-left mark', '200F'],
    ['a line separator', '2028'],
    ['a word joiner', '2060'],
    ['an invisible times', '2062'],
    ['a byte order mark', 'FEFF'],
    ['a tag', 'E0041'],
  ])('refuses %s', (_, digits) => {
    expect(problemsOf(`Click${escaped(digits)}stream`)).toEqual([
      expect.objectContaining({
        code: 'hidden-character',
        field: 'metadata.title',
        file: FILE,
        line: 5,
        message: expect.stringContaining(
          `U+${digits.padStart(4, '0')} after 5 characters`,
        ),
      }),
    ]);
  });

  it.each([
    'Click stream',
    'Données brutes – été',
    'Сырые данные',
    'نقرات الويب',
    '日本語の記録',
    'Rockets \u{1F680}\uFE0F',
  ])('takes %s', title => {
    expect(problemsOf(title)).toEqual([]);
  });

  it('looks at the ends of a text too', () => {
    expect(problemsOf(`Click stream${escaped('FEFF')}`)).toMatchObject([
      { code: 'hidden-character' },
    ]);
  });

  it('looks at descriptions of shared buckets', () => {
    const text = environmentYaml('single1', {
      sharedBuckets:
        '[{ name: abc, accountId: "111122223333", description: "for \\u202Eall" }]',
    });
    expect(parseEnvironment(text, 'environments/single1.yaml')).toMatchObject({
      ok: false,
      problems: [
        {
          code: 'hidden-character',
          field: 'spec.sharedBuckets[0].description',
          line: 10,
        },
      ],
    });
  });

  it('looks at names of policies', () => {
    expect(
      validateEnvironmentPolicies({
        apiVersion: 'corridors.dev/v1alpha1',
        kind: 'ManagedPolicy',
        metadata: { name: `no${escaped('200B')}des` },
        spec: { arn: 'arn:aws:iam::111122223333:policy/nodes', document: '{}' },
      }),
    ).toMatchObject({
      ok: false,
      problems: [{ code: 'hidden-character', field: 'metadata.name' }],
    });
  });
});

describe('a file of a spec', () => {
  it.each(['202A', '202E', '2066', '2069'])(
    'refuses U+%s wherever it stands',
    digits => {
      expect(
        parseCorridor(
          `${corridorYaml('gha1')}# soon${escaped(digits)}\n`,
          FILE,
        ),
      ).toMatchObject({
        ok: false,
        problems: [
          {
            code: 'hidden-character',
            line: 11,
            column: 7,
            message: expect.stringContaining(`U+${digits}`),
          },
        ],
      });
    },
  );

  it('takes comments in any script', () => {
    expect(
      parseCorridor(`${corridorYaml('gha1')}# نقرات\n`, FILE),
    ).toMatchObject({ ok: true });
  });
});
