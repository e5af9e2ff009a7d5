import { managerSubjectOf } from '@corridors/model';

import type { CorridorContext } from '../corridorContext';
import { namespaced } from './namespaced';

const RBAC = 'rbac.authorization.k8s.io';

/** Gives the owner of the corridor the environment's manager role in its namespace. */
export function managerRoleBinding(context: CorridorContext) {
  const { corridor, environment } = context;
  const { managerRole } = environment.spec.kubernetes;
  const { kind, name } = managerSubjectOf(corridor.spec.owner, environment);
  return {
    ...namespaced(
      context,
      { apiVersion: `${RBAC}/v1`, kind: 'RoleBinding' },
      'corridor-manager',
    ),
    roleRef: { apiGroup: RBAC, kind: 'ClusterRole', name: managerRole },
    subjects: [{ apiGroup: RBAC, kind, name }],
  };
}
