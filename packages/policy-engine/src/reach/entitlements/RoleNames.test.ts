import { PatternAutomaton } from '../patterns/PatternAutomaton';
import { RoleNames } from './RoleNames';

const arn = (name: string) => `arn:aws:iam::111122223333:role/${name}`;

describe('RoleNames', () => {
  const names = new RoleNames(arn('apps/dev_*'), [
    arn('apps/dev_ops'),
    arn('apps/dev_x/ops'),
  ]);

  it.each([
    ['apps/dev_a', undefined, true],
    ['apps/dev_', undefined, true],
    ['apps/dev_a/b', undefined, false],
    ['apps/prod_a', undefined, false],
    ['dev_a', undefined, false],
    ['apps/dev_ops', undefined, false],
    ['apps/dev_a', 'apps/dev_*', true],
    ['apps/dev_a/b', 'apps/dev_*', true],
    ['apps/dev_a/b', 'apps/dev_a*', true],
    ['apps/dev_a/b', '*', true],
    ['apps/dev_a/b', 'apps/dev_a/*', false],
    ['apps/dev_a', 'apps/*/*', true],
    ['apps/dev_ops', 'apps/dev_*', false],
    ['apps/dev_x/ops', 'apps/dev_*', false],
    ['apps/prod_a', 'apps/*', false],
  ])('hold %s within range %s: %s', (name, range, expected) => {
    expect(names.holds(arn(name), range && arn(range))).toBe(expected);
  });

  it('tell apart by their patterns whatever they tell apart', () => {
    const matching = (name: string) =>
      names.patterns.map(pattern =>
        new PatternAutomaton(pattern).matches(arn(name)),
      );
    expect(matching('apps/dev_a')).toEqual([true, true, false, false]);
    expect(matching('apps/dev_a/b')).toEqual([false, true, false, false]);
    expect(matching('apps/dev_ops')).toEqual([true, true, true, false]);
    expect(matching('apps/dev_x/ops')).toEqual([false, true, false, true]);
  });

  it('may be all that a pattern matches', () => {
    expect(new RoleNames(arn('x?')).holds(arn('xy'))).toBe(true);
  });
});
