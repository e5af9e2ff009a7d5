import type { Principal } from '../request/AccessRequest';

/**
 * A workload that bears tokens of an OpenID Connect provider.
 *
 * @public
 */
export interface WebIdentity {
  readonly providerArn: string;
  /** The token's subject: `system:serviceaccount:<namespace>:<name>`. */
  readonly subject: string;
}

/**
 * Names that belong together, and who may use them.
 *
 * Its own principals may read and write whatever bears its names in its account, and assume its roles; to administer a
 * bucket and to reach anything else needs a {@link Permission}.
 *
 * @public
 */
export interface Territory {
  readonly id: string;
  readonly accountId: string;
  /** Names or patterns with `*` and `?`, for example `gha1-*`. */
  readonly bucketNames: readonly string[];
  readonly roleArns: readonly string[];
  /** Its own. */
  readonly principals: readonly Principal[];
  /** Workloads that may assume its roles with their tokens. Absent: none. */
  readonly webIdentities?: readonly WebIdentity[];
}

/**
 * What a principal may do with one bucket, beside what is its own.
 *
 * @public
 */
export interface BucketPermission {
  readonly principal: Principal;
  /** `service:Action`, spelled out. */
  readonly actions: readonly string[];
  /** Exact name. */
  readonly bucket: string;
  /** Account that owns the bucket. */
  readonly accountId: string;
}

/**
 * Which role a principal may assume or pass.
 *
 * @public
 */
export interface RolePermission {
  readonly principal: Principal;
  /** `service:Action`, spelled out. */
  readonly actions: readonly string[];
  /**
   * With `*` and `?`, which do not stand for `/`: a role of another path is another's. A statement's own wildcards cannot be
   * kept from it, so that a range of as many segments is permitted beyond.
   */
  readonly roleArn: string;
  /** ARNs that the pattern matches and that are not permitted by it. Absent: none. */
  readonly except?: readonly string[];
}

/**
 * What a principal may do, beside what is its own.
 *
 * @public
 */
export type Permission = BucketPermission | RolePermission;
