import { useApi } from '@backstage/core-plugin-api';
import type { CorridorsApi } from '@corridors/plugin-corridors-common';
import { corridorsApiRef } from './corridorsApiRef';

/**
 * The API of the corridors plugin, in either frontend system.
 *
 * @public
 */
export function useCorridorsApi(): CorridorsApi {
  return useApi(corridorsApiRef);
}
