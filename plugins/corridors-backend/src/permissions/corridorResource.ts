import { RESOURCE_TYPE_CORRIDOR } from '@corridors/plugin-corridors-common';
import { createPermissionResourceRef } from '@backstage/plugin-permission-node';

/**
 * What is known of a corridor when a permission is decided: one that exists, or one that was asked for.
 *
 * @public
 */
export interface CorridorResource {
  readonly name: string;
  /** Entity reference. */
  readonly owner: string;
  readonly environment: string;
}

/**
 * A condition on corridors as a filter: the property has one of the values.
 *
 * @public
 */
export interface CorridorResourceFilter {
  readonly key: 'owner' | 'environment';
  readonly values: readonly string[];
}

/**
 * The resource type `corridor` of the plugin `corridors`. A resource reference is the corridor's name.
 *
 * @public
 */
export const corridorResourceRef = createPermissionResourceRef<
  CorridorResource,
  CorridorResourceFilter
>().with({
  pluginId: 'corridors',
  resourceType: RESOURCE_TYPE_CORRIDOR,
});
