import { randomUUID } from 'node:crypto';
import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { ScmIntegrations } from '@backstage/integration';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import {
  corridorsPermissions,
  corridorsResourcePermissions,
} from '@corridors/plugin-corridors-common';
import { corridorsForgesServiceRef } from '@corridors/plugin-corridors-node';
import { readConfiguration } from './configuration';
import { AwsCredentialSources } from './credentials';
import { DatabaseRequestStore, DatabaseRunStore, migrate } from './database';
import { createRouter, findResource } from './http';
import {
  createObserverFactory,
  GitopsReader,
  Inventory,
  treeUrl,
} from './inventory';
import {
  CorridorAuthorizer,
  corridorResourceRef,
  corridorRules,
  getCorridorResources,
} from './permissions';
import { RequestReconciler, RequestService } from './requests';
import { scheduleTasks } from './scheduleTasks';
import { createSignalNotifier } from './signals';
import {
  createViewFactory,
  RunWorker,
  VerificationService,
} from './verification';

/**
 * The backend of the corridors plugin: inventory, requests, verification runs and their HTTP API.
 *
 * @public
 */
export const corridorsPlugin = createBackendPlugin({
  pluginId: 'corridors',
  register(env) {
    env.registerInit({
      deps: {
        auditor: coreServices.auditor,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        database: coreServices.database,
        forges: corridorsForgesServiceRef,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        scheduler: coreServices.scheduler,
        signals: signalsServiceRef,
        urlReader: coreServices.urlReader,
        userInfo: coreServices.userInfo,
      },
      async init({
        auditor,
        catalog,
        config,
        database,
        forges,
        httpAuth,
        httpRouter,
        lifecycle,
        logger,
        permissions,
        permissionsRegistry,
        scheduler,
        signals,
        urlReader,
        userInfo,
      }) {
        const clock = () => new Date();
        const createId = randomUUID;
        const configuration = readConfiguration(config);
        const { gitops, environments: connections } = configuration;
        const credentials = AwsCredentialSources.fromConfig(config);
        const url = treeUrl(gitops, ScmIntegrations.fromConfig(config));
        const forge = forges.forRepository(gitops.repoUrl);

        const knex = await database.getClient();
        if (!database.migrations?.skip) {
          await migrate(knex);
        }
        const requestStore = DatabaseRequestStore.create(knex);
        const runStore = DatabaseRunStore.create(knex);
        const notifier = createSignalNotifier(signals, logger);

        const inventory = Inventory.create({
          createReader: onChange =>
            GitopsReader.create({ url, urlReader, clock, logger, onChange }),
          observers: createObserverFactory({ credentials, logger, clock }),
          connections,
          runs: runStore,
          requests: requestStore,
          notifier,
          logger,
          clock,
        });
        const readFleet = () => inventory.tree()?.fleet;

        permissionsRegistry.addPermissions(corridorsPermissions);
        permissionsRegistry.addResourceType({
          resourceRef: corridorResourceRef,
          permissions: corridorsResourcePermissions,
          rules: Object.values(corridorRules),
          getResources: getCorridorResources(
            name => findResource(inventory.snapshot(), name),
            async name => {
              const [request] = await requestStore.list({
                corridor: name,
                limit: 1,
              });
              return (
                request && {
                  name,
                  owner: request.owner,
                  environment: request.environment,
                }
              );
            },
          ),
        });
        const authorizer = new CorridorAuthorizer(
          permissions,
          permissionsRegistry,
        );

        const shared = {
          knowledge: inventory,
          store: requestStore,
          forge,
          gitops,
          notifier,
          clock,
          createId,
        };
        const requests = RequestService.create({
          ...shared,
          catalog,
          userInfo,
          authorizer,
        });
        const reconciler = RequestReconciler.create({ ...shared, logger });

        const worker = RunWorker.create({
          store: runStore,
          tree: () => inventory.tree(),
          createView: createViewFactory({
            connections,
            credentials,
            cluster: name => inventory.cluster(name),
            repositoryAsOf: () => inventory.gitopsSource().asOf,
            clock,
            random: createId,
            logger,
          }),
          notifier,
          onEnded: () => inventory.verificationEnded(),
          logger,
          clock,
          worker: createId(),
        });
        const verifications = VerificationService.create({
          store: runStore,
          worker,
          fleet: readFleet,
          notifier,
          clock,
          createId,
        });

        httpRouter.use(
          createRouter({
            auditor,
            authorizer,
            clock,
            configuration,
            httpAuth,
            inventory,
            requestStore,
            requests,
            runStore,
            userInfo,
            verifications,
          }),
        );
        await scheduleTasks(scheduler, {
          configuration,
          inventory,
          reconciler,
          verifications,
          requestStore,
          runStore,
          logger,
          clock,
        });
        lifecycle.addStartupHook(() => worker.start());
        lifecycle.addShutdownHook(async () => {
          await worker.stop();
          await inventory.stop();
        });
      },
    });
  },
});
