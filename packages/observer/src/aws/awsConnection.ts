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
  /**
   * S3 Control. The account's id is put in front of the host name, as AWS wants it, unless the host is an address or
   * `localhost`, which have no names below them.
   */
  readonly s3Control?: string;
  readonly eks?: string;
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
