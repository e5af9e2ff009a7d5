import { Fact, lastKnown, ReadOutcome, settleFact } from './fact';

const NOW = new Date('2026-11-23T12:00:00Z');
const AT = NOW.toISOString();
const BEFORE = '2026-11-23T11:00:00.000Z';
const known: Fact<number> = { state: 'known', value: 1, asOf: BEFORE };
const absent: Fact<number> = { state: 'absent', asOf: BEFORE };
const failure = {
  kind: 'unreachable',
  message: 'IAM does not answer',
} as const;
const failed: ReadOutcome<number> = { kind: 'failure', failure };

describe('settleFact', () => {
  it.each<[string, Fact<number>, ReadOutcome<number>, Fact<number>]>([
    [
      'a value is known',
      { state: 'pending' },
      { kind: 'value', value: 2 },
      { state: 'known', value: 2, asOf: AT },
    ],
    [
      'absence is knowledge, too',
      known,
      { kind: 'absent' },
      { state: 'absent', asOf: AT },
    ],
    [
      'a failure before any answer is unknown',
      { state: 'pending' },
      failed,
      { state: 'unknown', failure: { ...failure, since: AT } },
    ],
    [
      'a failure keeps a value',
      known,
      failed,
      { state: 'stale', last: known, failure: { ...failure, since: AT } },
    ],
    [
      'a failure keeps an absence',
      absent,
      failed,
      { state: 'stale', last: absent, failure: { ...failure, since: AT } },
    ],
    [
      'failures in a row keep the time of the first',
      { state: 'stale', last: known, failure: { ...failure, since: BEFORE } },
      failed,
      { state: 'stale', last: known, failure: { ...failure, since: BEFORE } },
    ],
    [
      'failures in a row without any answer keep the time of the first',
      { state: 'unknown', failure: { ...failure, since: BEFORE } },
      failed,
      { state: 'unknown', failure: { ...failure, since: BEFORE } },
    ],
    [
      'an answer ends a row of failures',
      { state: 'stale', last: known, failure: { ...failure, since: BEFORE } },
      { kind: 'value', value: 3 },
      { state: 'known', value: 3, asOf: AT },
    ],
  ])('%s', (_, before, outcome, expected) => {
    expect(settleFact(before, outcome, NOW)).toEqual(expected);
  });
});

describe('lastKnown', () => {
  it.each<[string, Fact<number> | undefined, unknown]>([
    ['a known fact', known, known],
    ['an absent one', absent, absent],
    [
      'a stale one',
      { state: 'stale', last: known, failure: { ...failure, since: AT } },
      known,
    ],
    [
      'an unknown one',
      { state: 'unknown', failure: { ...failure, since: AT } },
      undefined,
    ],
    ['a pending one', { state: 'pending' }, undefined],
    ['none', undefined, undefined],
  ])('of %s', (_, fact, expected) => {
    expect(lastKnown(fact)).toEqual(expected);
  });
});
