import type { Environment } from '@corridors/model';

/**
 * Where an environment's AWS services answer. Without an address, AWS's own for the Region.
 *
 * @public
 */
export interface AwsEndpoints {
  readonly region: string;
  readonly s3?: string;
  readonly sts?: string;
  readonly iam?: string;
  /** Whether the bucket stands in the path instead of the host name. */
  readonly forcePathStyle?: boolean;
  /** Certificate authority to trust instead of the system's, PEM. */
  readonly ca?: string;
  /**
   * Whether the store honours `If-Match` on DELETE, which makes the delete probe harmless on versioned buckets. When
   * absent: for AWS's own addresses, and for stores that name themselves `AmazonS3`.
   */
  readonly conditionalDeletes?: boolean;
}

/**
 * Credentials of AWS. Kept in memory for the length of a probe; never in evidence, errors or logs.
 *
 * @public
 */
export interface AwsCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
  readonly expiration?: Date;
}

/**
 * What a token of a ServiceAccount is asked for with.
 *
 * @public
 */
export interface ServiceAccountTokenRequest {
  readonly namespace: string;
  readonly serviceAccount: string;
  readonly audience: string;
  /** Seconds; Kubernetes grants 600 at least. */
  readonly expirationSeconds: number;
}

/**
 * How the verifier reaches one environment. A source that is absent is not configured: what it would serve is not
 * covered.
 *
 * @public
 */
export interface EnvironmentAccess {
  readonly environment: Environment;
  readonly endpoints: AwsEndpoints;
  /** The portal's own identity, for controls and the canary. */
  readonly portalCredentials?: () => Promise<AwsCredentials>;
  readonly nodeRoleCredentials?: (
    signal: AbortSignal,
  ) => Promise<AwsCredentials>;
  readonly requestServiceAccountToken?: (
    input: ServiceAccountTokenRequest,
    signal: AbortSignal,
  ) => Promise<string>;
  readonly requestsPerSecond: number;
}
