import type { Identity } from './identity';
import type { Cell, Matrix, Scope } from './matrix';
import { matrixIndex } from './matrixIndex';
import type { Resource } from './resource';

/**
 * The cells of a scope: those whose identity or whose resource belongs to it.
 *
 * @public
 */
export function cellsInScope(matrix: Matrix, scope: Scope): Cell[] {
  const { identities, resources } = matrixIndex(matrix);
  return matrix.cells.filter(cell => {
    const identity = identities.get(cell.identity);
    const resource = resources.get(cell.resource);
    return (
      identity !== undefined &&
      resource !== undefined &&
      isInScope(identity, resource, matrix, scope)
    );
  });
}

function isInScope(
  identity: Identity,
  resource: Resource,
  matrix: Matrix,
  scope: Scope,
): boolean {
  switch (scope.kind) {
    case 'corridor':
      return (
        (identity.kind === 'corridor' &&
          identity.corridor === scope.corridor) ||
        (resource.owner.kind === 'corridor' &&
          resource.owner.corridor === scope.corridor)
      );
    case 'environment':
      return (
        (identity.kind !== 'anonymous' &&
          identity.environment === scope.environment) ||
        resource.environment === scope.environment
      );
    case 'account':
      return matrix.accountId === scope.accountId;
    default: {
      const unknown: never = scope;
      throw new Error(`Unknown scope ${JSON.stringify(unknown)}`);
    }
  }
}
