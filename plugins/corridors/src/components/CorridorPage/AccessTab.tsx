import { Alert, Link } from '@backstage/ui';
import type { CellAnswer } from '@corridors/model';
import type { CorridorDetail } from '@corridors/plugin-corridors-common';
import {
  AccessMatrix,
  CellEvidence,
  DetailsDrawer,
  EmptyState,
  FindingList,
  Section,
  TimeAgo,
  type MatrixCell,
  type MatrixData,
} from '@corridors/plugin-corridors-react';
import { useMemo, useState } from 'react';
import { usePaths } from '../../navigation';

type AccessCell = CorridorDetail['access']['cells'][number];

function answersOf(
  cell: AccessCell,
  verified: CorridorDetail['access']['verified'],
): CellAnswer[] {
  const intended: CellAnswer = {
    cell: cell.cell,
    view: 'intended',
    covered: true,
    verdict: cell.intended,
    cause: cell.because,
    evidence: [],
  };
  const others = (['declared', 'configured', 'observed'] as const).flatMap(
    (view): CellAnswer[] => {
      const verdict = cell[view];
      return verdict && verified
        ? [
            {
              cell: cell.cell,
              view,
              covered: true,
              verdict,
              evidence: [
                {
                  at: verified.at,
                  summary: `${view}: ${verdict}`,
                  source: `verification ${verified.runId}`,
                },
              ],
            },
          ]
        : [];
    },
  );
  return [intended, ...others];
}

/** Cells come as ids, "identity operation resource"; ids hold no spaces. */
function toMatrixCell(
  cell: AccessCell,
  verified: CorridorDetail['access']['verified'],
): MatrixCell[] {
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
              answers: answersOf(cell, verified),
            },
          ]
        : [];
    default:
      return [];
  }
}

/** The row and the column of a corridor in the access matrix. */
export function AccessTab({ corridor }: { readonly corridor: CorridorDetail }) {
  const [selection, setSelection] = useState<{
    readonly title: string;
    readonly cells: readonly MatrixCell[];
  }>();
  const { access, name } = corridor;
  const { verified, findings } = access;
  const paths = usePaths();
  const data: MatrixData = useMemo(
    () => ({
      identities: access.identities,
      resources: access.resources,
      cells: access.cells.flatMap(cell => toMatrixCell(cell, access.verified)),
      findings: access.findings,
      isIntentOnly: !access.cells.some(
        cell => cell.observed ?? cell.configured ?? cell.declared,
      ),
    }),
    [access],
  );
  return (
    <>
      {findings.length > 0 && (
        <Section
          title="Findings, worst first"
          note={
            verified && (
              <>
                of the{' '}
                <Link variant="body-small" href={paths.run(verified.runId)}>
                  verification
                </Link>{' '}
                <TimeAgo at={verified.at} />
              </>
            )
          }
          flush
        >
          <FindingList
            findings={findings}
            onOpen={finding =>
              setSelection({
                title: finding.title,
                cells: data.cells.filter(({ id }) =>
                  finding.cells.includes(id),
                ),
              })
            }
          />
        </Section>
      )}
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
              onOpen={tile =>
                setSelection({
                  title: `${tile.row.title} → ${tile.column.title}`,
                  cells: tile.cells,
                })
              }
            />
          </>
        )}
        <DetailsDrawer
          title={selection?.title ?? ''}
          isOpen={Boolean(selection)}
          onClose={() => setSelection(undefined)}
        >
          {selection && (
            <CellEvidence
              cells={selection.cells}
              identities={data.identities}
              resources={data.resources}
              findings={findings}
            />
          )}
        </DetailsDrawer>
      </Section>
    </>
  );
}
