import type { Identity } from './identity';
import type { Resource } from './resource';

/**
 * What an identity may try on a resource: the first five on a bucket (`administer` rewrites its policy), `assume` on a role.
 *
 * @public
 */
export type Operation =
  | 'list'
  | 'read'
  | 'write'
  | 'delete'
  | 'administer'
  | 'assume';

/**
 * The operations on a bucket, in the order they are shown.
 *
 * @public
 */
export const BUCKET_OPERATIONS = [
  'list',
  'read',
  'write',
  'delete',
  'administer',
] as const;

/**
 * All operations, in the order they are shown.
 *
 * @public
 */
export const OPERATIONS = [...BUCKET_OPERATIONS, 'assume'] as const;

/**
 * One answer for all cells: intended from specs and environments, declared from policies in the GitOps repository,
 * configured from policies in the AWS account, observed by trying.
 *
 * @public
 */
export type View = 'intended' | 'declared' | 'configured' | 'observed';

/**
 * Identity × resource × operation.
 *
 * @public
 */
export interface Cell {
  /** Identity, operation and resource, joined by one space. */
  readonly id: string;
  /** Id of the identity. */
  readonly identity: string;
  /** Id of the resource. */
  readonly resource: string;
  readonly operation: Operation;
}

/**
 * The cells of one AWS account, over all of its environments.
 *
 * @public
 */
export interface Matrix {
  readonly accountId: string;
  readonly identities: readonly Identity[];
  readonly resources: readonly Resource[];
  readonly cells: readonly Cell[];
}

/**
 * The part of a matrix that a run looks at, or that a reader may see.
 *
 * @public
 */
export type Scope =
  | { readonly kind: 'corridor'; readonly corridor: string }
  | { readonly kind: 'environment'; readonly environment: string }
  | { readonly kind: 'account'; readonly accountId: string };
