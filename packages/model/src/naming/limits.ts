/** "IAM and AWS STS quotas": role names. */
export const ROLE_NAME_LIMIT = 64;
/** "IAM and AWS STS quotas": names of customer managed policies. */
export const POLICY_NAME_LIMIT = 128;
/** "Object Names and IDs", RFC 1123 labels: namespaces. */
export const NAMESPACE_LIMIT = 63;
/** "General purpose bucket naming rules". */
export const BUCKET_NAME_LIMIT = 63;

const RESERVED_PREFIXES = ['xn--', 'sthree-', 'amzn-s3-demo-'];
const RESERVED_SUFFIXES = [
  '-s3alias',
  '--ol-s3',
  '.mrap',
  '--x-s3',
  '--table-s3',
];
const BUCKET_NAME_MINIMUM = 3;

/**
 * What is wrong with a bucket's name in AWS ("General purpose bucket naming rules"), as the end of a sentence that
 * begins with the name; undefined when nothing is.
 */
export function bucketNameFault(name: string): string | undefined {
  if (name.length < BUCKET_NAME_MINIMUM || name.length > BUCKET_NAME_LIMIT) {
    return `has ${name.length} characters; a bucket's name has ${BUCKET_NAME_MINIMUM} to ${BUCKET_NAME_LIMIT}`;
  }
  if (!/^[a-z0-9][a-z0-9-]*[a-z0-9]$/.test(name)) {
    return 'must be lower-case letters, digits and hyphens, and begin and end with a letter or digit';
  }
  const prefix = RESERVED_PREFIXES.find(reserved => name.startsWith(reserved));
  if (prefix !== undefined) {
    return `begins with ${prefix}, which S3 reserves`;
  }
  const suffix = RESERVED_SUFFIXES.find(reserved => name.endsWith(reserved));
  return suffix === undefined
    ? undefined
    : `ends with ${suffix}, which S3 reserves`;
}
