const SPECIAL = /[*?$]/;

/**
 * The bucket that a resource pattern is about, when it spells the name out; undefined when other buckets, or none, may
 * match as well.
 *
 * @param prefix - `arn:<partition>:s3:::`
 */
export function literalBucketOf(
  pattern: string,
  prefix: string,
): string | undefined {
  if (!pattern.startsWith(prefix)) {
    return undefined;
  }
  const slash = pattern.indexOf('/', prefix.length);
  const name =
    slash < 0
      ? pattern.slice(prefix.length)
      : pattern.slice(prefix.length, slash);
  return SPECIAL.test(name) ? undefined : name;
}

/** Whether a resource pattern matches one ARN alone. */
export function isLiteral(pattern: string): boolean {
  return !SPECIAL.test(pattern);
}

/** The name of the bucket in the ARN of a bucket or object. */
export function bucketOfArn(arn: string): string {
  const name = arn.slice(arn.indexOf(':::') + 3);
  const slash = name.indexOf('/');
  return slash < 0 ? name : name.slice(0, slash);
}

/** What a resource pattern begins with, up to the first wildcard or variable. */
export function literalPrefixOf(pattern: string): string {
  const at = pattern.search(SPECIAL);
  return at < 0 ? pattern : pattern.slice(0, at);
}
