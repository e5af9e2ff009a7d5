import { parseJson } from './parseJson';
import { PolicyParseError } from './PolicyParseError';

function problemOf(text: string): [code: string, message: string] | undefined {
  try {
    parseJson(text);
    return undefined;
  } catch (error) {
    if (error instanceof PolicyParseError) {
      return [error.code, error.message];
    }
    throw error;
  }
}

describe('parseJson', () => {
  it.each([
    ['{"a":1,"a":2}', 'a'],
    ['{"a" :1,"a":2}', 'a'],
    ['{"a":1,"a" :2}', 'a'],
    ['{"a":1,"a"\t:2}', 'a'],
    ['{"a":1,"a"\n:2}', 'a'],
    ['{"a":1,"a"\r:2}', 'a'],
    ['{"a":1,"a" \r\n\t :2}', 'a'],
    [' {"a":{"b":1},"a":2}', 'a'],
    ['{"a":[1,{"b":2}],"a":2}', 'a'],
    ['{"a":"}","a":2}', 'a'],
    ['{"a":"]{","a":2}', 'a'],
    ['{"a":"\\"","a":2}', 'a'],
    ['{"a":"\\\\","a":2}', 'a'],
    ['{"\\u0061":1,"a":2}', 'a'],
    ['[1,{"x":{},"a":1,"a":2}]', '[1].a'],
    ['{"x":[[],{}],"a":1,"a":2}', 'a'],
    ['{"x":{"y":{}},"a":1,"a":2}', 'a'],
    ['{"x":{"y":{"a":1,"a":2}}}', 'x.y.a'],
    ['{"x":[1,[2,3],{"y":[{"a":1,"b":2,"a":2}]}]}', 'x[2].y[0].a'],
    ['{"x":{"b":1},"y":[0,{"c":[1,2],"a":1,"a":2}]}', 'y[1].a'],
  ])('refuses %s, at %s', (text, path) => {
    expect(problemOf(text)).toEqual([
      'duplicate-key',
      `${path}: "a" is named twice in one object`,
    ]);
  });

  it.each([
    '{"a":"a","b":"a"}',
    '[{"a":1},{"a":2}]',
    '{"a":{"a":{"a":1}}}',
    '["a","a"]',
    '{"b":["a","a"],"a":1}',
    '{"a":1,"b":{"a":2},"c":[{"a":3}]}',
    '{"a":"b\\":","b":2}',
    '{"a":1,"A":2}',
    '"a"',
    '"a:\\""',
    'null',
    ' 1 ',
    '{}',
    '[]',
  ])('reads %s', text => {
    expect(parseJson(text)).toEqual(JSON.parse(text));
  });

  it('says why a text is not JSON', () => {
    expect(problemOf('{"a" 1}')).toEqual([
      'invalid-json',
      expect.stringMatching(/^The document is not JSON: .*Expected ':' after/),
    ]);
  });
});
