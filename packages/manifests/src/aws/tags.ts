import type { Corridor } from '@corridors/model';

/** Tags of everything that a corridor has in AWS. */
export function corridorTags(
  corridor: Corridor,
): { key: string; value: string }[] {
  return [
    { key: 'corridors.dev/corridor', value: corridor.metadata.name },
    { key: 'corridors.dev/environment', value: corridor.spec.environment },
    { key: 'corridors.dev/owner', value: corridor.spec.owner },
  ];
}
