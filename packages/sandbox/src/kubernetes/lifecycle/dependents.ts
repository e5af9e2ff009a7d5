import { Cluster } from '../Cluster';
import { resourceKey } from '../kinds';
import { KubernetesObject } from '../objects';
import { StoredEntry } from '../store';

/** Objects that name the owner, in its namespace or, for an owner of the cluster, anywhere. */
function dependentsOf(
  cluster: Cluster,
  owner: KubernetesObject,
): StoredEntry[] {
  const { uid, namespace } = owner.metadata;
  return cluster.store
    .entries()
    .filter(
      ({ object }) =>
        (namespace === undefined || object.metadata.namespace === namespace) &&
        (object.metadata.ownerReferences ?? []).some(
          reference => reference.uid === uid,
        ),
    );
}

function hasOtherOwner(
  cluster: Cluster,
  object: KubernetesObject,
  goneUid: string | undefined,
): boolean {
  return (object.metadata.ownerReferences ?? []).some(reference => {
    if (reference.uid === goneUid) {
      return false;
    }
    const kind = cluster.kinds.findByKind(reference.apiVersion, reference.kind);
    const namespace = kind?.namespaced ? object.metadata.namespace : undefined;
    const owner =
      kind && cluster.store.get(resourceKey(kind), namespace, reference.name);
    return owner?.object.metadata.uid === reference.uid;
  });
}

function withoutOwner(
  object: KubernetesObject,
  uid: string | undefined,
): KubernetesObject {
  const references = (object.metadata.ownerReferences ?? []).filter(
    reference => reference.uid !== uid,
  );
  const { ownerReferences, ...metadata } = object.metadata;
  return {
    ...object,
    metadata: {
      ...metadata,
      ...(references.length > 0 ? { ownerReferences: references } : {}),
    },
  };
}

/**
 * Deletes what depended on an object that is gone, and what depended on that. Source: "Garbage Collection", section
 * "Cascading deletion".
 *
 * @public
 */
export function deleteDependents(
  cluster: Cluster,
  owner: KubernetesObject,
): void {
  for (const { resource, object } of dependentsOf(cluster, owner)) {
    const { namespace, name } = object.metadata;
    if (hasOtherOwner(cluster, object, owner.metadata.uid)) {
      cluster.store.write(resource, withoutOwner(object, owner.metadata.uid));
    } else if ((object.metadata.finalizers ?? []).length > 0) {
      const metadata = {
        ...object.metadata,
        deletionTimestamp: cluster.timestamp(),
      };
      cluster.store.write(resource, { ...object, metadata });
    } else {
      cluster.store.remove(resource, namespace, name);
      deleteDependents(cluster, object);
    }
  }
}

/** Lets what depends on an object stay when it goes. @public */
export function orphanDependents(
  cluster: Cluster,
  owner: KubernetesObject,
): void {
  for (const { resource, object } of dependentsOf(cluster, owner)) {
    cluster.store.write(resource, withoutOwner(object, owner.metadata.uid));
  }
}
