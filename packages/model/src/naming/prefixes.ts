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
      };
}

/** The prefixes of every corridor and every shared bucket in all environments of an AWS account. */
export function heldPrefixes(
  fleet: Fleet,
  accountId: string,
  own: Environment,
): HeldPrefix[] {
  const environments = new Map(
    [...fleet.environments, own]
      .filter(environment => environment.spec.aws.accountId === accountId)
      .map(environment => [environment.metadata.name, environment]),
  );
  const corridors = fleet.corridors.flatMap((corridor): HeldPrefix[] => {
    const environment = environments.get(corridor.spec.environment);
    const name = corridor.metadata.name;
    return environment
      ? [
          {
            prefix: bucketPrefixOf(name, environment),
            holder: { kind: 'corridor', name },
          },
        ]
      : [];
  });
  const shared = [...environments.values()].flatMap(environment =>
    environment.spec.sharedBuckets.map(
      ({ name }): HeldPrefix => ({
        prefix: name,
        holder: {
          kind: 'shared',
          name,
          environment: environment.metadata.name,
        },
      }),
    ),
  );
  return [...corridors, ...shared];
}

/** Whether one of two prefixes begins the other, so that a policy for the one reaches buckets of the other. */
export function prefixesOverlap(left: string, right: string): boolean {
  return left.startsWith(right) || right.startsWith(left);
}
