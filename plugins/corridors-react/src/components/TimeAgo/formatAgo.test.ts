import { formatAgo, formatDuration, withReadableTimes } from './formatAgo';

const NOW = new Date('2026-11-23T14:00:00Z');

describe('formatAgo', () => {
  it.each([
    ['2026-11-23T13:59:58Z', 'just now'],
    ['2026-11-23T13:59:20Z', '40 s ago'],
    ['2026-11-23T13:58:00Z', '2 min ago'],
    ['2026-11-23T11:00:00Z', '3 h ago'],
    ['2026-11-20T14:00:00Z', '3 d ago'],
    ['2026-11-26T14:00:00Z', 'in 3 d'],
  ])('writes %s as %s', (at, text) => {
    expect(formatAgo(at, NOW)).toBe(text);
  });

  it('writes the date of what is long ago', () => {
    expect(formatAgo('2025-03-04T12:00:00Z', NOW)).toBe('4 Mar 2025');
  });
});

describe('formatDuration', () => {
  it.each([
    [12, '12 s'],
    [192, '3 min 12 s'],
    [7500, '2 h 5 min'],
  ])('writes %d seconds as %s', (seconds, text) => {
    expect(formatDuration(seconds)).toBe(text);
  });
});

describe('withReadableTimes', () => {
  it('writes times within a text as times of day', () => {
    expect(
      withReadableTimes('stale since 2025-11-23T13:00:00.760Z, see log', NOW),
    ).toMatch(/^stale since 23 Nov, \d\d:00:00, see log$/);
  });
});
