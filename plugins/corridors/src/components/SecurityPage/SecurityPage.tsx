import { Button, Select } from '@backstage/ui';
import type { RunSummary } from '@corridors/plugin-corridors-common';
import {
  describeRun,
  EmptyState,
  ErrorState,
  isUnderWay,
  PageSurface,
  RefreshNotice,
  Section,
  TextSkeleton,
  useVerification,
  useVerifications,
} from '@corridors/plugin-corridors-react';
import { RiShieldCheckLine } from '@remixicon/react';
import { PageHeader } from '../Shell';
import { RefusalNotice, RunBanner, useVerify } from '../Verification';
import { comparableRun } from './compareRuns';
import { RunHistory } from './RunHistory';
import { RunView } from './RunView';
import { scopeTitle, type ScopeOption } from './scopes';
import { useScope } from './useScope';
import styles from './SecurityPage.module.css';

/** Findings, what was covered, and who can reach what. */
export function SecurityPage() {
  const scope = useScope();
  const { chosen } = scope;
  if (!chosen) {
    return (
      <>
        <PageHeader
          title="Security"
          description={'\u00a0'}
          activeTab="security"
        />
        <PageSurface>
          {scope.error && (
            <ErrorState
              error={scope.error}
              subject="the verifications"
              onRetry={scope.refresh}
            />
          )}
          {!scope.error && scope.isLoading && (
            <Section title="Findings">
              <TextSkeleton lines={8} label="verifications" />
            </Section>
          )}
          {!scope.error && !scope.isLoading && (
            <Section title="Findings">
              <EmptyState
                title="You have nothing to verify"
                symbol={<RiShieldCheckLine size={24} />}
              >
                Verifications are for those who own a corridor, for the platform
                team and for auditors. As soon as a corridor of yours exists, it
                can be verified here.
              </EmptyState>
            </Section>
          )}
        </PageSurface>
      </>
    );
  }
  return (
    <ScopedSecurity
      key={chosen.id}
      chosen={chosen}
      options={scope.options}
      onChoose={scope.choose}
    />
  );
}

/** The sentence that the page opens with. */
function answerOf(latest: RunSummary | undefined, isLoading: boolean): string {
  if (latest) {
    return describeRun(latest);
  }
  return isLoading ? 'Security' : 'Not verified yet';
}

function ScopedSecurity(props: {
  readonly chosen: ScopeOption;
  readonly options: readonly ScopeOption[];
  readonly onChoose: (id: string) => void;
}) {
  const { chosen, options, onChoose } = props;
  const { data, error, isLoading, loadedAt, refresh } = useVerifications(
    chosen.scope,
  );
  const all = useVerifications();
  const verify = useVerify(refresh);
  const runs = data?.items ?? [];
  const underWay = runs.find(isUnderWay);
  const latest = runs.find(run => !isUnderWay(run));
  const detail = useVerification((latest ?? underWay)?.id);

  return (
    <>
      <PageHeader
        title={answerOf(latest, isLoading)}
        description={`About ${scopeTitle(chosen.scope)}.`}
        activeTab="security"
        actions={
          <>
            <Select
              className={styles.scope}
              aria-label="Scope"
              options={options.map(({ id, label }) => ({ id, label }))}
              selectionMode="single"
              value={chosen.id}
              onChange={key => onChoose(String(key))}
            />
            <Button
              variant="primary"
              iconStart={<RiShieldCheckLine />}
              isPending={verify.isStarting}
              isDisabled={Boolean(underWay)}
              onPress={() => verify.start(chosen.scope)}
            >
              Verify now
            </Button>
          </>
        }
      />
      <PageSurface>
        <RefusalNotice
          error={verify.error}
          action={`verify ${scopeTitle(chosen.scope)}`}
        />
        {underWay && (
          <RunBanner
            run={underWay}
            onCancel={() => verify.cancel(underWay.id)}
          />
        )}
        {latest && !underWay && <RunBanner run={latest} />}
        {error && !data && (
          <ErrorState
            error={error}
            subject="the verifications"
            onRetry={refresh}
          />
        )}
        <RefreshNotice
          error={data && error}
          subject="the verifications"
          loadedAt={loadedAt}
          onRetry={refresh}
        />
        {detail.data && (
          <RunView
            run={detail.data}
            previousId={comparableRun(runs, detail.data.id)?.id}
          />
        )}
        {!detail.data && (isLoading || runs.length > 0) && (
          <Section title="Findings">
            {detail.error ? (
              <ErrorState
                error={detail.error}
                subject="the last verification"
                onRetry={detail.refresh}
              />
            ) : (
              <TextSkeleton lines={8} label="the last verification" />
            )}
          </Section>
        )}
        {data && runs.length === 0 && (
          <Section title="Findings">
            <EmptyState
              title={`Nobody has verified ${scopeTitle(chosen.scope)} yet`}
              symbol={<RiShieldCheckLine size={24} />}
            >
              A verification compares what is intended with what really works:
              it tries, with real credentials and without changing anything,
              what each corridor can reach.
            </EmptyState>
          </Section>
        )}
        {all.data && <RunHistory runs={all.data.items} />}
      </PageSurface>
    </>
  );
}
