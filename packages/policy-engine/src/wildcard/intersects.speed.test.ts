import { intersects } from '..';
import { Glob } from './Glob';

describe('intersects', () => {
  it.each([
    ['*a'.repeat(1024), `${'*b'.repeat(511)}*c`],
    ['*a?'.repeat(682), '*b?'.repeat(682)],
    ['*'.repeat(100_000), 'b*'.repeat(1_000)],
  ])(
    'answers about patterns as long as ARNs may be, whatever their wildcards (%.12s, %.12s)',
    (a, b) => {
      const before = performance.now();
      const witness = intersects(a, b);
      expect(performance.now() - before).toBeLessThan(2_000);
      expect(witness === undefined || Glob.of(a).matches(witness)).toBe(true);
      expect(witness === undefined || Glob.of(b).matches(witness)).toBe(true);
    },
  );
});
