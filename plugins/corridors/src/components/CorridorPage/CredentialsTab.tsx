import type { CredentialCheck, CredentialCheckId } from '@corridors/model';
import {
  AsOf,
  CheckBadge,
  CredentialStateBadge,
  Disclosure,
  ErrorState,
  RefreshNotice,
  Section,
  TextSkeleton,
  TimeAgo,
  useCredentials,
} from '@corridors/plugin-corridors-react';
import styles from './CorridorPage.module.css';

const TITLES: Record<CredentialCheckId, string> = {
  'sa-exists': 'The service account exists',
  'sa-role': 'The service account names the role',
  'oidc-provider': 'AWS knows the cluster as an identity provider',
  'role-exists': 'The role exists',
  trust: 'The role trusts this service account, and only it',
  injection: 'Pods get the credentials injected',
  'provider-config': 'Spark is told how to get the credentials',
  'last-used': 'The role is in use',
};

/** Every credential check with its evidence and its time. */
export function CredentialsTab({ name }: { readonly name: string }) {
  const { data, error, isLoading, loadedAt, refresh } = useCredentials(name);
  if (!data) {
    return (
      <Section title="Credentials">
        {isLoading ? (
          <TextSkeleton lines={8} label="credential checks" />
        ) : (
          <ErrorState
            error={error}
            subject={`the credentials of ${name}`}
            onRetry={refresh}
          />
        )}
      </Section>
    );
  }
  return (
    <>
      <RefreshNotice
        error={error}
        subject={`the credentials of ${name}`}
        loadedAt={loadedAt}
        onRetry={refresh}
      />
      <Section
        title="Credentials"
        note={countChecks(data.checks)}
        actions={<CredentialStateBadge state={data.state} />}
        flush
      >
        <ol className={styles.checks}>
          {data.checks.map(check => (
            <Check key={check.id} check={check} />
          ))}
        </ol>
      </Section>
    </>
  );
}

/** "6 of 8 checks pass, 1 fails". */
function countChecks(checks: readonly CredentialCheck[]): string {
  const relevant = checks.filter(check => check.status !== 'not-applicable');
  const count = (status: CredentialCheck['status']) =>
    relevant.filter(check => check.status === status).length;
  const rest = [
    count('fail') > 0 ? `${count('fail')} fail` : '',
    count('warn') > 0 ? `${count('warn')} warn` : '',
    count('unknown') > 0 ? `${count('unknown')} unknown` : '',
  ].filter(Boolean);
  return [`${count('pass')} of ${relevant.length} checks pass`, ...rest].join(
    ', ',
  );
}

function Check({ check }: { readonly check: CredentialCheck }) {
  return (
    <li className={styles.check}>
      <div className={styles.checkBadge}>
        <CheckBadge status={check.status} />
      </div>
      <div className={styles.checkText}>
        <strong>{TITLES[check.id]}</strong>
        {!check.required && (
          <span className={styles.muted}> (not required)</span>
        )}
        <p>{check.detail}</p>
        {check.nextAction && (
          <p>
            <strong>Next:</strong> {check.nextAction}
          </p>
        )}
        {check.evidence && (
          <Disclosure title="Evidence">
            <pre className={styles.evidence}>{check.evidence}</pre>
          </Disclosure>
        )}
      </div>
      <div className={styles.checkTime}>
        <AsOf at={check.observedAt} source={check.source} />
        {check.since && (
          <span className={styles.muted}>
            since <TimeAgo at={check.since} />
          </span>
        )}
      </div>
    </li>
  );
}
