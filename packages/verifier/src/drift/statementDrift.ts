/**
 * What differs between repository and account. `role`, `bucket`: the thing as a whole.
 *
 * @public
 */
export type DriftPart =
  | 'role'
  | 'trust'
  | 'identity'
  | 'boundary'
  | 'bucket'
  | 'bucket-policy'
  | 'public-access-block'
  | 'object-ownership'
  | 'oidc-provider'
  | 'service-account';

/**
 * One difference between what is declared and what is configured.
 *
 * @public
 */
export interface StatementDrift {
  /** ARN of the role or OIDC provider, name of the bucket, or `cluster/namespace/name` of the ServiceAccount. */
  readonly owner: string;
  readonly part: DriftPart;
  /** Name of the policy, as the repository has it, or the account where the repository has none. */
  readonly policy?: string;
  /**
   * `missing`: declared, not configured. `added`: configured, not declared. `unknown`: one side could not be read, so
   * nothing is said.
   */
  readonly change: 'missing' | 'added' | 'changed' | 'unknown';
  /** Index of the statement within the declared policy; of an added one within the configured policy. */
  readonly statement?: number;
  readonly sid?: string;
  /** Where the repository declares it. */
  readonly declared?: { readonly file?: string; readonly line?: number };
  /** One sentence for people. */
  readonly summary: string;
}
