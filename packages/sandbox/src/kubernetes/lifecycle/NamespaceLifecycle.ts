import { randomUUID } from 'node:crypto';
import { Cluster } from '../Cluster';
import { resourceKey } from '../kinds';
import { KubernetesObject } from '../objects';
import { deleteObject } from '../resources/deleteObject';
import { StoreEvent } from '../store';

/** The API answers a deleted namespace as Terminating first; its content goes a moment later. */
const DELAY_MILLISECONDS = 20;

/** Removes content in the cluster's own name. */
const CONTROLLER = {
  username: 'system:serviceaccount:kube-system:namespace-controller',
  groups: [],
};

/**
 * Gives a new namespace its default service account and the cluster's certificate, empties one that is deleted, and
 * removes it once it is empty. Source: "Namespaces", "Managing Service Accounts".
 *
 * @public
 */
export class NamespaceLifecycle {
  readonly #timers = new Map<string, NodeJS.Timeout>();

  constructor(private readonly cluster: Cluster) {}

  /** Reacts to a change of the store. */
  observe(event: StoreEvent): void {
    if (event.resource === 'namespaces') {
      const { metadata } = event.current.object;
      if (event.type === 'ADDED') {
        this.#furnish(metadata.name);
      } else if (
        event.type === 'MODIFIED' &&
        metadata.deletionTimestamp !== undefined
      ) {
        this.#scheduleEmptying(metadata.name);
      }
      return;
    }
    const { namespace } = event.current.object.metadata;
    if (event.type === 'DELETED' && namespace !== undefined) {
      if (
        event.resource === 'serviceaccounts' ||
        event.resource === 'configmaps'
      ) {
        this.#furnish(namespace);
      }
      this.#scheduleEmptying(namespace);
    }
  }

  /** Takes up the namespaces that were being emptied when the cluster stopped. */
  resume(): void {
    for (const { object } of this.cluster.store.list('namespaces')) {
      this.#scheduleEmptying(object.metadata.name);
    }
  }

  /** Ends all waiting. */
  stop(): void {
    this.#timers.forEach(timer => clearTimeout(timer));
    this.#timers.clear();
  }

  #furnish(namespace: string): void {
    const { store, options } = this.cluster;
    const owner = store.get('namespaces', undefined, namespace)?.object;
    if (!owner || owner.metadata.deletionTimestamp !== undefined) {
      return;
    }
    const create = (resource: string, object: KubernetesObject) => {
      if (!store.get(resource, namespace, object.metadata.name)) {
        store.write(resource, object);
      }
    };
    const metadata = (name: string) => ({
      name,
      namespace,
      uid: randomUUID(),
      creationTimestamp: this.cluster.timestamp(),
    });
    create('serviceaccounts', {
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata: metadata('default'),
    });
    create('configmaps', {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: metadata('kube-root-ca.crt'),
      data: { 'ca.crt': options.ca ?? '' },
    });
  }

  #scheduleEmptying(namespace: string): void {
    const stored = this.cluster.store.get('namespaces', undefined, namespace);
    if (
      stored?.object.metadata.deletionTimestamp === undefined ||
      this.#timers.has(namespace)
    ) {
      return;
    }
    const timer = setTimeout(() => {
      this.#timers.delete(namespace);
      this.#empty(namespace);
    }, DELAY_MILLISECONDS);
    this.#timers.set(namespace, timer.unref());
  }

  #empty(namespace: string): void {
    const { cluster } = this;
    const isTerminating =
      cluster.store.get('namespaces', undefined, namespace)?.object.metadata
        .deletionTimestamp !== undefined;
    if (!isTerminating) {
      return;
    }
    let remaining = 0;
    for (const kind of cluster.kinds
      .all()
      .filter(candidate => candidate.namespaced)) {
      for (const { object } of cluster.store.list(
        resourceKey(kind),
        namespace,
      )) {
        const { name } = object.metadata;
        if (cluster.store.get(resourceKey(kind), namespace, name)) {
          const { isGone } = deleteObject(
            { cluster, kind, user: CONTROLLER, namespace },
            name,
            {},
          );
          remaining += isGone ? 0 : 1;
        }
      }
    }
    if (remaining === 0) {
      cluster.store.remove('namespaces', undefined, namespace);
    }
  }
}
