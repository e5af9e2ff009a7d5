import type {
  CredentialCheck,
  CredentialHealth,
  CredentialState,
} from './credentials';

/**
 * Folds the checks of a corridor into one state, by the first rule that holds: a required check fails, broken; a
 * required check is unknown, unknown; any warns or fails, degraded; AWS cannot be looked at, kubernetes-ok; never used,
 * unused; else healthy. An observation older than its time to live counts as unknown.
 *
 * @param now - the time that observations are measured against
 * @public
 */
export function foldCredentialChecks(
  checks: readonly CredentialCheck[],
  now: Date,
): CredentialHealth {
  const current = checks.map(check => withoutStale(check, now));
  const { state, reason } = fold(current);
  const times = current.flatMap(({ status, observedAt }) =>
    observedAt !== undefined && status !== 'not-applicable' ? [observedAt] : [],
  );
  const asOf = times.reduce<string | undefined>(
    (oldest, time) =>
      oldest === undefined || Date.parse(time) < Date.parse(oldest)
        ? time
        : oldest,
    undefined,
  );
  return {
    state,
    reason,
    checks: current,
    ...(asOf === undefined ? {} : { asOf }),
  };
}

function withoutStale(check: CredentialCheck, now: Date): CredentialCheck {
  if (check.status === 'unknown' || check.status === 'not-applicable') {
    return check;
  }
  if (check.observedAt === undefined) {
    return {
      ...check,
      status: 'unknown',
      detail: `Never observed. ${check.detail}`,
    };
  }
  const expires = Date.parse(check.observedAt) + check.ttlSeconds * 1000;
  if (now.getTime() <= expires) {
    return check;
  }
  return {
    ...check,
    status: 'unknown',
    since: new Date(expires).toISOString(),
    detail: `Last observed at ${check.observedAt}, which is too long ago. Then: ${check.detail}`,
  };
}

function fold(checks: readonly CredentialCheck[]): {
  state: CredentialState;
  reason: string;
} {
  const first = (found: (check: CredentialCheck) => boolean) =>
    checks.find(found);
  const isBroken = first(check => check.required && check.status === 'fail');
  if (isBroken) {
    return { state: 'broken', reason: sentence(isBroken) };
  }
  const isUnknown = first(
    check => check.required && check.status === 'unknown',
  );
  if (isUnknown) {
    return { state: 'unknown', reason: sentence(isUnknown) };
  }
  if (
    checks.every(
      check => check.status === 'not-applicable' || check.status === 'unknown',
    )
  ) {
    return {
      state: 'unknown',
      reason: 'Nothing about these credentials has been observed.',
    };
  }
  const isDegraded =
    first(check => check.status === 'fail') ??
    first(check => check.status === 'warn');
  if (isDegraded) {
    return { state: 'degraded', reason: sentence(isDegraded) };
  }
  const isHidden = first(
    check =>
      (check.id === 'role-exists' || check.id === 'trust') &&
      check.status === 'not-applicable',
  );
  if (isHidden) {
    return {
      state: 'kubernetes-ok',
      reason:
        'What Kubernetes shows is right. Access to AWS is not configured.',
    };
  }
  const isUnused = first(
    check => check.id === 'last-used' && check.status === 'not-applicable',
  );
  return isUnused
    ? { state: 'unused', reason: sentence(isUnused) }
    : { state: 'healthy', reason: 'All required checks pass.' };
}

function sentence(check: CredentialCheck): string {
  return check.since === undefined
    ? `${check.id}: ${check.detail}`
    : `${check.id}: ${check.detail} (since ${check.since})`;
}
