import type {
  AccessModelGap,
  AccessModelOidcProvider,
  AccessModelPodIdentityAssociation,
  AccessModelServiceAccount,
  PolicySource,
  PublicAccessBlock,
} from '../accessModel';
import type { CompiledPolicy } from '../documents/CompiledPolicy';
import type { PolicyParseError } from '../parsing/PolicyParseError';

/**
 * A policy document of the model that is not understood. What rests on it is not known.
 *
 * @public
 */
export interface RefusedPolicy {
  /** ARN of the role or user, name of the bucket, or id of the account that it belongs to. */
  readonly owner: string;
  readonly policy: PolicySource;
  readonly error: PolicyParseError;
}

/**
 * A role with its policies made ready.
 *
 * @public
 */
export interface CompiledRole {
  readonly kind: 'role';
  readonly arn: string;
  readonly accountId: string;
  readonly identity: readonly CompiledPolicy[];
  /** Absent when it was refused. */
  readonly trust?: CompiledPolicy;
  readonly boundary?: CompiledPolicy;
  /** Parts of which a document was refused, so that they are not known. */
  readonly unknown: readonly ('identity' | 'trust' | 'boundary')[];
}

/**
 * A user with its policies made ready.
 *
 * @public
 */
export interface CompiledUser {
  readonly kind: 'user';
  readonly arn: string;
  readonly accountId: string;
  readonly identity: readonly CompiledPolicy[];
  readonly boundary?: CompiledPolicy;
  readonly unknown: readonly ('identity' | 'boundary')[];
}

/**
 * A bucket with its policy made ready.
 *
 * @public
 */
export interface CompiledBucket {
  readonly name: string;
  readonly accountId: string;
  readonly policy?: CompiledPolicy;
  /** Whether the bucket policy was refused or could not be read. */
  readonly isPolicyUnknown: boolean;
  readonly publicAccessBlock?: PublicAccessBlock;
  /** Whether the bucket's public access settings could not be read. */
  readonly isPublicAccessBlockUnknown: boolean;
}

/**
 * What holds for a whole account, made ready.
 *
 * @public
 */
export interface CompiledAccount {
  readonly accountId: string;
  readonly publicAccessBlock?: PublicAccessBlock;
  /** Whether the account's public access settings could not be read. */
  readonly isPublicAccessBlockUnknown: boolean;
  /** Service control policies by level, root first, without levels of which a policy was refused. */
  readonly scp?: readonly (readonly CompiledPolicy[])[];
  /** Whether a service control policy was refused. */
  readonly isScpUnknown: boolean;
}

/**
 * An access model whose documents are compiled. Made by `compileAccessModel`.
 *
 * @public
 */
export interface CompiledAccessModel {
  /** By ARN. */
  readonly roles: ReadonlyMap<string, CompiledRole>;
  /** By ARN. */
  readonly users: ReadonlyMap<string, CompiledUser>;
  /** By name: a name belongs to one bucket of a partition. */
  readonly buckets: ReadonlyMap<string, CompiledBucket>;
  /** Every account that the model says something about, by id. */
  readonly accounts: ReadonlyMap<string, CompiledAccount>;
  readonly oidcProviders: readonly AccessModelOidcProvider[];
  readonly serviceAccounts: readonly AccessModelServiceAccount[];
  readonly podIdentityAssociations: readonly AccessModelPodIdentityAssociation[];
  /** Whether those are all: false when the model does not list them, or they could not be read. */
  readonly arePodIdentityAssociationsKnown: boolean;
  readonly gaps: readonly AccessModelGap[];
  /** Documents that are not understood, in the order of the model. */
  readonly refused: readonly RefusedPolicy[];
}
