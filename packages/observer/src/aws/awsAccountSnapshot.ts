import { Fact } from './fact';

/**
 * A role of IAM (GetRole).
 *
 * @public
 */
export interface ObservedRole {
  readonly name: string;
  readonly arn: string;
  /** Changes when a role is deleted and made again under the same name. */
  readonly roleId: string;
  /** JSON text, decoded. */
  readonly trustPolicy: string;
  readonly maxSessionDurationSeconds?: number;
  readonly permissionsBoundaryArn?: string;
  readonly createdAt?: string;
  /** Absent when IAM has not seen the role used in the last 400 days; lags by hours. */
  readonly lastUsed?: { readonly at: string; readonly region?: string };
}

/**
 * A policy that a role carries.
 *
 * @public
 */
export interface ObservedPolicy {
  readonly name: string;
  readonly kind: 'attached' | 'inline';
  /** Of an attached policy. */
  readonly arn?: string;
  /** JSON text, decoded. */
  readonly document: string;
}

/**
 * Facts about one role.
 *
 * @public
 */
export interface RoleFacts {
  readonly role: Fact<ObservedRole>;
  readonly policies: Fact<readonly ObservedPolicy[]>;
}

/**
 * The four switches of S3 Block Public Access.
 *
 * @public
 */
export interface ObservedPublicAccessBlock {
  readonly blockPublicAcls: boolean;
  readonly ignorePublicAcls: boolean;
  readonly blockPublicPolicy: boolean;
  readonly restrictPublicBuckets: boolean;
}

/**
 * Facts about one bucket. `absent` of a setting means that the bucket has none; of `location`, that there is no bucket.
 *
 * @public
 */
export interface BucketFacts {
  readonly location: Fact<{ readonly region: string }>;
  readonly encryption: Fact<{
    readonly algorithm: string;
    readonly kmsKeyArn?: string;
  }>;
  readonly publicAccessBlock: Fact<ObservedPublicAccessBlock>;
  readonly versioning: Fact<'enabled' | 'suspended' | 'off'>;
  /** JSON text. */
  readonly policy: Fact<string>;
  /** `BucketOwnerEnforced`, `BucketOwnerPreferred`, `ObjectWriter`. */
  readonly ownership: Fact<string>;
}

/**
 * An OpenID Connect provider of IAM.
 *
 * @public
 */
export interface ObservedOidcProvider {
  readonly arn: string;
  readonly url: string;
  readonly audiences: readonly string[];
}

/**
 * What is known of an account at one moment. Never changes; the next one has a higher revision.
 *
 * @public
 */
export interface AwsAccountSnapshot {
  readonly accountId: string;
  readonly revision: number;
  /** By role name. */
  readonly roles: ReadonlyMap<string, RoleFacts>;
  /** By bucket name. */
  readonly buckets: ReadonlyMap<string, BucketFacts>;
  /** By issuer URL. */
  readonly oidcProviders: ReadonlyMap<string, Fact<ObservedOidcProvider>>;
}
