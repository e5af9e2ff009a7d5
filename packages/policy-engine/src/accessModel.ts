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
  /** Who owns objects and whether access control lists count. Absent: not known. */
  readonly objectOwnership?:
    | 'BucketOwnerEnforced'
    | 'BucketOwnerPreferred'
    | 'ObjectWriter';
}

/**
 * An IAM user, with its own policies and those of its groups.
 *
 * @public
 */
export interface AccessModelUser {
  readonly arn: string;
  readonly accountId: string;
  readonly identity: readonly PolicySource[];
  readonly boundary?: PolicySource;
}

/**
 * What holds for a whole account.
 *
 * @public
 */
export interface AccessModelAccount {
  readonly accountId: string;
  /** Public access settings of the account, which add to those of each bucket. Absent: not known, or none. */
  readonly publicAccessBlock?: PublicAccessBlock;
  /** Service control policies by level, root first. Absent: not known, or none. */
  readonly serviceControlPolicies?: readonly (readonly PolicySource[])[];
}

/**
 * A ServiceAccount of a cluster, with the role that it asks for.
 *
 * @public
 */
export interface AccessModelServiceAccount {
  /** Name of the cluster. */
  readonly cluster: string;
  readonly namespace: string;
  readonly name: string;
  /** Issuer of its tokens, an URL. */
  readonly issuer?: string;
  /** Of the annotation `eks.amazonaws.com/role-arn`. */
  readonly roleArn?: string;
}

/**
 * Binds a ServiceAccount of an EKS cluster to a role. (AWS: "EKS Pod Identities".)
 *
 * @public
 */
export interface AccessModelPodIdentityAssociation {
  readonly cluster: string;
  readonly namespace: string;
  readonly serviceAccount: string;
  readonly roleArn: string;
}

/**
 * A part of the model that could not be read: what rests on it is not known.
 *
 * @public
 */
export interface AccessModelGap {
  readonly part:
    | 'roles-and-users'
    | 'oidc-providers'
    | 'account-public-access-block'
    | 'bucket-policy'
    | 'bucket-public-access-block'
    | 'bucket-ownership'
    | 'bucket-owner'
    | 'service-accounts'
    | 'pod-identity-associations';
  /** Account, bucket or cluster that it is a part of. */
  readonly subject: string;
  readonly cause: 'access-denied' | 'throttled' | 'unreachable' | 'failed';
  /** For people: the call and what was answered. */
  readonly message: string;
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
  readonly users?: readonly AccessModelUser[];
  readonly accounts?: readonly AccessModelAccount[];
  readonly serviceAccounts?: readonly AccessModelServiceAccount[];
  readonly podIdentityAssociations?: readonly AccessModelPodIdentityAssociation[];
  /** What could not be read; absent or empty when everything was. */
  readonly gaps?: readonly AccessModelGap[];
}
