import type { Fleet } from '../fleet/fleet';
import { fleetIndex } from '../fleet/fleetIndex';
import type { Corridor, Environment } from '../spec';
import { managerSubjectOf, type ManagerSubject } from './managerSubject';

/** A corridor with its environment. */
export interface ManagedCorridor {
  readonly corridor: Corridor;
  readonly environment: Environment;
}

const indexes = new WeakMap<Fleet, Map<string, ManagedCorridor[]>>();

/** The corridors of a fleet that a subject of Kubernetes manages, whatever their clusters; a fleet is indexed once. */
export function corridorsBySubject(
  subject: ManagerSubject,
  fleet: Fleet,
): readonly ManagedCorridor[] {
  const index = indexes.get(fleet) ?? indexOf(fleet);
  indexes.set(fleet, index);
  return index.get(keyOf(subject)) ?? [];
}

function indexOf(fleet: Fleet): Map<string, ManagedCorridor[]> {
  const { environments } = fleetIndex(fleet);
  const index = new Map<string, ManagedCorridor[]>();
  for (const corridor of fleet.corridors) {
    const environment = environments.get(corridor.spec.environment);
    if (environment) {
      const key = keyOf(managerSubjectOf(corridor.spec.owner, environment));
      const others = index.get(key) ?? [];
      others.push({ corridor, environment });
      index.set(key, others);
    }
  }
  return index;
}

function keyOf({ kind, name }: ManagerSubject): string {
  return `${kind} ${name}`;
}
