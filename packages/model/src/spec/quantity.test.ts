import { compareQuantities, parseQuantity } from './quantity';

const ONE = 1_000_000_000n;

describe('parseQuantity', () => {
  it.each([
    ['0', 0n],
    ['1', ONE],
    ['16', 16n * ONE],
    ['500m', 500_000_000n],
    ['0.5', 500_000_000n],
    ['.5', 500_000_000n],
    ['1.', ONE],
    ['+2', 2n * ONE],
    ['-2', -2n * ONE],
    ['1n', 1n],
    ['1u', 1_000n],
    ['1k', 1_000n * ONE],
    ['1M', 1_000_000n * ONE],
    ['1Ki', 1024n * ONE],
    ['64Gi', 64n * 1024n ** 3n * ONE],
    ['0.1Gi', 107_374_182_400_000_000n],
    ['1Ei', 1024n ** 6n * ONE],
    ['1e3', 1_000n * ONE],
    ['1E3', 1_000n * ONE],
    ['1E', 10n ** 18n * ONE],
    ['12e-3', 12_000_000n],
  ])('reads %s exactly', (text, nano) => {
    expect(parseQuantity(text)).toBe(nano);
  });

  it('rounds what is finer than a billionth away from zero', () => {
    expect(parseQuantity('0.1n')).toBe(1n);
    expect(parseQuantity('-0.1n')).toBe(-1n);
    expect(parseQuantity('1e-12')).toBe(1n);
  });

  it.each([
    '',
    ' ',
    'm',
    'Gi',
    '.',
    '1 Gi',
    '1gi',
    '1KI',
    '1e',
    '1e3Gi',
    '0x10',
    '1_000',
    'NaN',
    '1e999',
  ])('refuses "%s"', text => {
    expect(parseQuantity(text)).toBeUndefined();
  });
});

describe('compareQuantities', () => {
  it.each([
    ['1000m', '1', 0],
    ['1Gi', '1G', 1],
    ['999Mi', '1Gi', -1],
    ['1024Mi', '1Gi', 0],
    ['9007199254740993', '9007199254740992', 1],
    ['1.0000000001Gi', '1Gi', 1],
  ])('compares %s with %s', (left, right, expected) => {
    expect(Math.sign(compareQuantities(left, right))).toBe(expected);
  });

  it('says which text is not a quantity', () => {
    expect(() => compareQuantities('1', 'lots')).toThrow(
      '"lots" is not a Kubernetes quantity',
    );
  });
});
