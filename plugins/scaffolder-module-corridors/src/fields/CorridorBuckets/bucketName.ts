import type { EnvironmentSummary } from '@corridors/plugin-corridors-common';

/** The name that a bucket will have in S3, by the environment's pattern. */
export function realBucketName(
  environment: EnvironmentSummary,
  corridor: string,
  bucket: string,
): string {
  const values: Readonly<Record<string, string>> = {
    corridor,
    bucket,
    environment: environment.name,
    accountId: environment.accountId,
    region: environment.region,
  };
  return environment.bucketPattern.replace(
    /\{(\w+)\}/g,
    (placeholder, key: string) => values[key] ?? placeholder,
  );
}
