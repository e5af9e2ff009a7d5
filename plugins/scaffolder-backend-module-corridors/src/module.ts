import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { scaffolderActionsExtensionPoint } from '@backstage/plugin-scaffolder-node';
import { corridorsForgesServiceRef } from '@corridors/plugin-corridors-node';
import { createPreflightAction } from './actions/preflight';
import { createPullRequestAction } from './actions/pullRequest';
import { createRenderAction } from './actions/render';
import { CorridorsGateway } from './corridors/CorridorsGateway';

/**
 * Adds the actions `corridors:preflight`, `corridors:render` and `corridors:pull-request` to the scaffolder.
 *
 * @public
 */
export const scaffolderModuleCorridors = createBackendModule({
  pluginId: 'scaffolder',
  moduleId: 'corridors',
  register({ registerInit }) {
    registerInit({
      deps: {
        scaffolder: scaffolderActionsExtensionPoint,
        auth: coreServices.auth,
        config: coreServices.rootConfig,
        discovery: coreServices.discovery,
        forges: corridorsForgesServiceRef,
      },
      async init({ scaffolder, auth, config, discovery, forges }) {
        const gateway = CorridorsGateway.create({ auth, discovery });
        const portalUrl = config
          .getOptionalString('app.baseUrl')
          ?.replace(/\/$/, '');
        scaffolder.addActions(
          createPreflightAction({ gateway }),
          createRenderAction({ gateway }),
          createPullRequestAction({ gateway, forges, portalUrl }),
        );
      },
    });
  },
});
