import { Alert, ButtonLink } from '@backstage/ui';
import type { CorridorRequest } from '@corridors/plugin-corridors-common';
import {
  CopyableText,
  ErrorState,
  PageSurface,
  RefreshNotice,
  RequestStateBadge,
  Section,
  TextSkeleton,
  TimeAgo,
  Timeline,
  useRequest,
} from '@corridors/plugin-corridors-react';
import { RiGitPullRequestLine } from '@remixicon/react';
import { usePaths, useParams } from '../../navigation';
import { FactList } from '../CorridorPage/FactList';
import { EntityName } from '../Links';
import { PageHeader } from '../Shell';
import { describeWait } from './describeWait';
import { timelineItems } from './timelineItems';
import { isOpen } from './RequestsPage';

const TITLES: Record<CorridorRequest['kind'], string> = {
  create: 'New corridor',
  change: 'Change of corridor',
  retire: 'Retirement of corridor',
};

/** One request: what it waits for, and its way so far. */
export function RequestPage() {
  const paths = usePaths();
  const { id = '' } = useParams();
  const { data, error, isLoading, loadedAt, refresh } = useRequest(id);
  return (
    <>
      <PageHeader
        title={data ? `${TITLES[data.kind]} ${data.corridor}` : 'Request'}
        breadcrumbs={[{ label: 'Requests', href: paths.requests() }]}
        activeTab="requests"
        actions={
          data && (
            <>
              {!['reserved', 'open', 'closed', 'failed'].includes(
                data.state,
              ) && (
                <ButtonLink
                  variant="secondary"
                  href={paths.corridor(data.corridor)}
                >
                  Open the corridor
                </ButtonLink>
              )}
              {data.pullRequest && (
                <ButtonLink
                  variant="primary"
                  href={data.pullRequest.url}
                  target="_blank"
                  iconStart={<RiGitPullRequestLine />}
                >
                  Pull request #{data.pullRequest.number}
                </ButtonLink>
              )}
            </>
          )
        }
      />
      <PageSurface>
        {!data && error && (
          <ErrorState
            error={error}
            subject={`request ${id}`}
            onRetry={refresh}
            actions={
              <ButtonLink variant="secondary" href={paths.requests()}>
                All requests
              </ButtonLink>
            }
          />
        )}
        {isLoading && (
          <Section title="Way so far">
            <TextSkeleton lines={8} label="the request" />
          </Section>
        )}
        <RefreshNotice
          error={data && error}
          subject={`request ${id}`}
          loadedAt={loadedAt}
          onRetry={refresh}
        />
        {data && <RequestContent request={data} />}
      </PageSurface>
    </>
  );
}

function RequestContent({ request }: { readonly request: CorridorRequest }) {
  const { pullRequest } = request;
  return (
    <>
      {request.error && (
        <Alert
          role="alert"
          mt="4"
          icon
          status="danger"
          title="This request failed"
          description={request.error}
        />
      )}
      {isOpen(request) && (
        <Alert
          role="status"
          mt="4"
          icon
          status="info"
          title={`Waits for ${describeWait(request.waitingFor)}`}
        />
      )}
      <Section
        title="At a glance"
        actions={<RequestStateBadge state={request.state} />}
      >
        <FactList
          facts={[
            { name: 'Environment', value: request.environment },
            { name: 'Owner', value: <EntityName entityRef={request.owner} /> },
            {
              name: 'Asked for by',
              value: <EntityName entityRef={request.requestedBy} />,
            },
            { name: 'Asked', value: <TimeAgo at={request.createdAt} /> },
            {
              name: 'Branch',
              value: pullRequest ? (
                <CopyableText text={pullRequest.branch} label="branch" />
              ) : (
                'not pushed yet'
              ),
            },
            {
              name: 'Pull request checked',
              value: pullRequest ? (
                <TimeAgo at={pullRequest.checkedAt} />
              ) : (
                'not opened yet'
              ),
            },
          ]}
        />
      </Section>
      <Section title="Way so far">
        <Timeline
          label={`Way of the request for ${request.corridor}`}
          entries={timelineItems(request)}
        />
      </Section>
    </>
  );
}
