/**
 * Whom a statement of a resource policy is about.
 *
 * @public
 */
export type PolicyPrincipal =
  | '*'
  | { readonly AWS: string }
  | { readonly Federated: string }
  | { readonly Service: string };

/**
 * One statement of a policy, in the canonical spelling that is rendered ("IAM JSON policy elements reference").
 *
 * @public
 */
export interface PolicyStatement {
  readonly Sid: string;
  readonly Effect: 'Allow' | 'Deny';
  readonly Principal?: PolicyPrincipal;
  readonly Action: string | readonly string[];
  readonly Resource?: string | readonly string[];
  readonly Condition?: Readonly<
    Record<string, Readonly<Record<string, string | readonly string[]>>>
  >;
}

/**
 * A policy of IAM, S3 or a role's trust.
 *
 * @public
 */
export interface PolicyDocument {
  readonly Version: '2012-10-17';
  readonly Statement: readonly PolicyStatement[];
}
