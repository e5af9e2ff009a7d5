import { Skeleton, type SortDescriptor } from '@backstage/ui';
import {
  DataTable,
  EmptyState,
  ErrorState,
  PageSurface,
  RefreshNotice,
  Section,
  SourceNotices,
  TableSkeleton,
  useCorridors,
} from '@corridors/plugin-corridors-react';
import { usePaths, useQuery } from '../../navigation';
import { RequestCorridorButton } from '../Links';
import { PageHeader } from '../Shell';
import { AnswerStrip, answerOf } from './AnswerStrip';
import { corridorColumns } from './corridorColumns';
import { CorridorFilterBar } from './CorridorFilterBar';
import { filterCorridors, isFiltered, readFilters } from './filters';
import { InvalidFiles } from './InvalidFiles';
import styles from './CorridorsPage.module.css';

function readSort(query: URLSearchParams): SortDescriptor {
  const [column = 'state', direction] = (query.get('sort') ?? 'state').split(
    ':',
  );
  return {
    column,
    direction: direction === 'desc' ? 'descending' : 'ascending',
  };
}

/** The list of corridors: is anything wrong, and where. */
export function CorridorsPage() {
  const paths = usePaths();
  const [query, changeQuery] = useQuery();
  const { data, error, isLoading, isRefreshing, loadedAt, refresh } =
    useCorridors();
  const filters = readFilters(query);
  const environments = [
    ...new Set(
      data?.items.map(corridor => corridor.environment).filter(Boolean),
    ),
  ].sort();
  const rows = filterCorridors(data?.items ?? [], filters);

  return (
    <>
      <PageHeader
        title={data ? answerOf(data.totals) : 'Corridors'}
        activeTab="corridors"
        actions={<RequestCorridorButton />}
      />
      <PageSurface>
        {error && !data && (
          <ErrorState
            error={error}
            subject="the list of corridors"
            onRetry={refresh}
          />
        )}
        {isLoading && (
          <Skeleton className={styles.stripSkeleton} width="100%" height={92} />
        )}
        {data && (
          <>
            <AnswerStrip list={data} />
            <RefreshNotice
              error={error}
              subject="the list of corridors"
              loadedAt={loadedAt}
              onRetry={refresh}
            />
            <SourceNotices sources={data.sources} />
          </>
        )}
        {(data || isLoading) && (
          <Section
            title="All corridors"
            flush
            note={
              data &&
              (rows.length === data.items.length
                ? `${rows.length}`
                : `${rows.length} of ${data.items.length}`)
            }
          >
            <CorridorFilterBar
              filters={filters}
              environments={environments}
              onChange={changeQuery}
            />
            {data ? (
              <DataTable
                label="Corridors"
                columns={corridorColumns}
                rows={rows}
                rowId={corridor => corridor.file ?? corridor.name}
                rowHref={corridor =>
                  corridor.state === 'invalid'
                    ? undefined
                    : paths.corridor(corridor.name)
                }
                sort={readSort(query)}
                onSortChange={sort =>
                  changeQuery({
                    sort: `${sort.column}:${
                      sort.direction === 'descending' ? 'desc' : 'asc'
                    }`,
                  })
                }
                isStale={isRefreshing && Boolean(error)}
                emptyState={
                  isFiltered(filters) ? (
                    <EmptyState title="No corridor passes these filters">
                      Clear the filters to see all that you may see.
                    </EmptyState>
                  ) : (
                    <EmptyState
                      title="There are no corridors yet"
                      actions={<RequestCorridorButton />}
                    >
                      A corridor gives one Spark application its own namespace,
                      service account, buckets and role. Ask for one, and a pull
                      request is opened for it.
                    </EmptyState>
                  )
                }
              />
            ) : (
              <TableSkeleton label="corridors" />
            )}
          </Section>
        )}
        {data && <InvalidFiles corridors={data.items} />}
      </PageSurface>
    </>
  );
}
