import { parseBase64, parseBoolean, parseDecimal } from './scalars';

describe('parseDecimal', () => {
  it.each([
    ['0', 0],
    ['-1', -1],
    ['+10', 10],
    ['10.25', 10.25],
    ['007', 7],
  ])('reads %s', (text, number) => {
    expect(parseDecimal(text)).toBe(number);
  });
  it.each(['', ' 1', '1 ', '1.', '.5', '1e3', '0x1', '1,5', '--1', 'NaN'])(
    'refuses "%s"',
    text => {
      expect(parseDecimal(text)).toBeUndefined();
    },
  );
});

describe('parseBoolean', () => {
  it.each([
    ['true', true],
    ['True', true],
    ['FALSE', false],
    ['', undefined],
    ['1', undefined],
    ['true ', undefined],
  ])('"%s": %s', (text, expected) => {
    expect(parseBoolean(text)).toBe(expected);
  });
});

describe('parseBase64', () => {
  it.each(['', 'QQ==', 'QUI=', 'QUJD', 'QUJDQQ==', '+/+/', 'zz08'])(
    'reads "%s"',
    text => {
      expect(parseBase64(text)).toBe(text);
    },
  );
  it.each([
    'Q',
    'QQ',
    'QQ=',
    'QR==',
    'QUJ=',
    'QUJD=',
    'Q_==',
    '=QQ=',
    '!A==',
    'QUI=QUI=',
  ])('refuses "%s"', text => {
    expect(parseBase64(text)).toBeUndefined();
  });
});
