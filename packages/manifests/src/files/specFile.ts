import type { Corridor, CorridorBucket, CorridorInput } from '@corridors/model';

import type { ManifestFile } from './manifestFile';
import { writeYaml } from './writeYaml';

function bucketInput(
  bucket: CorridorBucket,
): CorridorInput['spec']['buckets'][number] {
  return {
    name: bucket.name,
    ...(bucket.purpose === 'data' ? {} : { purpose: bucket.purpose }),
    ...(bucket.versioning ? { versioning: true } : {}),
    ...(bucket.expireAfterDays === undefined
      ? {}
      : { expireAfterDays: bucket.expireAfterDays }),
  };
}

/** The corridor spec in its canonical spelling: fixed order, defaults left out. */
export function specFile(corridor: Corridor): ManifestFile {
  const { metadata, spec } = corridor;
  const input: CorridorInput = {
    apiVersion: corridor.apiVersion,
    kind: corridor.kind,
    metadata: {
      name: metadata.name,
      ...(metadata.title === undefined ? {} : { title: metadata.title }),
    },
    spec: {
      environment: spec.environment,
      owner: spec.owner,
      buckets: spec.buckets.map(bucketInput),
      ...(spec.shares.length > 0
        ? {
            shares: spec.shares.map(share => ({
              bucket: share.bucket,
              with: share.with,
              access: share.access,
            })),
          }
        : {}),
      ...(spec.uses.length > 0
        ? {
            uses: spec.uses.map(use => ({
              bucket: use.bucket,
              access: use.access,
            })),
          }
        : {}),
      spark: { version: spec.spark.version, operator: spec.spark.operator },
      quota: {
        cpu: spec.quota.cpu,
        memory: spec.quota.memory,
        pods: spec.quota.pods,
      },
      ...(spec.expires === undefined ? {} : { expires: spec.expires }),
    },
  };
  return {
    path: 'corridor.yaml',
    content: writeYaml(input),
  };
}
