import type { Corridor, Environment } from '../spec';
import type { Fleet } from './fleet';

/** Corridors and environments of a fleet by name. */
export interface FleetIndex {
  readonly corridors: ReadonlyMap<string, Corridor>;
  readonly environments: ReadonlyMap<string, Environment>;
}

const indexes = new WeakMap<Fleet, FleetIndex>();

/** Indexes a fleet once; a fleet never changes. */
export function fleetIndex(fleet: Fleet): FleetIndex {
  const known = indexes.get(fleet);
  if (known) {
    return known;
  }
  const index = {
    corridors: new Map(
      fleet.corridors.map(corridor => [corridor.metadata.name, corridor]),
    ),
    environments: new Map(
      fleet.environments.map(environment => [
        environment.metadata.name,
        environment,
      ]),
    ),
  };
  indexes.set(fleet, index);
  return index;
}
