import { ButtonLink } from '@backstage/ui';
import { formatScope } from '@corridors/plugin-corridors-common';
import {
  describeRun,
  ErrorState,
  formatExact,
  PageSurface,
  Section,
  TextSkeleton,
  useVerification,
  useVerifications,
} from '@corridors/plugin-corridors-react';
import { usePaths, useParams } from '../../navigation';
import { PageHeader } from '../Shell';
import { RunBanner } from '../Verification';
import { comparableRun } from './compareRuns';
import { RunView } from './RunView';
import { scopeTitle } from './scopes';

/** One run, whenever it was: the deep link of reports and notifications. */
export function RunPage() {
  const paths = usePaths();
  const { id = '' } = useParams();
  const { data, error, refresh } = useVerification(id);
  const runs = useVerifications(data?.scope).data?.items ?? [];
  return (
    <>
      <PageHeader
        title={data ? describeRun(data) : 'Verification'}
        description={
          data &&
          `Verification of ${scopeTitle(data.scope)}, asked for ${formatExact(
            data.createdAt,
          )}.`
        }
        breadcrumbs={[
          {
            label: 'Security',
            href: paths.security(data && formatScope(data.scope)),
          },
        ]}
        activeTab="security"
      />
      <PageSurface>
        {data && <RunBanner run={data} />}
        {data && (
          <RunView run={data} previousId={comparableRun(runs, id)?.id} />
        )}
        {!data && error && (
          <ErrorState
            error={error}
            subject={`verification ${id}`}
            onRetry={refresh}
            actions={
              <ButtonLink variant="secondary" href={paths.security()}>
                All verifications
              </ButtonLink>
            }
          />
        )}
        {!data && !error && (
          <Section title="Findings">
            <TextSkeleton lines={8} label="the verification" />
          </Section>
        )}
      </PageSurface>
    </>
  );
}
