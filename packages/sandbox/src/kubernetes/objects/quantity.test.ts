import { formatQuantity, parseQuantity } from './quantity';

it.each([
  ['1', 1],
  ['500m', 0.5],
  ['1.5', 1.5],
  ['64Gi', 64 * 2 ** 30],
  ['1G', 1e9],
  ['2e3', 2000],
  [3, 3],
  ['', undefined],
  ['1gi', undefined],
  ['one', undefined],
])('reads %j as %s', (text, value) => {
  expect(parseQuantity(text)).toBe(value);
});

it.each([
  [1.5, 'number', '1500m'],
  [2, 'number', '2'],
  [2 ** 30, 'bytes', '1Gi'],
  [1408 * 2 ** 20, 'bytes', '1408Mi'],
  [0, 'bytes', '0'],
  [1000, 'bytes', '1000'],
] as const)('writes %d as a %s: %s', (value, unit, text) => {
  expect(formatQuantity(value, unit)).toBe(text);
});
