import { Button, ButtonLink, Skeleton } from '@backstage/ui';
import type { CorridorDetail } from '@corridors/plugin-corridors-common';
import {
  CorridorStateBadge,
  ErrorState,
  PageSurface,
  RefreshNotice,
  Section,
  TextSkeleton,
  TimeAgo,
  useCorridor,
  withReadableTimes,
} from '@corridors/plugin-corridors-react';
import { RiExternalLinkLine, RiShieldCheckLine } from '@remixicon/react';
import { usePaths, useParams } from '../../navigation';
import { EntityName } from '../Links';
import { PageHeader } from '../Shell';
import { RefusalNotice, RunBanner } from '../Verification';
import { CorridorContent } from './CorridorContent';
import { corridorTabs, tabOf } from './corridorTabs';
import { useCorridorVerification } from './useCorridorVerification';

function metadataOf(corridor: CorridorDetail) {
  return [
    { label: 'State', value: <CorridorStateBadge state={corridor.state} /> },
    { label: 'Owner', value: <EntityName entityRef={corridor.owner} /> },
    { label: 'Environment', value: corridor.environment },
    { label: 'As of', value: <TimeAgo at={corridor.asOf} /> },
  ];
}

/** Keeps the line of the description until there is one, so that nothing moves. */
const PLACE_HOLDING = '\u00a0';

function describe(corridor: CorridorDetail): string {
  const reason = withReadableTimes(corridor.stateReason, new Date());
  return [corridor.title, reason].filter(Boolean).join(' · ');
}

const PLACEHOLDERS = ['State', 'Owner', 'Environment', 'As of'].map(label => ({
  label,
  value: <Skeleton width={80} height={20} />,
}));

/** One corridor: its state, what needs attention, and everything known about it. */
export function CorridorPage() {
  const paths = usePaths();
  const { name = '', tab: tabPath } = useParams();
  const tab = tabOf(tabPath);
  const { data, error, isLoading, loadedAt, refresh } = useCorridor(name);
  const { isAllowed, underWay, verify, start } = useCorridorVerification(name);
  const list = (
    <ButtonLink variant="secondary" href={paths.corridors()}>
      All corridors
    </ButtonLink>
  );

  if (!data && !isLoading) {
    return (
      <>
        <PageHeader
          title={name}
          breadcrumbs={[{ label: 'Corridors', href: paths.corridors() }]}
          activeTab="corridors"
        />
        <PageSurface>
          <ErrorState
            error={error}
            subject={`corridor ${name}`}
            onRetry={refresh}
            actions={list}
          />
        </PageSurface>
      </>
    );
  }
  return (
    <>
      <PageHeader
        title={name}
        description={data ? describe(data) : PLACE_HOLDING}
        breadcrumbs={[{ label: 'Corridors', href: paths.corridors() }]}
        metadata={data ? metadataOf(data) : PLACEHOLDERS}
        tabs={corridorTabs.map(({ id, label, path }) => ({
          id,
          label,
          href: paths.corridor(name, path),
        }))}
        activeTab={tab}
        actions={
          <>
            {data && (
              <ButtonLink
                variant="secondary"
                href={data.links.folder}
                target="_blank"
                iconEnd={<RiExternalLinkLine />}
              >
                Files
              </ButtonLink>
            )}
            {isAllowed && (
              <Button
                variant="primary"
                iconStart={<RiShieldCheckLine />}
                isPending={verify.isStarting}
                isDisabled={Boolean(underWay)}
                onPress={start}
              >
                Verify now
              </Button>
            )}
          </>
        }
      />
      <PageSurface>
        <RefusalNotice error={verify.error} action={`verify ${name}`} />
        {underWay && (
          <RunBanner
            run={underWay}
            onCancel={isAllowed ? () => verify.cancel(underWay.id) : undefined}
          />
        )}
        <RefreshNotice
          error={data && error}
          subject={`corridor ${name}`}
          loadedAt={loadedAt}
          onRetry={refresh}
        />
        {data ? (
          <CorridorContent corridor={data} tab={tab} />
        ) : (
          <Section
            title={
              corridorTabs.find(candidate => candidate.id === tab)?.label ?? ''
            }
          >
            <TextSkeleton lines={8} label={`corridor ${name}`} />
          </Section>
        )}
      </PageSurface>
    </>
  );
}
