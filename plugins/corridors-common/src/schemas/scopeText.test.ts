import type { Scope } from '@corridors/model';
import { formatScope, parseScope } from './scopeText';

describe('scope text', () => {
  it.each<[string, Scope]>([
    ['corridor:gha1', { kind: 'corridor', corridor: 'gha1' }],
    ['environment:single1', { kind: 'environment', environment: 'single1' }],
    ['account:111122223333', { kind: 'account', accountId: '111122223333' }],
  ])('writes and reads %s', (text, scope) => {
    expect(formatScope(scope)).toBe(text);
    expect(parseScope(text)).toEqual(scope);
  });

  it.each(['', 'corridor', 'corridor:', 'corridor:a:b', 'fleet:all'])(
    'reads nothing from "%s"',
    text => {
      expect(parseScope(text)).toBeUndefined();
    },
  );
});
