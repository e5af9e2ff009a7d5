const BUCKET = /^arn:[^:]*:s3:::(?<name>[^/]+)/;

/** What a model calls the resource of an ARN: name of a bucket, ARN of a role. */
export function nameAsked(arn: string): string {
  return BUCKET.exec(arn)?.groups?.name ?? arn;
}
