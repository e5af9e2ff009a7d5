import { backoffMs } from './backoff';

const BOUNDS = { minimumMs: 1_000, maximumMs: 60_000 };

describe('backoffMs', () => {
  it.each([
    { failures: 1, random: 0, expected: 1_000 },
    { failures: 1, random: 1, expected: 2_000 },
    { failures: 3, random: 1, expected: 8_000 },
    { failures: 3, random: 0.5, expected: 4_500 },
    { failures: 6, random: 1, expected: 60_000 },
    { failures: 5_000, random: 1, expected: 60_000 },
    { failures: 5_000, random: 0, expected: 1_000 },
  ])(
    'is $expected ms after $failures failures at chance $random',
    ({ failures, random, expected }) => {
      expect(backoffMs(failures, random, BOUNDS)).toBe(expected);
    },
  );

  it('is at least what the server asks for', () => {
    expect(backoffMs(1, 0, BOUNDS, 90)).toBe(90_000);
    expect(backoffMs(6, 1, BOUNDS, 3)).toBe(60_000);
  });
});
