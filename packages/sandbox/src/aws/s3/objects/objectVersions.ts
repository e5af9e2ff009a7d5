import { createHash } from 'node:crypto';
import { AwsError } from '../../http/AwsError';
import type { BucketState, ObjectVersionState } from '../../state/AwsState';
import { newVersionId } from '../../state/identifiers';
import type { S3Call } from '../S3Call';

/** Version id of what is written while versioning is not enabled. */
export const NULL_VERSION = 'null';

/** Headers of a request that come back with the object. */
const KEPT_HEADERS = [
  'content-type',
  'content-encoding',
  'content-language',
  'content-disposition',
  'cache-control',
  'expires',
];

/** The headers of a write that are kept with the object. */
export function keptHeaders(
  headers: ReadonlyMap<string, string>,
): Map<string, string> {
  const kept = new Map<string, string>();
  for (const [name, value] of headers) {
    if (KEPT_HEADERS.includes(name) || name.startsWith('x-amz-meta-')) {
      kept.set(name, value);
    }
  }
  const encoding = (kept.get('content-encoding') ?? '')
    .split(',')
    .map(each => each.trim())
    .filter(each => each !== '' && each !== 'aws-chunked')
    .join(',');
  if (encoding === '') {
    kept.delete('content-encoding');
  } else {
    kept.set('content-encoding', encoding);
  }
  if (!kept.has('content-type')) {
    kept.set('content-type', 'binary/octet-stream');
  }
  return kept;
}

/** Entity tag of a body that was sent in one piece. */
export const etagOf = (body: Buffer) =>
  `"${createHash('md5').update(body).digest('hex')}"`;

/** The newest version of a key, delete marker or not. */
export function newestVersion(
  bucket: BucketState,
  key: string,
): ObjectVersionState | undefined {
  return bucket.objects.get(key)?.[0];
}

/** The current object of a key; nothing when there is none or it was deleted. */
export function currentObject(
  bucket: BucketState,
  key: string,
): ObjectVersionState | undefined {
  const newest = newestVersion(bucket, key);
  return newest?.isDeleteMarker ? undefined : newest;
}

/** Adds a version in front of the others; while versioning is not enabled, in place of the `null` one. */
export function addVersion(
  bucket: BucketState,
  key: string,
  version: Omit<ObjectVersionState, 'versionId'>,
): ObjectVersionState {
  const versionId =
    bucket.versioning === 'Enabled' ? newVersionId() : NULL_VERSION;
  const added = { ...version, versionId };
  const others = (bucket.objects.get(key) ?? []).filter(
    each => versionId !== NULL_VERSION || each.versionId !== NULL_VERSION,
  );
  bucket.objects.set(key, [added, ...others]);
  return added;
}

/** What was removed, for the answer's headers. */
export interface Removal {
  readonly versionId?: string;
  readonly isDeleteMarker: boolean;
}

/** Deletes as the bucket's versioning says: for good, or by a delete marker ("Deleting object versions"). */
export function removeObject(
  bucket: BucketState,
  key: string,
  versionId: string | undefined,
  at: Date,
): Removal {
  const versions = bucket.objects.get(key) ?? [];
  if (versionId === undefined && bucket.versioning !== undefined) {
    const marker = addVersion(bucket, key, {
      isDeleteMarker: true,
      lastModified: at.toISOString(),
      etag: '',
      bodyBase64: '',
      size: 0,
      headers: new Map(),
      checksums: new Map(),
      tags: new Map(),
    });
    return { versionId: marker.versionId, isDeleteMarker: true };
  }
  const wanted = versionId ?? NULL_VERSION;
  const removed = versions.find(each => each.versionId === wanted);
  const rest = versions.filter(each => each !== removed);
  if (rest.length > 0) {
    bucket.objects.set(key, rest);
  } else {
    bucket.objects.delete(key);
  }
  return { versionId, isDeleteMarker: removed?.isDeleteMarker ?? false };
}

/** Refuses ACL headers that a bucket without ACLs does not take. */
export function refuseAcl(call: S3Call): void {
  const acl = call.request.headers.get('x-amz-acl');
  const hasGrant = [...call.request.headers.keys()].some(name =>
    name.startsWith('x-amz-grant-'),
  );
  if (
    hasGrant ||
    (acl !== undefined &&
      acl !== 'bucket-owner-full-control' &&
      acl !== 'private')
  ) {
    throw new AwsError(
      400,
      'AccessControlListNotSupported',
      'The bucket does not allow ACLs',
    );
  }
}

/** Headers that tell which version was written or read, where versioning was ever enabled. */
export function versionHeaders(
  bucket: BucketState,
  version: Pick<ObjectVersionState, 'versionId'>,
): Record<string, string> {
  return bucket.versioning === undefined
    ? {}
    : { 'x-amz-version-id': version.versionId };
}

/** Headers that tell an object's checksums. */
export function checksumHeaders(
  checksums: ReadonlyMap<string, string>,
): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const [algorithm, value] of checksums) {
    headers[`x-amz-checksum-${algorithm}`] = value;
    headers['x-amz-checksum-type'] = 'FULL_OBJECT';
  }
  return headers;
}

/** Headers that tell how the bucket encrypts. */
export function encryptionHeaders(bucket: BucketState): Record<string, string> {
  return { 'x-amz-server-side-encryption': bucket.encryption.algorithm };
}
