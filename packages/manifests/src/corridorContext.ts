import {
  deriveNames,
  type Corridor,
  type DerivedNames,
  type Environment,
  type Fleet,
} from '@corridors/model';

/** What every part of a corridor is rendered from. */
export interface CorridorContext {
  readonly corridor: Corridor;
  readonly environment: Environment;
  readonly fleet: Fleet;
  readonly names: DerivedNames;
}

/**
 * Puts together what a corridor is rendered from.
 *
 * @throws Error when the corridor belongs to another environment
 */
export function corridorContext(
  corridor: Corridor,
  environment: Environment,
  fleet: Fleet,
): CorridorContext {
  const { name } = corridor.metadata;
  if (corridor.spec.environment !== environment.metadata.name) {
    throw new Error(
      `Corridor ${name} belongs to the environment ${corridor.spec.environment}, not to ${environment.metadata.name}`,
    );
  }
  return {
    corridor,
    environment,
    fleet,
    names: deriveNames({ name, buckets: corridor.spec.buckets }, environment),
  };
}
