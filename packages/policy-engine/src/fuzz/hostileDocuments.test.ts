import { compilePolicy, PolicyParseError } from '..';

function outcome(document: unknown): 'understood' | 'refused' {
  try {
    compilePolicy(document, { kind: 'identity', name: 'hostile' });
    return 'understood';
  } catch (error) {
    if (error instanceof PolicyParseError) {
      return 'refused';
    }
    throw error;
  }
}

describe('compilePolicy', () => {
  it.each([
    ['opened variables', '${'],
    ['closed variables', '${a:b}'],
    ['wildcards', '*?'],
    ['colons', ':'],
  ])('takes time in proportion to %s', (_, unit) => {
    const start = process.hrtime.bigint();
    for (const Version of ['2012-10-17', '2008-10-17']) {
      const Resource = `arn:aws:s3:::${unit.repeat(200_000)}`;
      outcome({
        Version,
        Statement: { Effect: 'Allow', Action: 's3:*', Resource },
      });
    }
    const milliseconds = Number(process.hrtime.bigint() - start) / 1e6;
    expect(milliseconds).toBeLessThan(2_000);
  });

  it('does not mind depth, length and names that objects inherit', () => {
    const deep = `${'['.repeat(50_000)}${']'.repeat(50_000)}`;
    const plain = { Effect: 'Allow', Action: '*', Resource: '*' };
    const documents: unknown[] = [
      deep,
      `{"Statement":${deep}}`,
      ...['Version', 'Id'].map(
        name => `{"${name}":${deep},"Statement":${JSON.stringify(plain)}}`,
      ),
      ...['Effect', 'Sid', 'Action', 'Resource', 'Condition'].map(name =>
        JSON.stringify({ Statement: { ...plain, [name]: '?' } }).replace(
          '"?"',
          deep,
        ),
      ),
      JSON.parse('{"__proto__":{"Statement":[]}}'),
      JSON.parse(
        '{"Statement":{"Effect":"Allow","Action":"*","Resource":"*","__proto__":1}}',
      ),
      {
        Statement: { ...plain, Condition: { constructor: { 'a:b': 'c' } } },
      },
      new Map([['Statement', []]]),
      Symbol('x'),
      () => ({}),
      NaN,
    ];
    for (const document of documents) {
      expect(() =>
        compilePolicy(document, { kind: 'identity', name: 'odd' }),
      ).toThrow(PolicyParseError);
    }
  });
});
