import { NameClassCache } from './NameClassCache';
import { ANY_TEXT, patternOf } from './Pattern';
import { SearchEffort } from './SearchEffort';

const intricate = (i: number) =>
  patternOf(`*${String.fromCharCode(97 + i)}${'?'.repeat(20 + i)}*`);

describe('NameClassCache', () => {
  it('answers a question as before when it is asked again', () => {
    const cache = new NameClassCache();
    const inside = [patternOf('a*')];
    const first = cache.find(inside, [patternOf('*b')]);
    expect(first?.map(({ witness }) => witness)).toEqual(['a', 'ab']);
    expect(cache.find(inside, [patternOf('*b')])).toBe(first);
    expect(cache.find(inside, [patternOf('*c')])).not.toEqual(first);
  });

  it('spends little on the rest once many intricate questions were asked, and still answers plain ones', () => {
    const cache = new NameClassCache();
    const before = performance.now();
    for (let i = 0; i < 26; i++) {
      for (let k = 0; k < 26; k++) {
        cache.find(
          [ANY_TEXT],
          [intricate(i), intricate(k), patternOf(`${k}*`)],
        );
      }
    }
    expect(performance.now() - before).toBeLessThan(10_000);
    expect(
      cache.find([ANY_TEXT], [intricate(0), intricate(1)]),
    ).toBeUndefined();
    expect(cache.find([patternOf('a*')], [patternOf('*b')])).toHaveLength(2);
  });
});

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
