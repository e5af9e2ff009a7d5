import {
  ObjectMetadata,
  objectKey,
  readObjectMetadata,
} from '../objects/objectMetadata';

/** What changed for one object. `last` of a deletion is its final version, where the server delivered one. */
export type ObjectChange<T> =
  | { readonly kind: 'stored'; readonly current: T; readonly previous?: T }
  | { readonly kind: 'deleted'; readonly last: T };

/** Turns an object as delivered into the slim form that is kept. */
export type ObjectProjection<T> = (
  object: unknown,
  previous: T | undefined,
  seenAt: Date,
) => T;

/** The slim objects of one collection, and what changes when a version arrives. */
export class ObjectStore<T extends ObjectMetadata> {
  private objects = new Map<string, T>();

  constructor(private readonly project: ObjectProjection<T>) {}

  /** A copy that later changes do not touch. */
  copy(): ReadonlyMap<string, T> {
    return new Map(this.objects);
  }

  /** Stores a version; nothing when it is the one already known. */
  put(object: unknown, seenAt: Date): ObjectChange<T> | undefined {
    const { key, previous } = this.find(object);
    if (
      previous?.resourceVersion !== undefined &&
      previous.resourceVersion === versionOf(object)
    ) {
      return undefined;
    }
    const current = this.project(object, previous, seenAt);
    this.objects.set(key, current);
    return { kind: 'stored', current, previous };
  }

  /** Forgets an object of which a deletion was seen. */
  remove(object: unknown, seenAt: Date): ObjectChange<T> | undefined {
    const { key, previous } = this.find(object);
    return this.objects.delete(key)
      ? { kind: 'deleted', last: this.project(object, previous, seenAt) }
      : undefined;
  }

  /** Makes a complete list the content. */
  replace(items: readonly unknown[], seenAt: Date): ObjectChange<T>[] {
    const before = this.objects;
    const changes: ObjectChange<T>[] = [];
    const after = new Map<string, T>();
    for (const item of items) {
      const { key, previous } = this.find(item);
      const isKnown =
        previous !== undefined && previous.resourceVersion === versionOf(item);
      const current = isKnown ? previous : this.project(item, previous, seenAt);
      after.set(key, current);
      if (!isKnown) {
        changes.push({ kind: 'stored', current, previous });
      }
    }
    for (const [key, last] of before) {
      if (!after.has(key)) {
        changes.push({ kind: 'deleted', last });
      }
    }
    this.objects = after;
    return changes;
  }

  private find(object: unknown): { key: string; previous: T | undefined } {
    const { namespace, name } = readObjectMetadata(object);
    const key = objectKey(namespace, name);
    return { key, previous: this.objects.get(key) };
  }
}

function versionOf(object: unknown): string {
  return readObjectMetadata(object).resourceVersion;
}
