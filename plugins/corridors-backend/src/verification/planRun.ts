import { NotFoundError } from '@backstage/errors';
import {
  cellsBetween,
  cellsInScope,
  standingWeaknesses,
  type Cell,
  type Fleet,
  type Matrix,
  type Scope,
} from '@corridors/model';
import { BASE_CONTEXT } from '@corridors/verifier';
import type { RunPlan, StoredRun } from '../database';
import { matrixOf } from '../inventory';

/** What a run is going to look at. */
export interface PlannedRun {
  readonly plan: RunPlan;
  /** With the cells in scope alone. */
  readonly matrix: Matrix;
}

const PROBED_FROM =
  "The portal's backend, from its own network; pods of a corridor may see another one, and network policies are not tried.";

/**
 * The account that a scope is in.
 *
 * @throws NotFoundError when there is no such corridor, environment or account
 */
export function accountOfScope(scope: Scope, fleet: Fleet): string {
  switch (scope.kind) {
    case 'corridor': {
      const corridor = fleet.corridors.find(
        ({ metadata }) => metadata.name === scope.corridor,
      );
      if (!corridor) {
        throw new NotFoundError(
          `scope.corridor is "${scope.corridor}", which does not exist`,
        );
      }
      return accountOfScope(
        { kind: 'environment', environment: corridor.spec.environment },
        fleet,
      );
    }
    case 'environment': {
      const environment = fleet.environments.find(
        ({ metadata }) => metadata.name === scope.environment,
      );
      if (!environment) {
        throw new NotFoundError(
          `scope.environment is "${scope.environment}", which does not exist`,
        );
      }
      return environment.spec.aws.accountId;
    }
    case 'account':
      if (
        !fleet.environments.some(
          ({ spec }) => spec.aws.accountId === scope.accountId,
        )
      ) {
        throw new NotFoundError(
          `scope.accountId is "${scope.accountId}", which no environment is in`,
        );
      }
      return scope.accountId;
    default: {
      const unknownScope: never = scope;
      throw new Error(`Unknown scope ${JSON.stringify(unknownScope)}`);
    }
  }
}

/** Lays out the matrix of a run. @throws NotFoundError as {@link accountOfScope} */
export function planRun(scope: Scope, fleet: Fleet): PlannedRun {
  const accountId = accountOfScope(scope, fleet);
  const whole = matrixOf(fleet, accountId);
  const cells = cellsInScope(whole, scope);
  const matrix = restrictMatrix(whole, cells);
  const environments = new Set(
    matrix.resources.map(({ environment }) => environment),
  );
  return {
    matrix,
    plan: {
      accountId,
      identities: matrix.identities,
      resources: matrix.resources,
      standingWeaknesses: standingWeaknesses(
        fleet.environments.filter(({ metadata }) =>
          environments.has(metadata.name),
        ),
      ),
      baseContext: BASE_CONTEXT,
      probedFrom: PROBED_FROM,
    },
  };
}

/** The matrix of a run as it was planned; undefined as long as it was not. */
export function plannedMatrix({
  plan,
  scope,
}: Pick<StoredRun, 'plan' | 'scope'>): Matrix | undefined {
  if (!plan) {
    return undefined;
  }
  const { accountId, identities, resources } = plan;
  const whole: Matrix = {
    accountId,
    identities,
    resources,
    cells: cellsBetween(identities, resources),
  };
  return { ...whole, cells: cellsInScope(whole, scope) };
}

/** A matrix with some of its cells, and the rows and columns that they need. */
export function restrictMatrix(
  {
    accountId,
    identities,
    resources,
  }: Pick<Matrix, 'accountId' | 'identities' | 'resources'>,
  cells: readonly Cell[],
): Matrix {
  const rows = new Set(cells.map(({ identity }) => identity));
  const columns = new Set(cells.map(({ resource }) => resource));
  return {
    accountId,
    identities: identities.filter(({ id }) => rows.has(id)),
    resources: resources.filter(({ id }) => columns.has(id)),
    cells,
  };
}
