import {
  both,
  either,
  FALSE,
  not,
  Truth,
  TRUE,
  truthOf,
  UNKNOWN,
} from './Truth';

describe('Truth', () => {
  it.each<[a: Truth, b: Truth, both: Truth, either: Truth]>([
    [FALSE, FALSE, FALSE, FALSE],
    [FALSE, UNKNOWN, FALSE, UNKNOWN],
    [FALSE, TRUE, FALSE, TRUE],
    [UNKNOWN, FALSE, FALSE, UNKNOWN],
    [UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN],
    [UNKNOWN, TRUE, UNKNOWN, TRUE],
    [TRUE, FALSE, FALSE, TRUE],
    [TRUE, UNKNOWN, UNKNOWN, TRUE],
    [TRUE, TRUE, TRUE, TRUE],
  ])('%s and %s: both %s, either %s', (a, b, all, any) => {
    expect([both(a, b), either(a, b)]).toEqual([all, any]);
  });

  it('of the contrary, and of what is known', () => {
    expect([not(FALSE), not(UNKNOWN), not(TRUE)]).toEqual([
      TRUE,
      UNKNOWN,
      FALSE,
    ]);
    expect([truthOf(true), truthOf(false)]).toEqual([TRUE, FALSE]);
  });
});
