import { createServiceRef } from '@backstage/backend-plugin-api';
import type { ForgeFactory } from '../forge';

/**
 * Adds a kind of forge to the backend, for every plugin at once: the corridors plugin reads pull requests, the scaffolder
 * opens them. Any number of factories may be installed.
 *
 * @example
 * ```ts
 * backend.add(
 *   createServiceFactory({
 *     service: corridorsForgeFactoryServiceRef,
 *     deps: { config: coreServices.rootConfig },
 *     factory: ({ config }) => createGitlabForgeFactory(config),
 *   }),
 * );
 * ```
 * @public
 */
export const corridorsForgeFactoryServiceRef = createServiceRef<ForgeFactory>({
  id: 'corridors.forge-factory',
  scope: 'plugin',
  multiton: true,
});
