import { expired } from '../StatusError';
import { KubernetesObject } from '../objects';

/**
 * An object as stored, with its JSON text, which lists and watches concatenate instead of serializing anew.
 *
 * @public
 */
export interface StoredObject {
  readonly object: KubernetesObject;
  readonly json: string;
  readonly revision: number;
}

/**
 * A change of one object. `resource` is the plural with its group, `pods` or `buckets.s3.services.k8s.aws`.
 *
 * @public
 */
export interface StoreEvent {
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED';
  readonly resource: string;
  readonly revision: number;
  /** The new state; for DELETED the last one, with the revision of the deletion. */
  readonly current: StoredObject;
  /** The state before; absent for ADDED. */
  readonly previous?: StoredObject;
}

/** Events kept for watches and lists at an older version; the API server keeps about five minutes of them. */
const HISTORY_LENGTH = 5000;

function keyOf(object: KubernetesObject): string {
  return `${object.metadata.namespace ?? ''}/${object.metadata.name}`;
}

function byKey(left: StoredObject, right: StoredObject): number {
  const a = keyOf(left.object);
  const b = keyOf(right.object);
  if (a === b) {
    return 0;
  }
  return a < b ? -1 : 1;
}

/**
 * All objects of a cluster in one place, with one counter of revisions and a bounded history of changes, as etcd gives it
 * to the API server. Objects handed in and out are never changed in place.
 *
 * @public
 */
export class ObjectStore {
  readonly #resources = new Map<string, Map<string, StoredObject>>();
  readonly #listeners = new Set<(event: StoreEvent) => void>();
  /** Changes that listeners have not been told of yet: a listener may write, and order is kept. */
  readonly #undelivered: StoreEvent[] = [];
  #isDelivering = false;
  #history: StoreEvent[] = [];
  #revision: number;
  #compacted: number;

  private constructor(
    revision: number,
    private readonly historyLength: number,
  ) {
    this.#revision = revision;
    this.#compacted = revision;
  }

  /** A store with the given content, or an empty one. Its history begins now: older versions are gone. */
  static create(
    content: { revision: number; objects: readonly StoredEntry[] } = {
      revision: 1,
      objects: [],
    },
    options: { historyLength?: number } = {},
  ): ObjectStore {
    const store = new ObjectStore(
      content.revision,
      options.historyLength ?? HISTORY_LENGTH,
    );
    for (const { resource, object } of content.objects) {
      store.#put(resource, object, Number(object.metadata.resourceVersion));
    }
    return store;
  }

  /** The newest revision. */
  get revision(): number {
    return this.#revision;
  }

  get(
    resource: string,
    namespace: string | undefined,
    name: string,
  ): StoredObject | undefined {
    return this.#resources.get(resource)?.get(`${namespace ?? ''}/${name}`);
  }

  /** Objects of a resource, ordered by namespace and name; of all namespaces when none is given. */
  list(resource: string, namespace?: string): StoredObject[] {
    const all = [...(this.#resources.get(resource)?.values() ?? [])];
    return all
      .filter(
        stored =>
          namespace === undefined ||
          stored.object.metadata.namespace === namespace,
      )
      .sort(byKey);
  }

  /**
   * Objects as they were at a revision.
   *
   * @throws StatusError 410 when that revision is compacted
   */
  listAt(
    resource: string,
    namespace: string | undefined,
    revision: number,
  ): StoredObject[] {
    if (revision >= this.#revision) {
      return this.list(resource, namespace);
    }
    const past = new Map(
      this.list(resource, namespace).map(stored => [
        keyOf(stored.object),
        stored,
      ]),
    );
    for (const event of this.eventsAfter(resource, revision).reverse()) {
      const key = keyOf(event.current.object);
      if (event.previous === undefined) {
        past.delete(key);
      } else if (
        namespace === undefined ||
        event.previous.object.metadata.namespace === namespace
      ) {
        past.set(key, event.previous);
      }
    }
    return [...past.values()].sort(byKey);
  }

  /**
   * Changes of a resource after a revision, oldest first.
   *
   * @throws StatusError 410 when the history does not reach back so far
   */
  eventsAfter(resource: string, revision: number): StoreEvent[] {
    if (revision < this.#compacted) {
      throw expired(
        `too old resource version: ${revision} (${this.#compacted})`,
      );
    }
    return this.#history.filter(
      event => event.revision > revision && event.resource === resource,
    );
  }

  /** Forgets the history: what is older than now is answered with 410. */
  compact(): void {
    this.#history = [];
    this.#compacted = this.#revision;
  }

  /** Calls the listener after each change, in order. Returns how to stop that. */
  subscribe(listener: (event: StoreEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Stores a new object or a new state of one, and gives it its resource version. */
  write(resource: string, object: KubernetesObject): StoredObject {
    const previous = this.get(
      resource,
      object.metadata.namespace,
      object.metadata.name,
    );
    const current = this.#put(resource, object, ++this.#revision);
    this.#publish({
      type: previous ? 'MODIFIED' : 'ADDED',
      resource,
      revision: this.#revision,
      current,
      ...(previous ? { previous } : {}),
    });
    return current;
  }

  /** Removes an object; its last state, with the revision of the removal, or undefined when there was none. */
  remove(
    resource: string,
    namespace: string | undefined,
    name: string,
  ): StoredObject | undefined {
    const previous = this.get(resource, namespace, name);
    if (!previous) {
      return undefined;
    }
    this.#resources.get(resource)?.delete(keyOf(previous.object));
    const current = withRevision(previous.object, ++this.#revision);
    this.#publish({
      type: 'DELETED',
      resource,
      revision: this.#revision,
      current,
      previous,
    });
    return current;
  }

  /** Everything, for a snapshot. */
  entries(): StoredEntry[] {
    return [...this.#resources].flatMap(([resource, objects]) =>
      [...objects.values()].map(({ object }) => ({ resource, object })),
    );
  }

  #put(
    resource: string,
    object: KubernetesObject,
    revision: number,
  ): StoredObject {
    const stored = withRevision(object, revision);
    const objects =
      this.#resources.get(resource) ?? new Map<string, StoredObject>();
    objects.set(keyOf(object), stored);
    this.#resources.set(resource, objects);
    return stored;
  }

  #publish(event: StoreEvent): void {
    this.#history.push(event);
    if (this.#history.length > this.historyLength) {
      const dropped = this.#history.splice(
        0,
        Math.ceil(this.historyLength / 10),
      );
      this.#compacted =
        dropped[dropped.length - 1]?.revision ?? this.#compacted;
    }
    this.#undelivered.push(event);
    this.#deliver();
  }

  #deliver(): void {
    if (this.#isDelivering) {
      return;
    }
    this.#isDelivering = true;
    try {
      for (
        let event = this.#undelivered.shift();
        event;
        event = this.#undelivered.shift()
      ) {
        for (const listener of [...this.#listeners]) {
          listener(event);
        }
      }
    } finally {
      this.#isDelivering = false;
    }
  }
}

/**
 * An object with the resource it is stored under.
 *
 * @public
 */
export interface StoredEntry {
  readonly resource: string;
  readonly object: KubernetesObject;
}

/**
 * An object as it is to be seen at a revision.
 *
 * @public
 */
export function withRevision(
  object: KubernetesObject,
  revision: number,
): StoredObject {
  const versioned = {
    ...object,
    metadata: { ...object.metadata, resourceVersion: String(revision) },
  };
  return { object: versioned, json: JSON.stringify(versioned), revision };
}
