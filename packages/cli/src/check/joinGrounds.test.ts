import type { CheckResult } from './checkResult';
import { hasGrown } from './hasGrown';
import { withGroundsOf } from './joinGrounds';

function result(change: Partial<CheckResult>): CheckResult {
  return {
    id: 'leak:a',
    kind: 'leak',
    severity: 'error',
    title: 'A can read b',
    explanation: '',
    nextAction: 'Remove it.',
    places: [{ file: 'a.yaml' }],
    ...change,
  };
}

describe('withGroundsOf', () => {
  const one = result({ facets: ['x'], limits: { a: ['deny'] } });
  const other = result({
    facets: ['x', 'y'],
    limits: { a: ['boundary'], b: ['deny'] },
  });

  it('rests on all that each of them does', () => {
    expect(withGroundsOf(one, [one, other])).toEqual(
      result({
        facets: ['x', 'y'],
        limits: { a: ['deny', 'boundary'], b: ['deny'] },
      }),
    );
  });

  it('has grown when one of them has, or lost what held it back', () => {
    const before = withGroundsOf(one, [one, other]);
    const grown = result({ facets: ['x', 'z'] });
    const freed = result({ facets: ['x'], limits: { a: ['deny'] } });
    expect(hasGrown(withGroundsOf(one, [one, grown]), before)).toBe(true);
    expect(hasGrown(withGroundsOf(one, [freed]), before)).toBe(true);
    expect(hasGrown(before, before)).toBe(false);
  });

  it('cannot be compared when one of them cannot', () => {
    const unknown = withGroundsOf(one, [one, result({})]);
    expect(unknown.facets).toBeUndefined();
    expect(hasGrown(unknown, unknown)).toBe(true);
  });
});
