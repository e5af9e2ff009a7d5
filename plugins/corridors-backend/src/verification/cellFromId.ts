import type { Cell } from '@corridors/model';
import { operationSchema } from '@corridors/plugin-corridors-common';

/**
 * Takes the id of a cell apart: identity, operation and resource, joined by one space.
 *
 * @throws Error when it is none
 */
export function cellFromId(id: string): Cell {
  const [identity, word, resource, ...rest] = id.split(' ');
  const operation = operationSchema.safeParse(word);
  if (!identity || !resource || rest.length > 0 || !operation.success) {
    throw new Error(`"${id}" is not the id of a cell`);
  }
  return { id, identity, operation: operation.data, resource };
}
