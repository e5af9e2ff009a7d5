import { buildMatrix, type Fleet, type Matrix } from '@corridors/model';

const matrices = new WeakMap<Fleet, Map<string, Matrix>>();

/** The access matrix of an account; made once per fleet, for it grows with the square of the corridors. */
export function matrixOf(fleet: Fleet, accountId: string): Matrix {
  const known = matrices.get(fleet) ?? new Map<string, Matrix>();
  matrices.set(fleet, known);
  const matrix = known.get(accountId) ?? buildMatrix(fleet, accountId);
  known.set(accountId, matrix);
  return matrix;
}
