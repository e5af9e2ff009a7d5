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
export type IntendedAccess = NonNullable<PreflightAnswer['access']>;

/** A fleet with one corridor new, or as it would be. */
export function fleetWith(corridor: Corridor, fleet: Fleet): Fleet {
  const { name } = corridor.metadata;
  return {
    ...fleet,
    corridors: [
      ...fleet.corridors.filter(other => other.metadata.name !== name),
      corridor,
    ],
  };
}

/** What a corridor may reach, and who may reach it, once its spec is in the repository. */
export function intendedAccess(
  corridor: Corridor,
  environment: Environment,
  fleet: Fleet,
): IntendedAccess {
  const { name } = corridor.metadata;
  const changed = fleetWith(corridor, fleet);
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
