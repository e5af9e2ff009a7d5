import type { Fleet } from '../fleet/fleet';
import { deriveNames } from '../naming/deriveNames';
import { bucketNameFault } from '../naming/limits';
import type { Problem } from '../problems';
import type { Corridor, Environment } from '../spec';

/** What is wrong with the real names of a corridor's buckets; they are unique over all accounts of a partition. */
export function bucketNameProblems(
  corridor: Corridor,
  environment: Environment,
  fleet: Fleet,
): Problem[] {
  const name = corridor.metadata.name;
  const holders = bucketHolders(fleet, name);
  return deriveNames(
    { name, buckets: corridor.spec.buckets },
    environment,
  ).buckets.flatMap((bucket, index) => {
    const field = `spec.buckets[${index}].name`;
    const fault = bucketNameFault(bucket.name);
    if (fault !== undefined) {
      const message = `${field} becomes the bucket "${bucket.name}", which ${fault}.`;
      return [
        { code: 'bucket-name', severity: 'error' as const, field, message },
      ];
    }
    const holder = holders.get(bucket.name);
    if (holder === undefined) {
      return [];
    }
    const message = `${field} becomes the bucket "${bucket.name}", which is ${holder}.`;
    return [
      {
        code: 'bucket-taken',
        severity: 'error' as const,
        field,
        message,
        related: bucket.name,
      },
    ];
  });
}

function bucketHolders(fleet: Fleet, except: string): Map<string, string> {
  const environments = new Map(
    fleet.environments.map(environment => [
      environment.metadata.name,
      environment,
    ]),
  );
  const holders = new Map<string, string>();
  for (const environment of fleet.environments) {
    for (const { name } of environment.spec.sharedBuckets) {
      holders.set(
        name,
        `a shared bucket of environment ${environment.metadata.name}`,
      );
    }
  }
  for (const other of fleet.corridors) {
    const environment = environments.get(other.spec.environment);
    const name = other.metadata.name;
    if (environment && name !== except) {
      for (const bucket of deriveNames(
        { name, buckets: other.spec.buckets },
        environment,
      ).buckets) {
        holders.set(bucket.name, `a bucket of corridor ${name}`);
      }
    }
  }
  return holders;
}
