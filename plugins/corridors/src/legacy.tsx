/**
 * The corridors plugin for apps that still use the old frontend system.
 *
 * @packageDocumentation
 */
import { Content, Header, Page } from '@backstage/core-components';
import {
  createApiFactory,
  createComponentExtension,
  createPlugin,
  createRoutableExtension,
  discoveryApiRef,
  fetchApiRef,
} from '@backstage/core-plugin-api';
import type { Entity } from '@backstage/catalog-model';
import {
  CORRIDOR_ENTITY_TYPE,
  CorridorsClient,
} from '@corridors/plugin-corridors-common';
import { corridorsApiRef } from '@corridors/plugin-corridors-react';
import {
  catalogEntityRouteRef,
  requestTemplateRouteRef,
  rootRouteRef,
} from './routes';

/**
 * The corridors plugin.
 *
 * @public
 */
export const corridorsPlugin = createPlugin({
  id: 'corridors',
  apis: [
    createApiFactory({
      api: corridorsApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: deps => new CorridorsClient(deps),
    }),
  ],
  routes: { root: rootRouteRef },
  externalRoutes: {
    requestTemplate: requestTemplateRouteRef,
    catalogEntity: catalogEntityRouteRef,
  },
});

/**
 * All pages; mount it at `/corridors`.
 *
 * @public
 */
export const CorridorsPage = corridorsPlugin.provide(
  createRoutableExtension({
    name: 'CorridorsPage',
    mountPoint: rootRouteRef,
    component: () =>
      import('./components/CorridorsRouter').then(
        ({ CorridorsRouter }) =>
          () =>
            (
              <Page themeId="tool">
                <Header title="Corridors" />
                <Content noPadding>
                  <CorridorsRouter />
                </Content>
              </Page>
            ),
      ),
  }),
);

/**
 * The corridor of an entity, for a tab of its page.
 *
 * @public
 */
export const EntityCorridorContent = corridorsPlugin.provide(
  createComponentExtension({
    name: 'EntityCorridorContent',
    component: {
      lazy: (): Promise<() => JSX.Element> =>
        import('./components/EntityCorridor').then(
          module => module.EntityCorridorContent,
        ),
    },
  }),
);

/**
 * The state of the corridor of an entity, for its overview.
 *
 * @public
 */
export const EntityCorridorCard = corridorsPlugin.provide(
  createComponentExtension({
    name: 'EntityCorridorCard',
    component: {
      lazy: (): Promise<() => JSX.Element> =>
        import('./components/EntityCorridor').then(
          module => module.EntityCorridorCard,
        ),
    },
  }),
);

/**
 * Whether an entity stands for a corridor: the condition of the tab and the card.
 *
 * @public
 */
export function isCorridorEntity(entity: Entity): boolean {
  return (
    entity.kind.toLowerCase() === 'resource' &&
    entity.spec?.type === CORRIDOR_ENTITY_TYPE
  );
}
