import { isInRange, parseIpAddress, parseIpRange } from './ipAddress';

describe('parseIpAddress', () => {
  it.each([
    ['10.0.0.1', [10, 0, 0, 1]],
    ['192.168.100.255', [192, 168, 100, 255]],
    ['1:2:3:4:5:6:7::', [0, 1, 0, 2, 0, 3, 0, 4, 0, 5, 0, 6, 0, 7, 0, 0]],
    ['::2:3:4:5:6:7:8', [0, 0, 0, 2, 0, 3, 0, 4, 0, 5, 0, 6, 0, 7, 0, 8]],
    ['::', new Array(16).fill(0)],
    ['::1', [...new Array(15).fill(0), 1]],
    ['1::', [0, 1, ...new Array(14).fill(0)]],
    ['2001:db8::ff', [0x20, 1, 0x0d, 0xb8, ...new Array(11).fill(0), 0xff]],
    ['1:2:3:4:5:6:7:8', [0, 1, 0, 2, 0, 3, 0, 4, 0, 5, 0, 6, 0, 7, 0, 8]],
    ['::ffff:10.0.0.1', [...new Array(10).fill(0), 0xff, 0xff, 10, 0, 0, 1]],
  ])('reads %s', (text, bytes) => {
    expect(parseIpAddress(text)).toEqual(bytes);
  });

  it.each([
    '',
    '10.0.0',
    '10.0.0.256',
    '10.0.0.1.2',
    ':',
    ':::',
    '1::2::3',
    '1:2:3:4:5:6:7',
    '1:2:3:4:5:6:7:8:9',
    'g::',
    '12345::',
    '10.0.0.1::',
    '::10.0.0.1:1',
    '1:2:3:4:5:6:7:8::',
    '1:2:3:4:5:6:7:8::x',
    '1:2:3:4::5:6:7:8',
    '::g',
    '1::x',
  ])('refuses "%s"', text => {
    expect(parseIpAddress(text)).toBeUndefined();
  });
});

describe('isInRange', () => {
  it.each([
    ['10.0.0.255', '10.0.0.0/24', true],
    ['10.0.1.0', '10.0.0.0/24', false],
    ['10.0.0.127', '10.0.0.0/25', true],
    ['10.0.0.128', '10.0.0.0/25', false],
    ['192.0.2.1', '0.0.0.0/0', true],
    ['::1', '0.0.0.0/0', false],
    ['10.0.0.1', '10.0.0.1', true],
    ['10.0.0.2', '10.0.0.1', false],
    ['10.0.0.1', '10.0.0.1/32', true],
    ['10.0.0.2', '10.0.0.1/32', false],
    ['2001:db8::1', '2001:db8::1', true],
    ['2001:db8::2', '2001:db8::1', false],
    ['2001:db8::2', '2001:db8::1/128', false],
    ['2001:db8:0:7fff::', '2001:db8::/49', true],
    ['2001:db8:0:8000::', '2001:db8::/49', false],
  ])('%s in %s: %s', (text, cidr, expected) => {
    const address = parseIpAddress(text);
    const range = parseIpRange(cidr);
    expect(address && range && isInRange(address, range)).toBe(expected);
  });

  it.each([
    '10.0.0.0/',
    '10.0.0.0/33',
    '10.0.0.0/8/8',
    '::/129',
    '10.0.0.0/-1',
    'x/8',
    '',
    '/8',
    '10.0.0.0/8x',
    '::/0128',
  ])('refuses the range "%s"', text => {
    expect(parseIpRange(text)).toBeUndefined();
  });
});
