import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { httpAuthServiceFactory } from '@backstage/backend-defaults/httpAuth';
import { permissionsServiceFactory } from '@backstage/backend-defaults/permissions';
import { schedulerServiceFactory } from '@backstage/backend-defaults/scheduler';
import { urlReaderServiceFactory } from '@backstage/backend-defaults/urlReader';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import permissionPlugin from '@backstage/plugin-permission-backend';
import scaffolderPlugin from '@backstage/plugin-scaffolder-backend';
import type { JsonObject } from '@backstage/types';
import corridorsPlugin from '@corridors/plugin-corridors-backend';
import scaffolderModuleCorridors from '@corridors/plugin-scaffolder-backend-module-corridors';
import examplePolicyModule from '../../../../packages/backend/src/permissions/examplePolicyModule';
import { actingAuth } from './actingAuth';
import { claimsOf, ENTITIES } from './organisation';
import { Person } from './Person';

/** A running backend of the portal, seen by its people. */
export interface Backend {
  readonly ada: Person;
  readonly grace: Person;
  readonly pat: Person;
  readonly audrey: Person;
  stop(): Promise<void>;
}

/**
 * Starts the backend of the portal as packages/backend wires it: corridors, scaffolder and the example policy, with the
 * real scheduler, URL reader and permission client. Sign-in and catalog are stood in for by the sandbox's organisation.
 */
export async function startBackend(
  data: JsonObject,
  entities: readonly Entity[] = [],
): Promise<Backend> {
  const backend = await startTestBackend({
    features: [
      corridorsPlugin,
      permissionPlugin,
      examplePolicyModule,
      scaffolderPlugin,
      scaffolderModuleCorridors,
      catalogServiceMock.factory({ entities: [...ENTITIES, ...entities] }),
      mockServices.rootConfig.factory({ data }),
      actingAuth,
      httpAuthServiceFactory,
      permissionsServiceFactory,
      schedulerServiceFactory,
      urlReaderServiceFactory,
      createServiceFactory({
        service: coreServices.userInfo,
        deps: {},
        factory: () =>
          mockServices.userInfo.mock({
            getUserInfo: async credentials => {
              const { userEntityRef } = credentials.principal as {
                userEntityRef: string;
              };
              return {
                userEntityRef,
                ownershipEntityRefs: claimsOf(userEntityRef),
              };
            },
          }),
      }),
    ],
  });
  const person = (name: string) => new Person(backend.server as never, name);
  return {
    ada: person('ada'),
    grace: person('grace'),
    pat: person('pat'),
    audrey: person('audrey'),
    stop: () => backend.stop(),
  };
}
