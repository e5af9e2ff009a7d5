import { bucketPrefixOf } from '../naming/deriveNames';
import { heldPrefixes, prefixesOverlap } from '../naming/prefixes';
import { namespaceReservations } from '../naming/reservedNamespace';
import type { Problem } from '../problems';
import type { Environment } from '../spec';
import type { Fleet } from './fleet';

/** What is wrong with an environment because of a corridor. */
export interface EnvironmentSide {
  /** Name of the environment. */
  readonly environment: string;
  readonly problem: Problem;
}

/**
 * What another environment takes of a corridor: its namespace on the same cluster, or a bucket of its prefix in the same account.
 * Which of the two was there first is not in the files, so both are told.
 *
 * @param name - of the corridor
 * @param environment - the corridor's own
 */
export function environmentSidesOf(
  name: string,
  environment: Environment,
  fleet: Fleet,
): EnvironmentSide[] {
  const spec = `corridors/${name}/corridor.yaml`;
  const own = environment.metadata.name;
  const namespaces = namespaceReservations(name, environment, fleet)
    .filter(({ environment: { metadata } }) => metadata.name !== own)
    .map(
      ({ environment: { metadata }, field }): EnvironmentSide => ({
        environment: metadata.name,
        problem: {
          code: 'namespace-of-corridor',
          severity: 'error',
          field,
          message: `${field} is "${name}", the namespace of a corridor on the same cluster (${spec}); name another namespace here, or the corridor otherwise.`,
          related: name,
        },
      }),
    );
  const prefix = bucketPrefixOf(name, environment);
  const buckets = heldPrefixes(
    fleet,
    environment.spec.aws.accountId,
    environment,
  )
    .filter(held => prefixesOverlap(prefix, held.prefix))
    .flatMap(({ holder }): EnvironmentSide[] =>
      holder.kind === 'shared'
        ? [
            {
              environment: holder.environment,
              problem: {
                code: 'bucket-of-corridor',
                severity: 'error',
                field: holder.field,
                message: `${holder.field} is "${holder.name}", which cannot be told apart from the buckets of corridor ${name}: their names begin with "${prefix}" (${spec}). Share a bucket of another name, or name the corridor otherwise.`,
                related: name,
              },
            },
          ]
        : [],
    );
  return [...namespaces, ...buckets];
}
