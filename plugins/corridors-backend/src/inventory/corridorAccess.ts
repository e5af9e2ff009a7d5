import {
  cellsInScope,
  intendedVerdict,
  type Cell,
  type CellAnswer,
  type Fleet,
} from '@corridors/model';
import type { CorridorDetail } from '@corridors/plugin-corridors-common';
import type { CorridorVerification, InventoryEntry } from './InventoryEntry';
import { matrixOf } from './matrixOf';

type CorridorAccess = CorridorDetail['access'];
type Reach = CorridorDetail['bucketsDetail'][number]['reachableBy'][number];

/** The cells of a corridor's row and column. */
export function corridorCells(
  { corridor, environment }: InventoryEntry,
  fleet: Fleet,
): Cell[] {
  const matrix = matrixOf(fleet, environment.spec.aws.accountId);
  return cellsInScope(matrix, {
    kind: 'corridor',
    corridor: corridor.metadata.name,
  });
}

/**
 * What a corridor may reach and who may reach it, with what was last observed.
 *
 * @param answers - observed ones of the last verification
 */
export function corridorAccess(
  entry: InventoryEntry,
  fleet: Fleet,
  cells: readonly Cell[],
  verification: CorridorVerification | undefined,
  answers: readonly CellAnswer[],
): CorridorAccess {
  const matrix = matrixOf(fleet, entry.environment.spec.aws.accountId);
  const identities = new Set(cells.map(({ identity }) => identity));
  const resources = new Set(cells.map(({ resource }) => resource));
  const observed = new Map(
    answers.flatMap(answer =>
      answer.covered ? [[answer.cell, answer.verdict] as const] : [],
    ),
  );
  return {
    identities: matrix.identities.filter(({ id }) => identities.has(id)),
    resources: matrix.resources.filter(({ id }) => resources.has(id)),
    cells: cells.map(cell => {
      const { verdict: intended, because } = intendedVerdict(
        cell,
        matrix,
        fleet,
      );
      const verdict = observed.get(cell.id);
      return {
        cell: cell.id,
        intended,
        because,
        observed: verdict &&
          verification && {
            verdict,
            at: verification.at,
            runId: verification.runId,
          },
      };
    }),
  };
}

/** Who is meant to reach a bucket, and how. */
export function reachOf(
  bucketName: string,
  cells: readonly Cell[],
  access: CorridorAccess,
): Reach[] {
  const intended = new Map(access.cells.map(cell => [cell.cell, cell]));
  const reaches = new Map<
    string,
    { identity: string; operations: Cell['operation'][]; because: string }
  >();
  for (const { id, identity, resource, operation } of cells) {
    const answer = intended.get(id);
    if (resource === `bucket:${bucketName}` && answer?.intended === 'allow') {
      const reach = reaches.get(identity) ?? {
        identity,
        operations: [],
        because: answer.because,
      };
      reach.operations.push(operation);
      reaches.set(identity, reach);
    }
  }
  return [...reaches.values()];
}
