import type { Entity } from '@backstage/catalog-model';
import { CORRIDOR_ANNOTATION } from '@corridors/plugin-corridors-common';

/** The name of the corridor that an entity stands for: its annotation, else its own name. */
export function corridorOfEntity(entity: Entity): string {
  return (
    entity.metadata.annotations?.[CORRIDOR_ANNOTATION] ?? entity.metadata.name
  );
}
