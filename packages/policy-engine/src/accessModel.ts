import type { DocumentOrigin } from './documents/documentKinds';

/**
 * A policy document with its name and where a reader finds it; not yet parsed.
 *
 * @public
 */
export interface PolicySource {
  readonly name: string;
  /** An object or JSON text. */
  readonly document: unknown;
  readonly origin?: DocumentOrigin;
}

/**
 * A role, with the policies that are attached to it.
 *
 * @public
 */
export interface AccessModelRole {
  readonly arn: string;
  readonly accountId: string;
  readonly trust: PolicySource;
  readonly identity: readonly PolicySource[];
  readonly boundary?: PolicySource;
}

/**
 * A bucket's public access settings. (AWS: "Blocking public access to your Amazon S3 storage".)
 *
 * @public
 */
export interface PublicAccessBlock {
  readonly blockPublicAcls: boolean;
  readonly ignorePublicAcls: boolean;
  readonly blockPublicPolicy: boolean;
  readonly restrictPublicBuckets: boolean;
}

/**
 * A bucket and what guards it.
 *
 * @public
 */
export interface AccessModelBucket {
  readonly name: string;
  /** Account that owns the bucket. */
  readonly accountId: string;
  readonly policy?: PolicySource;
  readonly publicAccessBlock?: PublicAccessBlock;
}

/**
 * An OpenID Connect provider that an account trusts.
 *
 * @public
 */
export interface AccessModelOidcProvider {
  readonly arn: string;
  /** Issuer URL. */
  readonly url: string;
  readonly audiences: readonly string[];
}

/**
 * Who and what there is in one or more accounts: read from manifests, or from the accounts themselves.
 *
 * @public
 */
export interface AccessModel {
  readonly roles: readonly AccessModelRole[];
  readonly buckets: readonly AccessModelBucket[];
  readonly oidcProviders: readonly AccessModelOidcProvider[];
}
