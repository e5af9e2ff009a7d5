import { RbacAuthorizationV1Api } from '@kubernetes/client-node';
import { clusterAdministrator } from './clusterAdministrator';

/**
 * Takes the GitOps controller's rights away, so that what is merged waits to be built for as long as a test looks.
 *
 * @returns what gives them back
 */
export async function holdReconciler(
  cluster: Parameters<typeof clusterAdministrator>[0],
): Promise<() => Promise<void>> {
  const api = clusterAdministrator(cluster).makeApiClient(
    RbacAuthorizationV1Api,
  );
  const name = 'gitops-reconciler';
  const binding = await api.readClusterRoleBinding({ name });
  await api.deleteClusterRoleBinding({ name });
  return async () => {
    await api.createClusterRoleBinding({
      body: {
        metadata: { name },
        roleRef: binding.roleRef,
        subjects: binding.subjects,
      },
    });
  };
}
