import type { CorridorContext } from '../corridorContext';
import { namespaced } from './namespaced';

const RBAC = 'rbac.authorization.k8s.io';
const NAME = 'spark-driver';

/**
 * What a driver does in its namespace: executors, their configuration, volumes and service; no Secrets ("Running Spark on
 * Kubernetes", section "RBAC").
 */
export function driverRole(context: CorridorContext) {
  return {
    ...namespaced(context, { apiVersion: `${RBAC}/v1`, kind: 'Role' }, NAME),
    rules: [
      {
        apiGroups: [''],
        resources: ['pods', 'configmaps', 'persistentvolumeclaims', 'services'],
        verbs: [
          'get',
          'list',
          'watch',
          'create',
          'update',
          'patch',
          'delete',
          'deletecollection',
        ],
      },
    ],
  };
}

/** Gives the driver's rights to the corridor's ServiceAccount. */
export function driverRoleBinding(context: CorridorContext) {
  const { names } = context;
  return {
    ...namespaced(
      context,
      { apiVersion: `${RBAC}/v1`, kind: 'RoleBinding' },
      NAME,
    ),
    roleRef: { apiGroup: RBAC, kind: 'Role', name: NAME },
    subjects: [
      {
        kind: 'ServiceAccount',
        name: names.serviceAccount,
        namespace: names.namespace,
      },
    ],
  };
}
