import type { CorridorRequest } from '@corridors/plugin-corridors-common';
import {
  DataTable,
  EmptyState,
  ErrorState,
  PageSurface,
  RefreshNotice,
  RequestStateBadge,
  Section,
  TableSkeleton,
  TimeAgo,
  useRequests,
  type DataColumn,
} from '@corridors/plugin-corridors-react';
import { RiGitPullRequestLine } from '@remixicon/react';
import { usePaths } from '../../navigation';
import { EntityName, RequestCorridorButton } from '../Links';
import { PageHeader } from '../Shell';
import { describeWait } from './describeWait';
import styles from './RequestsPage.module.css';

const KINDS: Record<CorridorRequest['kind'], string> = {
  create: 'new',
  change: 'change',
  retire: 'retire',
};

const COLUMNS: readonly DataColumn<CorridorRequest>[] = [
  {
    id: 'corridor',
    label: 'Corridor',
    isRowHeader: true,
    cell: request => (
      <>
        <strong>{request.corridor}</strong>{' '}
        <span className={styles.muted}>{KINDS[request.kind]}</span>
      </>
    ),
  },
  {
    id: 'state',
    label: 'State',
    cell: request => <RequestStateBadge state={request.state} />,
  },
  {
    id: 'waiting',
    label: 'Waits for',
    cell: request => describeWait(request.waitingFor) || 'nothing',
  },
  {
    id: 'environment',
    label: 'Environment',
    cell: request => request.environment,
  },
  {
    id: 'by',
    label: 'Asked for by',
    cell: request => <EntityName entityRef={request.requestedBy} isPlain />,
  },
  {
    id: 'updated',
    label: 'Updated',
    cell: request => <TimeAgo at={request.updatedAt} />,
  },
];

/** Whether a request still waits for something. */
export function isOpen(request: CorridorRequest): boolean {
  return !['ready', 'closed', 'failed'].includes(request.state);
}

function answerOf(requests: readonly CorridorRequest[]): string {
  const open = requests.filter(isOpen).length;
  if (open === 0) {
    return 'No request waits for anything';
  }
  return open === 1
    ? 'One request is under way'
    : `${open} requests are under way`;
}

/** Requests: the open ones and what each waits for, then those that have ended. */
export function RequestsPage() {
  const paths = usePaths();
  const { data, error, isLoading, loadedAt, refresh } = useRequests();
  const open = data?.items.filter(isOpen) ?? [];
  const ended = data?.items.filter(request => !isOpen(request)) ?? [];
  const table = (
    label: string,
    rows: readonly CorridorRequest[],
    empty: string,
  ) => (
    <DataTable
      label={label}
      columns={COLUMNS}
      rows={rows}
      rowId={request => request.id}
      rowHref={request => paths.request(request.id)}
      emptyState={
        <EmptyState title={empty} symbol={<RiGitPullRequestLine size={24} />} />
      }
    />
  );
  return (
    <>
      <PageHeader
        title={data ? answerOf(data.items) : 'Requests'}
        activeTab="requests"
        actions={<RequestCorridorButton />}
      />
      <PageSurface>
        {!data && error && (
          <ErrorState error={error} subject="the requests" onRetry={refresh} />
        )}
        <RefreshNotice
          error={data && error}
          subject="the requests"
          loadedAt={loadedAt}
          onRetry={refresh}
        />
        {isLoading && (
          <Section title="Under way" flush>
            <TableSkeleton label="requests" rows={4} />
          </Section>
        )}
        {data && (
          <>
            <Section title="Under way" note={open.length || undefined} flush>
              {table('Requests under way', open, 'Nothing is under way')}
            </Section>
            <Section title="Ended" note={ended.length || undefined} flush>
              {table(
                'Requests that have ended',
                ended,
                'No request has ended yet',
              )}
            </Section>
          </>
        )}
      </PageSurface>
    </>
  );
}
