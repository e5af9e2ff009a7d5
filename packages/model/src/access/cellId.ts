import type { Cell, Operation } from './matrix';

/**
 * The cell of an identity, an operation and a resource.
 *
 * @public
 */
export function cellOf(
  identity: string,
  operation: Operation,
  resource: string,
): Cell {
  return {
    id: `${identity} ${operation} ${resource}`,
    identity,
    resource,
    operation,
  };
}
