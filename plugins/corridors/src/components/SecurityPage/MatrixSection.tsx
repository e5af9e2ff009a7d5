import type { RunDetail } from '@corridors/plugin-corridors-common';
import {
  AccessMatrix,
  countCells,
  EmptyState,
  ErrorState,
  Section,
  TextSkeleton,
  useVerificationMatrix,
  type MatrixCell,
} from '@corridors/plugin-corridors-react';
import { useMemo } from 'react';
import { CellsDrawer, type CellSelection } from './CellsDrawer';

/** Properties of {@link MatrixSection}. */
export interface MatrixSectionProps {
  readonly run: RunDetail;
  readonly selection?: CellSelection;
  readonly onSelect: (selection: CellSelection | undefined) => void;
}

/** The access matrix of a run; a tile or a finding opens its cells with their evidence. */
export function MatrixSection({
  run,
  selection,
  onSelect,
}: MatrixSectionProps) {
  const { data, error, isLoading, refresh } = useVerificationMatrix(run);
  const { findings } = run;
  const matrix = useMemo(() => data && { ...data, findings }, [data, findings]);
  const selected: readonly MatrixCell[] =
    matrix?.cells.filter(cell => selection?.cells.includes(cell.id)) ?? [];
  return (
    <Section
      id="matrix"
      title="Who can reach what"
      note={matrix ? `${countCells(matrix)} cells` : undefined}
    >
      {isLoading && <TextSkeleton lines={8} label="the access matrix" />}
      {!matrix && error && (
        <ErrorState
          error={error}
          subject="the access matrix"
          onRetry={refresh}
        />
      )}
      {matrix && countCells(matrix) === 0 && (
        <EmptyState title="There are no cells yet">
          They appear as soon as the run has planned them.
        </EmptyState>
      )}
      {matrix && countCells(matrix) > 0 && (
        <AccessMatrix
          data={matrix}
          label="Who can reach what"
          onOpen={tile =>
            onSelect({
              title: `${tile.row.title} → ${tile.column.title}`,
              cells: tile.cells.map(cell => cell.id),
              denied: tile.outcomes.get('deny') ?? 0,
            })
          }
        />
      )}
      {matrix && (
        <CellsDrawer
          title={selection?.title ?? ''}
          isOpen={Boolean(selection)}
          cells={selected}
          denied={selection?.denied}
          matrix={matrix}
          onClose={() => onSelect(undefined)}
        />
      )}
    </Section>
  );
}
