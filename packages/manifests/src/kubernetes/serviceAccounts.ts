import type { CorridorContext } from '../corridorContext';
import type { IdentityKubernetesParts } from '../identity/identityMechanism';
import { namespaced } from './namespaced';

const SERVICE_ACCOUNT = { apiVersion: 'v1', kind: 'ServiceAccount' };

/** The ServiceAccount of drivers and executors: the corridor's identity. */
export function serviceAccount(
  context: CorridorContext,
  parts: IdentityKubernetesParts,
) {
  return namespaced(
    context,
    SERVICE_ACCOUNT,
    context.names.serviceAccount,
    parts.serviceAccountAnnotations,
  );
}

/** The namespace's default ServiceAccount hands out no token: a pod that names none gets none. */
export function defaultServiceAccount(context: CorridorContext) {
  return {
    ...namespaced(context, SERVICE_ACCOUNT, 'default'),
    automountServiceAccountToken: false,
  };
}
