import type { ConsistencyFault } from './corridorConsistency';
import type { Environment } from './environment';

/**
 * Rights in a corridor's namespace that reach beyond it. Whoever may do everything in a namespace also writes the namespace itself,
 * and takes the pod security standard off it; names that begin with `system:` are Kubernetes' own ("Using RBAC Authorization",
 * "Referring to subjects" and "User-facing roles").
 */
export function kubernetesFaults({
  kubernetes: { managerRole, managerGroupPattern },
}: Environment['spec']): ConsistencyFault[] {
  const faults: ConsistencyFault[] = [];
  if (managerRole === 'cluster-admin' || managerRole.startsWith('system:')) {
    faults.push({
      code: 'forbidden-role',
      path: ['spec', 'kubernetes', 'managerRole'],
      message: `is "${managerRole}", by which managers could lift the pod security and the network policies of their namespace; name a ClusterRole made for them, such as edit-spark`,
    });
  }
  if (managerGroupPattern.startsWith('system:')) {
    faults.push({
      code: 'forbidden-subject',
      path: ['spec', 'kubernetes', 'managerGroupPattern'],
      message:
        'begins with system:, which Kubernetes keeps for itself: an owner of the right name would be every user or every pod; begin it with the prefix of your identity provider, such as oidc:',
    });
  }
  return faults;
}
