import {
  buildMatrix,
  cellsInScope,
  intendedVerdict,
  type Corridor,
  type Environment,
  type Fleet,
} from '@corridors/model';
import type { PreflightAnswer } from '@corridors/plugin-corridors-common';

/** The intended access of one corridor: its row and its column. */
export type PredictedAccess = NonNullable<PreflightAnswer['access']>;

/** What a corridor may reach, and who may reach it, once its spec is in the repository. */
export function predictAccess(
  corridor: Corridor,
  environment: Environment,
  fleet: Fleet,
): PredictedAccess {
  const { name } = corridor.metadata;
  const changed: Fleet = {
    ...fleet,
    corridors: [
      ...fleet.corridors.filter(other => other.metadata.name !== name),
      corridor,
    ],
  };
  const matrix = buildMatrix(changed, environment.spec.aws.accountId);
  const cells = cellsInScope(matrix, { kind: 'corridor', corridor: name });
  const identities = new Set(cells.map(cell => cell.identity));
  const resources = new Set(cells.map(cell => cell.resource));
  return {
    identities: matrix.identities.filter(identity =>
      identities.has(identity.id),
    ),
    resources: matrix.resources.filter(resource => resources.has(resource.id)),
    cells: cells.map(cell => {
      const { verdict, because } = intendedVerdict(cell, matrix, changed);
      return { cell: cell.id, verdict, because };
    }),
  };
}
