import {
  deriveNames,
  type Corridor,
  type DerivedNames,
  type Environment,
} from '@corridors/model';

/** A corridor where it is, with every name that follows. */
export interface CorridorPlace {
  readonly corridor: Corridor;
  readonly environment: Environment;
  readonly names: DerivedNames;
}

/** The corridors of some environments. */
export function corridorPlaces(
  corridors: readonly Corridor[],
  environments: readonly Environment[],
): CorridorPlace[] {
  const byName = new Map(environments.map(one => [one.metadata.name, one]));
  return corridors.flatMap(corridor => {
    const environment = byName.get(corridor.spec.environment);
    if (!environment) {
      return [];
    }
    const names = deriveNames(
      { name: corridor.metadata.name, buckets: corridor.spec.buckets },
      environment,
    );
    return [{ corridor, environment, names }];
  });
}
