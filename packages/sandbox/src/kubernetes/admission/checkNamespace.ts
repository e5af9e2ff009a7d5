import { StatusError, notFound, refusedByAdmission } from '../StatusError';
import { KubernetesObject } from '../objects';
import { ResourceRequest } from '../resources/ResourceRequest';

const NAMESPACES = { group: '', plural: 'namespaces' };

/**
 * Refuses new objects in a namespace that does not exist or is going away. Source: "Admission Control in Kubernetes",
 * section "NamespaceLifecycle".
 *
 * @throws StatusError 404 or 403
 * @public
 */
export function checkNamespace(
  request: ResourceRequest,
  object: KubernetesObject,
): void {
  const { cluster, kind, namespace } = request;
  if (!kind.namespaced || namespace === undefined) {
    return;
  }
  const stored = cluster.store.get('namespaces', undefined, namespace);
  if (!stored) {
    throw notFound(NAMESPACES, namespace);
  }
  if (stored.object.metadata.deletionTimestamp !== undefined) {
    const why = `unable to create new content in namespace ${namespace} because it is being terminated`;
    const refusal = refusedByAdmission(kind, object.metadata.name, why);
    throw new StatusError(refusal.code, refusal.reason, refusal.message, {
      ...refusal.details,
      causes: [
        {
          reason: 'NamespaceTerminating',
          message: `namespace ${namespace} is being terminated`,
          field: 'metadata.namespace',
        },
      ],
    });
  }
}
