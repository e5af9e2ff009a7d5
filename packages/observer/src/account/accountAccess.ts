import type { AccessModel } from '@corridors/policy-engine';
import type { AwsAccountEndpoints, AwsCredentialSource } from '../aws';

/**
 * A bucket to read, with the account that should own it.
 *
 * @public
 */
export interface AccountBucket {
  readonly name: string;
  /** 12 digits. */
  readonly accountId: string;
}

/**
 * An EKS cluster whose pod identity associations are read.
 *
 * @public
 */
export interface AccountCluster {
  /** What it is called by the environments and ServiceAccounts that the model is about. */
  readonly name: string;
  /** What EKS calls it. */
  readonly eksName: string;
}

/**
 * What {@link readAccountAccess} needs.
 *
 * @public
 */
export interface ReadAccountAccessOptions {
  /** 12 digits: the account that the credentials belong to. */
  readonly accountId: string;
  readonly endpoints: AwsAccountEndpoints;
  readonly credentials: AwsCredentialSource;
  readonly buckets: readonly AccountBucket[];
  /** None: EKS is not asked. */
  readonly clusters: readonly AccountCluster[];
  /** Ends every call; the read rejects with its reason. */
  readonly signal: AbortSignal;
  /** Default: the computer's clock. */
  readonly clock?: () => Date;
}

/**
 * Who may do what in an account, as the account itself tells it.
 *
 * @public
 */
export interface AccountAccess {
  /**
   * Roles, users, buckets, public access settings, OpenID Connect providers and pod identity associations. What could
   * not be read is in `gaps`, and nothing stands in its place.
   */
  readonly model: AccessModel;
  /** RFC 3339: when reading began. */
  readonly asOf: string;
  /** What is never read and could allow or deny something, in sentences. */
  readonly notCovered: readonly string[];
}
