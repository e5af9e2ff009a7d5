/**
 * A column of the access matrix.
 *
 * @public
 */
export type Resource = BucketResource | RoleResource;

/**
 * A bucket of a corridor, or one that an environment offers.
 *
 * @public
 */
export interface BucketResource {
  readonly kind: 'bucket';
  /** `bucket:gha1-primary` */
  readonly id: string;
  readonly name: string;
  /** The account that must own it. */
  readonly accountId: string;
  readonly region: string;
  readonly owner:
    | { readonly kind: 'corridor'; readonly corridor: string }
    | { readonly kind: 'shared'; readonly environment: string };
  readonly environment: string;
}

/**
 * A role that could be assumed.
 *
 * @public
 */
export interface RoleResource {
  readonly kind: 'role';
  /** `role:` and the ARN */
  readonly id: string;
  readonly arn: string;
  readonly accountId: string;
  readonly owner:
    | { readonly kind: 'corridor'; readonly corridor: string }
    | { readonly kind: 'node-role'; readonly environment: string };
  readonly environment: string;
}
