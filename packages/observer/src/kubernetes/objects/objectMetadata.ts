import { readRecord, readStringMap, readText } from '../../readJson';

/**
 * The part of a Kubernetes object's metadata that is kept.
 *
 * @public
 */
export interface ObjectMetadata {
  readonly uid: string;
  readonly name: string;
  /** Empty for cluster-scoped objects. */
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
  /** RFC 3339, as the server gave it. */
  readonly createdAt?: string;
  /** RFC 3339; set while the object is being deleted. */
  readonly deletedAt?: string;
  /** Opaque: compared for equality only. */
  readonly resourceVersion: string;
}

/** Reads `metadata` of an object that a list or a watch delivered. */
export function readObjectMetadata(object: unknown): ObjectMetadata {
  const metadata = readRecord(readRecord(object).metadata);
  return {
    uid: readText(metadata.uid) ?? '',
    name: readText(metadata.name) ?? '',
    namespace: readText(metadata.namespace) ?? '',
    labels: readStringMap(metadata.labels),
    createdAt: readText(metadata.creationTimestamp),
    deletedAt: readText(metadata.deletionTimestamp),
    resourceVersion: readText(metadata.resourceVersion) ?? '',
  };
}

/**
 * `namespace/name`, or the name alone for cluster-scoped objects: the key of the maps of a snapshot.
 *
 * @public
 */
export function objectKey(namespace: string, name: string): string {
  return namespace === '' ? name : `${namespace}/${name}`;
}
