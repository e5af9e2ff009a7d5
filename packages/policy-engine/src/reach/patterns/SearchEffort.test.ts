import { SearchEffort } from './SearchEffort';

describe('SearchEffort', () => {
  it('is spent beyond its limit, and shared as far as there is some left', () => {
    const effort = new SearchEffort(10);
    effort.spend(10);
    expect([effort.isSpent, effort.spent]).toEqual([false, 10]);
    const little = effort.share(3);
    little.spend(4);
    expect(little.isSpent).toBe(true);
    effort.spend(1);
    expect([effort.isSpent, effort.spent]).toEqual([true, 11]);
  });
});
