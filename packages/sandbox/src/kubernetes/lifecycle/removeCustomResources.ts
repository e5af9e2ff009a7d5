import { Cluster } from '../Cluster';
import { StoreEvent } from '../store';

/**
 * Removes the objects of a kind whose CustomResourceDefinition is gone. Source: "Extend the Kubernetes API with
 * CustomResourceDefinitions", section "Delete a CustomResourceDefinition".
 *
 * @public
 */
export function removeCustomResources(
  cluster: Cluster,
  event: StoreEvent,
): void {
  if (
    event.type !== 'DELETED' ||
    event.resource !== 'customresourcedefinitions.apiextensions.k8s.io'
  ) {
    return;
  }
  const resource = event.current.object.metadata.name;
  for (const { object } of cluster.store.list(resource)) {
    cluster.store.remove(
      resource,
      object.metadata.namespace,
      object.metadata.name,
    );
  }
}
