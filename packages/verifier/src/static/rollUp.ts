import {
  BUCKET_OPERATIONS,
  type Cell,
  type CellAnswer,
  type Operation,
} from '@corridors/model';
import type { PredictedPair } from './predictedAccess';

const OPERATIONS: readonly Operation[] = [...BUCKET_OPERATIONS, 'assume'];

/** Rolls cells up to pairs of identity and resource; where nothing is meant, allowed or open, cells are counted. */
export function rollUp(
  cells: readonly Cell[],
  intended: readonly CellAnswer[],
  declared: readonly CellAnswer[],
): { pairs: PredictedPair[]; deniedCells: number } {
  const pairs = new Map<
    string,
    {
      identity: string;
      resource: string;
      intended: Operation[];
      declared: Operation[];
      conditional: Operation[];
    }
  >();
  let deniedCells = 0;
  cells.forEach((cell, index) => {
    const meant = verdictOf(intended[index]) === 'allow';
    const said = verdictOf(declared[index]);
    if (!meant && (said === 'deny' || said === 'not covered')) {
      deniedCells += said === 'deny' ? 1 : 0;
      return;
    }
    const key = `${cell.identity} ${cell.resource}`;
    const pair = pairs.get(key) ?? {
      identity: cell.identity,
      resource: cell.resource,
      intended: [],
      declared: [],
      conditional: [],
    };
    pairs.set(key, pair);
    if (meant) {
      pair.intended.push(cell.operation);
    }
    if (said === 'allow') {
      pair.declared.push(cell.operation);
    }
    if (said === 'conditional' || said === 'inconclusive') {
      pair.conditional.push(cell.operation);
    }
  });
  return {
    pairs: [...pairs.values()].map(pair => ({
      ...pair,
      intended: inOrder(pair.intended),
      declared: inOrder(pair.declared),
      conditional: inOrder(pair.conditional),
    })),
    deniedCells,
  };
}

function verdictOf(answer: CellAnswer | undefined) {
  return answer?.covered ? answer.verdict : 'not covered';
}

function inOrder(operations: readonly Operation[]): Operation[] {
  return OPERATIONS.filter(one => operations.includes(one));
}
