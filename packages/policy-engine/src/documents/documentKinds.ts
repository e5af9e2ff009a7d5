/**
 * What a policy document is attached to, which decides the elements it may hold:
 *
 * - `identity`: a role's or user's inline or managed policy
 * - `resource`: a bucket policy
 * - `trust`: a role's trust policy
 * - `boundary`: a permissions boundary
 * - `session`: a policy passed when a role is assumed
 * - `scp`: a service control policy of the organisation
 *
 * @public
 */
export type DocumentKind =
  | 'identity'
  | 'resource'
  | 'trust'
  | 'boundary'
  | 'session'
  | 'scp';

/**
 * Where a reader finds a policy document.
 *
 * @public
 */
export interface DocumentOrigin {
  readonly file?: string;
  /** Line of `file` at which the document begins, from 1. */
  readonly line?: number;
  /** Line of `file` at which each statement begins, from 1, when that is known. */
  readonly statementLines?: readonly number[];
}

/**
 * Points at one statement of one policy.
 *
 * @public
 */
export interface StatementReference {
  /** Name of the policy, as given when it was compiled. */
  readonly policy: string;
  readonly kind: DocumentKind;
  /** Index within the policy's statements, from 0. */
  readonly statement: number;
  readonly sid?: string;
  readonly origin?: DocumentOrigin;
}
