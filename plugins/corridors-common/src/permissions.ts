import { createPermission } from '@backstage/plugin-permission-common';

/**
 * Resource type of the permissions that are decided per corridor. The resource reference is the corridor's name.
 *
 * @public
 */
export const RESOURCE_TYPE_CORRIDOR = 'corridor';

/**
 * See the environments and what they offer.
 *
 * @public
 */
export const corridorsEnvironmentReadPermission = createPermission({
  name: 'corridors.environment.read',
  attributes: { action: 'read' },
});

/**
 * See a corridor with its health, credentials, Spark runs and connection. Decided per corridor.
 *
 * @public
 */
export const corridorsCorridorReadPermission = createPermission({
  name: 'corridors.corridor.read',
  attributes: { action: 'read' },
  resourceType: RESOURCE_TYPE_CORRIDOR,
});

/**
 * Ask for a corridor, or for a change of one, and preflight it. The requester must belong to the corridor's owner as well.
 *
 * @public
 */
export const corridorsRequestCreatePermission = createPermission({
  name: 'corridors.request.create',
  attributes: { action: 'create' },
});

/**
 * Ask for a corridor whose owner the requester does not belong to.
 *
 * @public
 */
export const corridorsRequestCreateForOthersPermission = createPermission({
  name: 'corridors.request.create-for-others',
  attributes: { action: 'create' },
});

/**
 * See the requests of a corridor and their timelines. Decided per corridor.
 *
 * @public
 */
export const corridorsRequestReadPermission = createPermission({
  name: 'corridors.request.read',
  attributes: { action: 'read' },
  resourceType: RESOURCE_TYPE_CORRIDOR,
});

/**
 * Verify one corridor, and cancel such a run. Decided per corridor.
 *
 * @public
 */
export const corridorsVerificationRunPermission = createPermission({
  name: 'corridors.verification.run',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_CORRIDOR,
});

/**
 * Verify a whole environment or AWS account, see all of its cells, and cancel such a run.
 *
 * @public
 */
export const corridorsVerificationRunAllPermission = createPermission({
  name: 'corridors.verification.run-all',
  attributes: { action: 'update' },
});

/**
 * See the verification runs that touch a corridor, as far as their cells are the corridor's. Decided per corridor.
 *
 * @public
 */
export const corridorsVerificationReadPermission = createPermission({
  name: 'corridors.verification.read',
  attributes: { action: 'read' },
  resourceType: RESOURCE_TYPE_CORRIDOR,
});

/**
 * The permissions that are decided per corridor.
 *
 * @public
 */
export const corridorsResourcePermissions = [
  corridorsCorridorReadPermission,
  corridorsRequestReadPermission,
  corridorsVerificationRunPermission,
  corridorsVerificationReadPermission,
];

/**
 * Every permission of the plugin.
 *
 * @public
 */
export const corridorsPermissions = [
  corridorsEnvironmentReadPermission,
  corridorsRequestCreatePermission,
  corridorsRequestCreateForOthersPermission,
  corridorsVerificationRunAllPermission,
  ...corridorsResourcePermissions,
];
