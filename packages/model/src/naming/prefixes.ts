import type { Fleet } from '../fleet/fleet';
import type { Environment } from '../spec';
import { bucketPrefixOf } from './deriveNames';

/** A prefix of bucket names that someone in an account holds. */
export interface HeldPrefix {
  readonly prefix: string;
  readonly holder:
    | { readonly kind: 'corridor'; readonly name: string }
    | {
        readonly kind: 'shared';
        readonly name: string;
        readonly environment: string;
        /** Where the environment names the bucket, as `spec.sharedBuckets[0].name`. */
        readonly field: string;
      };
}

/** The prefixes of every corridor of an AWS account, and the account's buckets that environments share, whatever their account. */
export function heldPrefixes(
  fleet: Fleet,
  accountId: string,
  own: Environment,
): HeldPrefix[] {
  const environments = new Map(
    [...fleet.environments, own].map(environment => [
      environment.metadata.name,
      environment,
    ]),
  );
  const corridors = fleet.corridors.flatMap((corridor): HeldPrefix[] => {
    const environment = environments.get(corridor.spec.environment);
    const name = corridor.metadata.name;
    return environment?.spec.aws.accountId === accountId
      ? [
          {
            prefix: bucketPrefixOf(name, environment),
            holder: { kind: 'corridor', name },
          },
        ]
      : [];
  });
  const shared = [...environments.values()].flatMap(environment =>
    environment.spec.sharedBuckets.flatMap((bucket, index): HeldPrefix[] =>
      bucket.accountId === accountId
        ? [
            {
              prefix: bucket.name,
              holder: {
                kind: 'shared',
                name: bucket.name,
                environment: environment.metadata.name,
                field: `spec.sharedBuckets[${index}].name`,
              },
            },
          ]
        : [],
    ),
  );
  return [...corridors, ...shared];
}

/** Whether one of two prefixes begins the other, so that a policy for the one reaches buckets of the other. */
export function prefixesOverlap(left: string, right: string): boolean {
  return left.startsWith(right) || right.startsWith(left);
}
