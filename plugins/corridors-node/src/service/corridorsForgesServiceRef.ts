import {
  coreServices,
  createServiceFactory,
  createServiceRef,
} from '@backstage/backend-plugin-api';
import { ScmIntegrations } from '@backstage/integration';
import { createForge, type Forge } from '../forge';
import { corridorsForgeFactoryServiceRef } from './forgeFactoryServiceRef';

/**
 * The forges that this backend can talk to.
 *
 * @public
 */
export interface CorridorsForges {
  /**
   * @param repoUrl - page of the repository
   * @throws InputError when nothing is configured for its host
   */
  forRepository(repoUrl: string): Forge;
}

/**
 * Forges by the `integrations` of app-config and by every installed {@link corridorsForgeFactoryServiceRef}. Comes with
 * a default factory, so that a plugin only needs to depend on it.
 *
 * @public
 */
export const corridorsForgesServiceRef = createServiceRef<CorridorsForges>({
  id: 'corridors.forges',
  scope: 'plugin',
  defaultFactory: async service =>
    createServiceFactory({
      service,
      deps: {
        config: coreServices.rootConfig,
        factories: corridorsForgeFactoryServiceRef,
      },
      factory: ({ config, factories }) => {
        const integrations = ScmIntegrations.fromConfig(config);
        return {
          forRepository: repoUrl =>
            createForge(repoUrl, { integrations, factories }),
        };
      },
    }),
});
