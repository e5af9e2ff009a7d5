import {
  cellsInScope,
  intendedVerdict,
  type Cell,
  type CellAnswer,
  type Fleet,
  type Verdict,
  type View,
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
 * What a corridor may reach and who may reach it, with what the last verification says.
 *
 * @param answers - of the last verification
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
  const verdicts = new Map<string, Partial<Record<View, Verdict>>>();
  for (const answer of answers) {
    if (answer.covered) {
      verdicts.set(answer.cell, {
        ...verdicts.get(answer.cell),
        [answer.view]: answer.verdict,
      });
    }
  }
  return {
    identities: matrix.identities.filter(({ id }) => identities.has(id)),
    resources: matrix.resources.filter(({ id }) => resources.has(id)),
    cells: cells.map(cell => {
      const { verdict: intended, because } = intendedVerdict(
        cell,
        matrix,
        fleet,
      );
      const { declared, configured, observed } = verdicts.get(cell.id) ?? {};
      return {
        cell: cell.id,
        intended,
        because,
        declared,
        configured,
        observed,
      };
    }),
    verified: verification && {
      runId: verification.runId,
      at: verification.at,
    },
    findings: verification?.findings ?? [],
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
