import type { ContextLookup } from '../request/RequestContext';
import { FALSE, TRUE, UNKNOWN } from '../Truth';
import { globTokens, literalTokens } from '../wildcard';
import { Template } from './Template';

const syntax = { variables: true, wildcards: true };

function context(values: Readonly<Record<string, ContextLookup>>) {
  return {
    lookup: ({ folded }: { folded: string }) => values[folded] ?? 'absent',
  };
}

describe('Template', () => {
  const known = context({
    'a:one': ['x*'],
    'a:many': ['x', 'y'],
    'a:none': [],
    'a:unknown': 'unknown',
    'a:other': 'unknown',
  });

  it.each([
    ['${a:one}/*', 'x*/y', TRUE],
    ['${a:one}/*', 'xy/y', FALSE],
    ['${A:ONE}', 'x*', TRUE],
    ['a${a:one}b${a:one}c', 'ax*bx*c', TRUE],
    ['${a:many}', 'x', FALSE],
    ['${a:none}', '', FALSE],
    ['${a:gone}', '', FALSE],
    ["${a:gone,'d'}", 'd', TRUE],
    ["${a:gone, 'd'}", 'd', TRUE],
    ["${a:gone,   'd'}", 'd', TRUE],
    ["${a:gone, ''}", '', TRUE],
    ["${a:many, 'd'}", 'd', TRUE],
    ["${a:one, 'd'}", 'd', FALSE],
    ['${*}?', '*a', TRUE],
    ['${*}', 'a', FALSE],
    ['${?}${$}', '?$', TRUE],
    ['${a:unknown}', 'x', UNKNOWN],
    ['${a:unknown}${a:gone}', 'x', FALSE],
    ['$*', '$a', TRUE],
    ['{a:one}', '{a:one}', TRUE],
  ])('%s against %s: %s', (text, value, truth) => {
    const template = Template.parse(text, syntax, 'p');
    expect(template.matches(value, known)).toBe(truth);
  });

  it.each([
    ['many values', 20_000, 'x'.repeat(20), 'x'.repeat(400_000), TRUE],
    ['many empty values', 20_000, '', '', TRUE],
    ['long values', 2_000, 'x'.repeat(200_000), 'x', FALSE],
  ])(
    'takes time in proportion to text and template for %s',
    (_, variables, value, subject, truth) => {
      const start = process.cpuUsage();
      const template = Template.parse('${a:v}'.repeat(variables), syntax, 'p');
      expect(template.matches(subject, context({ 'a:v': [value] }))).toBe(
        truth,
      );
      const milliseconds = process.cpuUsage(start).user / 1e3;
      expect(milliseconds).toBeLessThan(2_000);
    },
  );

  it('ignores the case of letters where it is told to, in what it puts in as well', () => {
    const folding = Template.parse(
      'Straße/${a:one}',
      { variables: true, wildcards: false, ignoreCase: true },
      'p',
    );
    const asked = (value: string) =>
      folding.matches(value, context({ 'a:one': ['Ann'] }));
    expect(asked('STRAßE/ANN')).toBe(TRUE);
    expect(asked('STRASSE/ANN')).toBe(FALSE);
    expect(asked('straße/ann*')).toBe(FALSE);
  });

  it('names the keys that are not known, and those alone', () => {
    const template = Template.parse(
      '${a:unknown}${a:one}${A:Other}',
      syntax,
      'p',
    );
    const missing = new Set<string>();
    template.addMissing('x', known, missing);
    expect([...missing]).toEqual(['a:unknown', 'A:Other']);
  });

  it('tells what it is made of', () => {
    const parts = (text: string) => Template.parse(text, syntax, 'p').parts;
    expect(parts('a*')).toEqual([globTokens('a*')]);
    expect(parts('a*${A:one}${?}')).toEqual([
      globTokens('a*'),
      { key: expect.objectContaining({ name: 'A:one', folded: 'a:one' }) },
      [],
      literalTokens('?'),
      [],
    ]);
  });

  it('tells whether variables stand in it', () => {
    const has = (text: string, variables: boolean) =>
      Template.parse(text, { variables, wildcards: true }, 'p').hasVariables;
    expect(has('${a:one}', true)).toBe(true);
    expect(has('${a:one}', false)).toBe(false);
    expect(has('a*', true)).toBe(false);
  });

  it.each([
    ['${a', '"${a" opens a variable that it does not close'],
    ['x${a:b}${', '"x${a:b}${" opens a variable that it does not close'],
    ['${}', '"${}" is not a policy variable'],
    ['${a}', '"${a}" is not a policy variable'],
    ['${ a:b}', '"${ a:b}" is not a policy variable'],
    ['${!a:b}', '"${!a:b}" is not a policy variable'],
    ['${a:b c}', '"${a:b c}" is not a policy variable'],
    ["${a:b 'c'}", '"${a:b \'c\'}" is not a policy variable'],
    ["${a:b,'c}", '"${a:b,\'c}" is not a policy variable'],
    ["${a:b,'c'd'}", "\"${a:b,'c'd'}\" is not a policy variable"],
    ['${**}', '"${**}" is not a policy variable'],
  ])('refuses %s', (text, problem) => {
    expect(() => Template.parse(text, syntax, 'p')).toThrow(`p: ${problem}`);
  });
});
