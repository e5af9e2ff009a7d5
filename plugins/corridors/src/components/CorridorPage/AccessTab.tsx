import { Alert } from '@backstage/ui';
import type { CellAnswer } from '@corridors/model';
import type { CorridorDetail } from '@corridors/plugin-corridors-common';
import {
  AccessMatrix,
  CellEvidence,
  DetailsDrawer,
  EmptyState,
  Section,
  type MatrixCell,
  type MatrixData,
  type Tile,
} from '@corridors/plugin-corridors-react';
import { useMemo, useState } from 'react';

type AccessCell = CorridorDetail['access']['cells'][number];

function answersOf(cell: AccessCell): CellAnswer[] {
  const intended: CellAnswer = {
    cell: cell.cell,
    view: 'intended',
    covered: true,
    verdict: cell.intended,
    cause: cell.because,
    evidence: [],
  };
  if (!cell.observed) {
    return [intended];
  }
  const { verdict, at, runId } = cell.observed;
  const evidence = [
    { at, summary: `Observed: ${verdict}`, source: `verification ${runId}` },
  ];
  return [
    intended,
    { cell: cell.cell, view: 'observed', covered: true, verdict, evidence },
  ];
}

/** Cells come as ids, "identity operation resource"; ids hold no spaces. */
function toMatrixCell(cell: AccessCell): MatrixCell[] {
  const [identity, operation, resource] = cell.cell.split(' ');
  switch (operation) {
    case 'list':
    case 'read':
    case 'write':
    case 'delete':
    case 'administer':
    case 'assume':
      return identity && resource
        ? [
            {
              id: cell.cell,
              identity,
              resource,
              operation,
              answers: answersOf(cell),
            },
          ]
        : [];
    default:
      return [];
  }
}

/** The row and the column of a corridor in the access matrix. */
export function AccessTab({ corridor }: { readonly corridor: CorridorDetail }) {
  const [tile, setTile] = useState<Tile>();
  const { access, name } = corridor;
  const data: MatrixData = useMemo(
    () => ({
      identities: access.identities,
      resources: access.resources,
      cells: access.cells.flatMap(toMatrixCell),
      isIntentOnly: !access.cells.some(cell => cell.observed),
    }),
    [access],
  );
  return (
    <Section
      title="Access"
      note={`what ${name} may reach, and who may reach ${name}`}
    >
      {data.cells.length === 0 ? (
        <EmptyState title="There is nothing to show yet">
          The cells follow from the specification and its environment; one of
          them cannot be read now.
        </EmptyState>
      ) : (
        <>
          {data.isIntentOnly && (
            <Alert
              role="status"
              mb="4"
              icon
              status="info"
              title="Not verified yet"
              description="This is what is intended. Verify to see what is real."
            />
          )}
          <AccessMatrix
            data={data}
            label={`Access of ${name}`}
            defaultLevel="resources"
            onOpen={setTile}
          />
        </>
      )}
      <DetailsDrawer
        title={tile ? `${tile.row.title} → ${tile.column.title}` : ''}
        isOpen={Boolean(tile)}
        onClose={() => setTile(undefined)}
      >
        {tile && (
          <CellEvidence
            cells={tile.cells}
            identities={data.identities}
            resources={data.resources}
          />
        )}
      </DetailsDrawer>
    </Section>
  );
}
