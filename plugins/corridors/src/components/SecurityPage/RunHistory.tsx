import type { RunSummary } from '@corridors/plugin-corridors-common';
import {
  DataTable,
  describeRun,
  EmptyState,
  formatDuration,
  RunStateBadge,
  Section,
  TimeAgo,
  type DataColumn,
} from '@corridors/plugin-corridors-react';
import { usePaths } from '../../navigation';
import { EntityName } from '../Links';
import { scopeTitle } from './scopes';

const COLUMNS: readonly DataColumn<RunSummary>[] = [
  {
    id: 'when',
    label: 'When',
    isRowHeader: true,
    cell: run => <TimeAgo at={run.createdAt} />,
  },
  {
    id: 'state',
    label: 'State',
    cell: run => <RunStateBadge state={run.state} />,
  },
  { id: 'scope', label: 'Scope', cell: run => scopeTitle(run.scope) },
  { id: 'result', label: 'Result', cell: run => describeRun(run) },
  {
    id: 'duration',
    label: 'Took',
    isNumeric: true,
    cell: run =>
      run.startedAt && run.finishedAt
        ? formatDuration(
            (Date.parse(run.finishedAt) - Date.parse(run.startedAt)) / 1000,
          )
        : 'not ended',
  },
  {
    id: 'by',
    label: 'Asked for by',
    cell: run => <EntityName entityRef={run.requestedBy} isPlain />,
  },
];

/** Runs of every scope, newest first; each row leads to its findings. */
export function RunHistory({ runs }: { readonly runs: readonly RunSummary[] }) {
  const paths = usePaths();
  return (
    <Section id="history" title="History" note={runs.length || undefined} flush>
      <DataTable
        label="Verification runs"
        columns={COLUMNS}
        rows={runs}
        rowId={run => run.id}
        rowHref={run => paths.run(run.id)}
        emptyState={
          <EmptyState title="Nothing has been verified yet">
            Runs appear here and are kept.
          </EmptyState>
        }
      />
    </Section>
  );
}
