import { parse, stringify } from 'yaml';
import { writeYaml } from './writeYaml';

const library = (value: unknown) =>
  stringify(value, {
    lineWidth: 0,
    compat: 'yaml-1.1',
    aliasDuplicateObjects: false,
  });

/** Words of which YAML 1.1, YAML 1.2 or their layout makes something else. */
const WORDS = [
  '',
  ' ',
  'a',
  'a b',
  ' a',
  'a ',
  'off',
  'Yes',
  'n',
  'null',
  '~',
  'true',
  '1',
  '0x1f',
  '1e3',
  '1_000',
  '12:30',
  '.inf',
  '2026-01-01',
  '<<',
  '=',
  '- a',
  '-',
  '? a',
  ': a',
  'a: b',
  'a:b',
  'a #b',
  '#a',
  '*a',
  '&a',
  '!a',
  '|',
  '>',
  '%a',
  '@a',
  '`a',
  '[a]',
  '{a}',
  'a, b',
  '"a"',
  "it's",
  '---',
  '---a',
  '...',
  'a\\b',
  'a\tb',
  'ü',
  '\u0007',
  '\u2028',
  '😀',
  'a\nb',
  'a\nb\n',
  '\na',
  'a\n\nb\n',
  'a\n\n',
  ' a\nb',
  'a \nb',
  'a\n b\n',
  '{\n  "a": 1\n}',
  'a\n---\nb',
  '\n',
  'x'.repeat(300),
];

const NUMBERS_AND_SUCH = [
  null,
  true,
  false,
  0,
  -0,
  42,
  -1.5,
  1e21,
  NaN,
  Infinity,
  10n,
  new Date(0),
  new Map([['a', 1]]),
  new Set(['a']),
];

/** Repeats itself for a seed. (Marsaglia, "Xorshift RNGs".) */
function randomSource(seed: number) {
  let state = seed;
  return (below: number) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % below;
  };
}

function randomValue(
  random: (below: number) => number,
  depth: number,
): unknown {
  const length = random(4);
  switch (random(depth > 0 ? 8 : 5)) {
    case 0:
      return NUMBERS_AND_SUCH[random(NUMBERS_AND_SUCH.length)];
    case 5:
      return Array.from({ length }, () => randomValue(random, depth - 1));
    case 6:
    case 7:
      return Object.fromEntries(
        Array.from({ length }, () => [
          WORDS[random(WORDS.length)],
          random(9) === 0 ? undefined : randomValue(random, depth - 1),
        ]),
      );
    default:
      return WORDS[random(WORDS.length)];
  }
}

describe('writeYaml', () => {
  it('lays out any data as the library does', () => {
    const random = randomSource(20261101);
    for (let i = 0; i < 5_000; i++) {
      const value = randomValue(random, 4);
      expect(writeYaml(value)).toBe(library(value));
    }
  });

  it.each([
    [
      'a word that YAML 1.1 takes for a boolean',
      { name: 'off' },
      'name: "off"\n',
    ],
    ['a number in a text', { pods: '50' }, 'pods: "50"\n'],
    ['a member without value', { a: undefined, b: 1 }, 'b: 1\n'],
    ['empty values', { a: {}, b: [], c: '' }, 'a: {}\nb: []\nc: ""\n'],
    [
      'lists in lists',
      [[1, [2]], { a: [3] }],
      '- - 1\n  - - 2\n- a:\n    - 3\n',
    ],
    [
      'lines',
      { a: { b: 'x\n  y\n\nz\n' } },
      'a:\n  b: |\n    x\n      y\n\n    z\n',
    ],
    ['a date', { a: new Date(0) }, 'a: "1970-01-01T00:00:00.000Z"\n'],
    ['one text', 'a', 'a\n'],
  ])('writes %s', (_, value, text) => {
    expect(writeYaml(value)).toBe(text);
  });

  it('writes what is read again as it was', () => {
    const value = { words: WORDS };
    expect(parse(writeYaml(value))).toEqual(value);
    expect(parse(writeYaml(value), { version: '1.1' })).toEqual(value);
  });
});
