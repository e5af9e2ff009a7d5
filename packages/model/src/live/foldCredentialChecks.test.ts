import type {
  CheckStatus,
  CredentialCheck,
  CredentialCheckId,
} from './credentials';
import { foldCredentialChecks } from './foldCredentialChecks';

const NOW = new Date('2026-03-01T12:00:00Z');
const IDS: readonly CredentialCheckId[] = [
  'sa-exists',
  'sa-role',
  'oidc-provider',
  'role-exists',
  'trust',
  'injection',
  'provider-config',
  'last-used',
];
const REQUIRED: readonly CredentialCheckId[] = [
  'sa-exists',
  'sa-role',
  'role-exists',
  'trust',
];

function checks(
  changes: Partial<
    Record<CredentialCheckId, CheckStatus | Partial<CredentialCheck>>
  >,
): CredentialCheck[] {
  return IDS.map(id => {
    const change = changes[id];
    return {
      id,
      status: 'pass',
      required: REQUIRED.includes(id),
      source: 'kubernetes:single1',
      observedAt: '2026-03-01T11:59:30Z',
      ttlSeconds: 60,
      detail: `${id} is looked at.`,
      ...(typeof change === 'string' ? { status: change } : change),
    };
  });
}

describe('foldCredentialChecks', () => {
  it.each<[string, Parameters<typeof checks>[0], string]>([
    ['everything passes', {}, 'healthy'],
    ['a required check fails', { trust: 'fail' }, 'broken'],
    [
      'a required check fails and another is unknown',
      { 'sa-role': 'unknown', trust: 'fail' },
      'broken',
    ],
    [
      'a required check is unknown',
      { 'role-exists': 'unknown', 'provider-config': 'warn' },
      'unknown',
    ],
    ['a check warns', { 'provider-config': 'warn' }, 'degraded'],
    ['a check that is not required fails', { injection: 'fail' }, 'degraded'],
    [
      'a check that is not required is unknown',
      { injection: 'unknown' },
      'healthy',
    ],
    [
      'AWS is not configured',
      {
        'role-exists': 'not-applicable',
        trust: 'not-applicable',
        'last-used': 'not-applicable',
      },
      'kubernetes-ok',
    ],
    [
      'AWS is not configured and something warns',
      { trust: 'not-applicable', 'sa-role': 'warn' },
      'degraded',
    ],
    ['the role was never used', { 'last-used': 'not-applicable' }, 'unused'],
    [
      'a required observation is stale',
      { trust: { observedAt: '2026-03-01T11:58:59Z' } },
      'unknown',
    ],
    [
      'a failure is stale',
      { trust: { status: 'fail', observedAt: '2026-03-01T11:00:00Z' } },
      'unknown',
    ],
    [
      'a required check was never observed',
      { trust: { observedAt: undefined } },
      'unknown',
    ],
  ])('when %s', (_, changes, state) => {
    expect(foldCredentialChecks(checks(changes), NOW).state).toBe(state);
  });

  it('names the check that decides, and since when it is stale', () => {
    const health = foldCredentialChecks(
      checks({ trust: { observedAt: '2026-03-01T11:58:00Z' } }),
      NOW,
    );
    expect(health.reason).toContain('trust');
    expect(health.checks.find(check => check.id === 'trust')).toMatchObject({
      status: 'unknown',
      since: '2026-03-01T11:59:00.000Z',
    });
  });

  it('is as old as its oldest observation', () => {
    const health = foldCredentialChecks(
      checks({
        'role-exists': { observedAt: '2026-03-01T11:50:00Z', ttlSeconds: 900 },
      }),
      NOW,
    );
    expect(health).toMatchObject({
      state: 'healthy',
      asOf: '2026-03-01T11:50:00Z',
    });
  });

  it('knows nothing without checks', () => {
    expect(foldCredentialChecks([], NOW)).toMatchObject({
      state: 'unknown',
      checks: [],
    });
  });
});
