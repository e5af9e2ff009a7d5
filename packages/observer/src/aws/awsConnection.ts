/**
 * Where the services of AWS are. Without an endpoint a service is the one of the region.
 *
 * @public
 */
export interface AwsAccountEndpoints {
  readonly region: string;
  readonly s3?: string;
  readonly sts?: string;
  readonly iam?: string;
  /** Buckets in the path instead of the host name, as S3-compatible servers want it. */
  readonly forcePathStyle?: boolean;
  /** Certificate authority, PEM. */
  readonly ca?: string;
}

/**
 * The only credentials an observer uses.
 *
 * @public
 */
export type AwsCredentialSource = () => Promise<{
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken?: string;
  expiration?: Date;
}>;
