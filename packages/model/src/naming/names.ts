/**
 * Every name that follows from a corridor's name.
 *
 * @public
 */
export interface DerivedNames {
  readonly namespace: string;
  readonly serviceAccount: string;
  readonly roleName: string;
  readonly roleArn: string;
  readonly policyName: string;
  readonly policyArn: string;
  /** What the names of all its buckets begin with, as `gha1-`. */
  readonly bucketPrefix: string;
  readonly buckets: readonly DerivedBucketName[];
}

/**
 * A bucket's name in the spec and in AWS.
 *
 * @public
 */
export interface DerivedBucketName {
  /** Name in the spec, as `primary`. */
  readonly bucket: string;
  /** Name in AWS, as `gha1-primary`. */
  readonly name: string;
  readonly arn: string;
}
