import {
  coreServices,
  createBackendModule,
  readSchedulerServiceTaskScheduleDefinitionFromConfig,
  type SchedulerServiceTaskScheduleDefinition,
} from '@backstage/backend-plugin-api';
import { catalogProcessingExtensionPoint } from '@backstage/plugin-catalog-node';
import { CorridorsClient } from '@corridors/plugin-corridors-common';
import { CorridorEntityProvider } from './CorridorEntityProvider';

const DEFAULT_SCHEDULE: SchedulerServiceTaskScheduleDefinition = {
  frequency: { seconds: 30 },
  timeout: { minutes: 1 },
  initialDelay: { seconds: 5 },
  // Each replica remembers what it told the catalog, so that nothing is written as long as nothing changes.
  scope: 'local',
};

/**
 * Adds an entity provider to the catalog: a Resource for each corridor.
 *
 * @public
 */
export const catalogModuleCorridors = createBackendModule({
  pluginId: 'catalog',
  moduleId: 'corridors',
  register(env) {
    env.registerInit({
      deps: {
        auth: coreServices.auth,
        catalog: catalogProcessingExtensionPoint,
        config: coreServices.rootConfig,
        discovery: coreServices.discovery,
        logger: coreServices.logger,
        scheduler: coreServices.scheduler,
      },
      async init({ auth, catalog, config, discovery, logger, scheduler }) {
        const key = 'catalog.providers.corridors.schedule';
        const schedule = config.has(key)
          ? readSchedulerServiceTaskScheduleDefinitionFromConfig(
              config.getConfig(key),
            )
          : DEFAULT_SCHEDULE;
        catalog.addEntityProvider(
          CorridorEntityProvider.create({
            auth,
            corridors: new CorridorsClient({ discoveryApi: discovery }),
            logger,
            taskRunner: scheduler.createScheduledTaskRunner(schedule),
          }),
        );
      },
    });
  },
});
