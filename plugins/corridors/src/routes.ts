import {
  createExternalRouteRef,
  createRouteRef,
  createSubRouteRef,
} from '@backstage/core-plugin-api';

/**
 * The list of corridors, and the root of all our pages.
 *
 * @public
 */
export const rootRouteRef = createRouteRef({ id: 'corridors' });

/**
 * One corridor.
 *
 * @public
 */
export const corridorRouteRef = createSubRouteRef({
  id: 'corridors/corridor',
  parent: rootRouteRef,
  path: '/:name',
});

/**
 * Findings and the access matrix.
 *
 * @public
 */
export const securityRouteRef = createSubRouteRef({
  id: 'corridors/security',
  parent: rootRouteRef,
  path: '/security',
});

/**
 * Requests and what they wait for.
 *
 * @public
 */
export const requestsRouteRef = createSubRouteRef({
  id: 'corridors/requests',
  parent: rootRouteRef,
  path: '/requests',
});

/**
 * The template that a corridor is requested with. Bound to the scaffolder by default.
 *
 * @public
 */
export const requestTemplateRouteRef = createExternalRouteRef({
  id: 'request-template',
  params: ['namespace', 'templateName'],
  optional: true,
  defaultTarget: 'scaffolder.selectedTemplate',
});

/**
 * The page of a catalog entity. Bound to the catalog by default.
 *
 * @public
 */
export const catalogEntityRouteRef = createExternalRouteRef({
  id: 'catalog-entity',
  params: ['kind', 'namespace', 'name'],
  optional: true,
  defaultTarget: 'catalog.catalogEntity',
});
