import { AwsError } from '../../http/AwsError';
import { respondEmpty, respondXml } from '../respond';
import { bucketOf, keyOf } from '../S3Call';
import type { S3Call, S3Operation, S3Permission } from '../S3Call';
import {
  addVersion,
  checksumHeaders,
  currentObject,
  encryptionHeaders,
  etagOf,
  keptHeaders,
  refuseAcl,
  versionHeaders,
} from './objectVersions';
import { findCopySource } from './copySource';
import { checkWrite } from './preconditions';

/** "The maximum length of an object key is 1,024 bytes". */
const MAXIMUM_KEY_BYTES = 1024;

/**
 * Permissions of a write: an entity tag to match is knowledge of the object, so it asks for the right to read; tags
 * ask for the right to tag.
 */
export function writePermissions(call: S3Call): S3Permission[] {
  const permissions: S3Permission[] = [
    { action: 's3:PutObject', on: 'object' },
  ];
  if (call.request.headers.has('if-match')) {
    permissions.push({ action: 's3:GetObject', on: 'object' });
  }
  if (call.request.headers.has('x-amz-tagging')) {
    permissions.push({ action: 's3:PutObjectTagging', on: 'object' });
  }
  return permissions;
}

/** Refuses a key that is too long. */
export function checkKey(key: string): void {
  if (Buffer.byteLength(key) > MAXIMUM_KEY_BYTES) {
    throw new AwsError(400, 'KeyTooLongError', 'Your key is too long', {
      details: {
        Size: String(Buffer.byteLength(key)),
        MaxSizeAllowed: String(MAXIMUM_KEY_BYTES),
      },
    });
  }
}

const putObject: S3Operation = {
  name: 'PutObject',
  route: { method: 'PUT', target: 'object' },
  permissions: writePermissions,
  async run(call) {
    const bucket = bucketOf(call);
    const key = keyOf(call);
    const { headers, at } = call.request;
    checkKey(key);
    refuseAcl(call);
    checkWrite(headers, key, currentObject(bucket, key));
    const { body, checksums } = await call.readPayload();
    // Somebody else may have written the key while this body came in.
    checkWrite(headers, key, currentObject(bucket, key));
    const version = addVersion(bucket, key, {
      isDeleteMarker: false,
      lastModified: at.toISOString(),
      etag: etagOf(body),
      bodyBase64: body.toString('base64'),
      size: body.length,
      headers: keptHeaders(headers),
      checksums: new Map(checksums),
      tags: new Map(new URLSearchParams(headers.get('x-amz-tagging') ?? '')),
    });
    call.context.store.changed();
    return respondEmpty(200, {
      etag: version.etag,
      ...checksumHeaders(checksums),
      ...encryptionHeaders(bucket),
      ...versionHeaders(bucket, version),
    });
  },
};

const copyObject: S3Operation = {
  name: 'CopyObject',
  route: { method: 'PUT', target: 'object', header: 'x-amz-copy-source' },
  permissions: writePermissions,
  run(call) {
    const bucket = bucketOf(call);
    const key = keyOf(call);
    const { headers, at } = call.request;
    checkKey(key);
    refuseAcl(call);
    const source = findCopySource(call);
    const isReplacing = headers.get('x-amz-metadata-directive') === 'REPLACE';
    if (
      source.bucket === bucket &&
      currentObject(bucket, key) === source.version &&
      !isReplacing
    ) {
      throw new AwsError(
        400,
        'InvalidRequest',
        "This copy request is illegal because it is trying to copy an object to itself without changing the object's metadata, storage class, website redirect location or encryption attributes.",
      );
    }
    checkWrite(headers, key, currentObject(bucket, key));
    const version = addVersion(bucket, key, {
      ...source.version,
      lastModified: at.toISOString(),
      headers: isReplacing ? keptHeaders(headers) : source.version.headers,
    });
    call.context.store.changed();
    return respondXml(
      'CopyObjectResult',
      { LastModified: version.lastModified, ETag: version.etag },
      { ...encryptionHeaders(bucket), ...versionHeaders(bucket, version) },
    );
  },
};

/** Writing objects in one piece. */
export const writeOperations: readonly S3Operation[] = [copyObject, putObject];
