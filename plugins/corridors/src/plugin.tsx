import {
  ApiBlueprint,
  createFrontendPlugin,
  discoveryApiRef,
  fetchApiRef,
  OverridableFrontendPlugin,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import {
  EntityCardBlueprint,
  EntityContentBlueprint,
} from '@backstage/plugin-catalog-react/alpha';
import {
  CORRIDOR_ENTITY_TYPE,
  CorridorsClient,
} from '@corridors/plugin-corridors-common';
import { corridorsApiRef } from '@corridors/plugin-corridors-react';
import { RiRouteLine } from '@remixicon/react';
import {
  catalogEntityRouteRef,
  corridorRouteRef,
  requestsRouteRef,
  requestTemplateRouteRef,
  rootRouteRef,
  securityRouteRef,
} from './routes';

const isCorridorEntity = {
  kind: 'resource',
  'spec.type': CORRIDOR_ENTITY_TYPE,
};

const corridorsApi = ApiBlueprint.make({
  params: defineParams =>
    defineParams({
      api: corridorsApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: deps => new CorridorsClient(deps),
    }),
});

const corridorsPage = PageBlueprint.make({
  params: {
    path: '/corridors',
    routeRef: rootRouteRef,
    title: 'Corridors',
    icon: <RiRouteLine />,
    loader: () =>
      import('./components/CorridorsRouter').then(({ CorridorsRouter }) => (
        <main>
          <CorridorsRouter />
        </main>
      )),
  },
});

const corridorEntityContent = EntityContentBlueprint.make({
  params: {
    path: '/corridor',
    title: 'Corridor',
    icon: <RiRouteLine />,
    filter: isCorridorEntity,
    loader: () =>
      import('./components/EntityCorridor').then(
        ({ EntityCorridorContent }) => <EntityCorridorContent />,
      ),
  },
});

const corridorEntityCard = EntityCardBlueprint.make({
  params: {
    filter: isCorridorEntity,
    loader: () =>
      import('./components/EntityCorridor').then(({ EntityCorridorCard }) => (
        <EntityCorridorCard />
      )),
  },
});

/**
 * The corridors plugin for the new frontend system: pages, the API client, and the tab and card of catalog entities.
 *
 * @public
 */
export const corridorsPlugin: OverridableFrontendPlugin<
  {
    root: typeof rootRouteRef;
    corridor: typeof corridorRouteRef;
    security: typeof securityRouteRef;
    requests: typeof requestsRouteRef;
  },
  {
    requestTemplate: typeof requestTemplateRouteRef;
    catalogEntity: typeof catalogEntityRouteRef;
  }
> = createFrontendPlugin({
  pluginId: 'corridors',
  title: 'Corridors',
  icon: <RiRouteLine />,
  info: { packageJson: () => import('../package.json') },
  routes: {
    root: rootRouteRef,
    corridor: corridorRouteRef,
    security: securityRouteRef,
    requests: requestsRouteRef,
  },
  externalRoutes: {
    requestTemplate: requestTemplateRouteRef,
    catalogEntity: catalogEntityRouteRef,
  },
  extensions: [
    corridorsApi,
    corridorsPage,
    corridorEntityContent,
    corridorEntityCard,
  ],
});
