import { createApiRef } from '@backstage/frontend-plugin-api';
import type { CorridorsApi } from '@corridors/plugin-corridors-common';

/**
 * The API of the corridors plugin, as the signed-in user.
 *
 * @public
 */
export const corridorsApiRef = createApiRef<CorridorsApi>().with({
  id: 'plugin.corridors.client',
  pluginId: 'corridors',
});
