import { NameClassCache } from './NameClassCache';
import { ANY_TEXT, patternOf } from './Pattern';

const intricate = (i: number) =>
  patternOf(`*${String.fromCharCode(97 + i)}${'?'.repeat(20 + i)}*`);

describe('NameClassCache', () => {
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
