import {
  OPERATIONS,
  type Identity,
  type Operation,
  type Resource,
} from '@corridors/model';
import type { PredictedAccess } from '@corridors/plugin-corridors-common';
import type { MatrixData } from '../AccessMatrix/buildGrid';
import {
  intentOf,
  judgeCell,
  OUTCOMES_BY_LOUDNESS,
  type CellOutcome,
} from '../AccessMatrix/judgeCell';
import { kindsByCell } from '../AccessMatrix/kindsByCell';

/**
 * One operation of a pair, measured against what is intended.
 *
 * @public
 */
export interface PairOperation {
  readonly operation: Operation;
  readonly outcome: CellOutcome;
}

/**
 * What one identity may do with one resource. Operations that are denied as intended are left out.
 *
 * @public
 */
export interface AccessPair {
  readonly identity: Identity;
  readonly resource: Resource;
  readonly operations: readonly PairOperation[];
}

/**
 * The pairs of a prediction, differences first.
 *
 * @public
 */
export function pairsOfPrediction(prediction: PredictedAccess): AccessPair[] {
  const identities = byId(prediction.identities);
  const resources = byId(prediction.resources);
  return order(
    prediction.pairs.flatMap(pair => {
      const identity = identities.get(pair.identity);
      const resource = resources.get(pair.resource);
      const operations = OPERATIONS.flatMap(operation => {
        const outcome = outcomeOf(operation, pair);
        return outcome === 'deny' ? [] : [{ operation, outcome }];
      });
      return identity && resource ? [{ identity, resource, operations }] : [];
    }),
  );
}

function outcomeOf(
  operation: Operation,
  {
    intended,
    declared,
    conditional,
  }: Pick<
    PredictedAccess['pairs'][number],
    'intended' | 'declared' | 'conditional'
  >,
): CellOutcome {
  const isIntended = intended.includes(operation);
  if (declared.includes(operation)) {
    return isIntended ? 'allow' : 'leak';
  }
  if (conditional.includes(operation)) {
    return isIntended ? 'allow' : 'unproven';
  }
  return isIntended ? 'blocked' : 'deny';
}

/**
 * The pairs of a matrix in which something is allowed or differs, differences first.
 *
 * @public
 */
export function pairsOfMatrix(data: MatrixData): AccessPair[] {
  const identities = byId(data.identities);
  const resources = byId(data.resources);
  const kinds = kindsByCell(data.findings ?? []);
  const pairs = new Map<
    string,
    {
      readonly identity: Identity;
      readonly resource: Resource;
      readonly operations: PairOperation[];
    }
  >();
  for (const cell of data.cells) {
    const identity = identities.get(cell.identity);
    const resource = resources.get(cell.resource);
    const outcome = data.isIntentOnly
      ? intentOf(cell)
      : judgeCell(cell, kinds.get(cell.id));
    const isSilent = outcome === 'deny' || outcome === 'not-covered';
    if (identity && resource && !isSilent) {
      const key = `${identity.id} ${resource.id}`;
      const pair = pairs.get(key) ?? { identity, resource, operations: [] };
      pair.operations.push({ operation: cell.operation, outcome });
      pairs.set(key, pair);
    }
  }
  return order([...pairs.values()]);
}

function byId<T extends { readonly id: string }>(
  items: readonly T[],
): Map<string, T> {
  return new Map(items.map(item => [item.id, item]));
}

/** Loudest first; among equals the order stays. */
function order(pairs: readonly AccessPair[]): AccessPair[] {
  const loudness = ({ operations }: AccessPair) =>
    Math.min(
      ...operations.map(({ outcome }) => OUTCOMES_BY_LOUDNESS.indexOf(outcome)),
    );
  return pairs
    .map((pair, index) => ({ pair, index, rank: loudness(pair) }))
    .sort((left, right) => left.rank - right.rank || left.index - right.index)
    .map(({ pair }) => pair);
}
