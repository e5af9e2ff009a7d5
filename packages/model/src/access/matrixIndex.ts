import type { Identity } from './identity';
import type { Matrix } from './matrix';
import type { Resource } from './resource';

/** Identities and resources of a matrix by id. */
export interface MatrixIndex {
  readonly identities: ReadonlyMap<string, Identity>;
  readonly resources: ReadonlyMap<string, Resource>;
}

const indexes = new WeakMap<Matrix, MatrixIndex>();

/** Indexes a matrix once; a matrix never changes. */
export function matrixIndex(matrix: Matrix): MatrixIndex {
  const known = indexes.get(matrix);
  if (known) {
    return known;
  }
  const index = {
    identities: new Map(
      matrix.identities.map(identity => [identity.id, identity]),
    ),
    resources: new Map(
      matrix.resources.map(resource => [resource.id, resource]),
    ),
  };
  indexes.set(matrix, index);
  return index;
}
