import type { Access } from '../spec';
import type { Operation } from './matrix';

/**
 * Whether an offer covers what is asked for.
 *
 * @public
 */
export function includesAccess(
  offered: Access | 'none',
  asked: Access,
): boolean {
  return offered === 'write' || offered === asked;
}

/**
 * What two sides agree on: the lesser of both.
 *
 * @public
 */
export function agreedAccess(
  left: Access | 'none',
  right: Access | 'none',
): Access | 'none' {
  if (left === 'none' || right === 'none') {
    return 'none';
  }
  return left === 'write' && right === 'write' ? 'write' : 'read';
}

/**
 * Whether an access covers an operation: `read` is list and read, `write` is list, read, write and delete.
 *
 * @public
 */
export function accessAllows(
  access: Access | 'none',
  operation: Operation,
): boolean {
  switch (operation) {
    case 'list':
    case 'read':
      return access !== 'none';
    case 'write':
    case 'delete':
      return access === 'write';
    case 'administer':
    case 'assume':
      return false;
    default: {
      const unknown: never = operation;
      throw new Error(`Unknown operation ${String(unknown)}`);
    }
  }
}
