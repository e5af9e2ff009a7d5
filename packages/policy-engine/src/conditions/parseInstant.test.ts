import { parseInstant } from './parseInstant';

describe('parseInstant', () => {
  it.each([
    ['1970-01-01', 0],
    ['1970-01-01T00:00:01Z', 1000],
    ['1970-01-01T00:01Z', 60_000],
    ['1970-01-01T00:00:00.5Z', 500],
    ['1970-01-01T02:00:00+02:00', 0],
    ['1969-12-31T22:30:00-01:30', 0],
    ['2024-02-29', Date.UTC(2024, 1, 29)],
    ['1700000000', 1_700_000_000_000],
  ])('reads %s', (text, milliseconds) => {
    expect(parseInstant(text)).toBe(milliseconds);
  });

  it.each([
    '',
    'today',
    '2023-02-29',
    '2024-13-01',
    '2024-01-01T24:00:00Z',
    '2024-01-01T10:60Z',
    '2024-01-01T10:00:60Z',
    '2024-01-01T10:00',
    '2024-01-01T10Z',
    '24-01-01',
    '2024-01-01T10:00+24:00',
    '-1',
  ])('refuses "%s"', text => {
    expect(parseInstant(text)).toBeUndefined();
  });
});
