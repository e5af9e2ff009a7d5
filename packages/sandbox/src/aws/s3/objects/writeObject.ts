import { AwsError } from '../../http/AwsError';
import type { BucketState, ObjectVersionState } from '../../state/AwsState';
import { refuseOnBucket } from '../authorizeS3';
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
import { checkRead, checkWrite } from './preconditions';

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

interface CopySource {
  readonly bucket: BucketState;
  readonly version: ObjectVersionState;
}

function findCopySource(call: S3Call): CopySource {
  const header = call.request.headers.get('x-amz-copy-source') ?? '';
  const [path = '', query = ''] = header.split('?');
  const [bucketName = '', ...rest] = decodeURIComponent(path)
    .replace(/^\//, '')
    .split('/');
  const key = rest.join('/');
  const versionId = new URLSearchParams(query).get('versionId');
  if (key === '') {
    throw new AwsError(
      400,
      'InvalidArgument',
      'Copy Source must mention the source bucket and key: sourcebucket/sourcekey',
      { details: { ArgumentName: 'x-amz-copy-source', ArgumentValue: header } },
    );
  }
  const bucket = call.context.store.state.buckets.get(bucketName);
  if (!bucket) {
    throw new AwsError(
      404,
      'NoSuchBucket',
      'The specified bucket does not exist',
      {
        details: { BucketName: bucketName },
      },
    );
  }
  const action = versionId === null ? 's3:GetObject' : 's3:GetObjectVersion';
  const refusal = refuseOnBucket(call, bucket, { action, on: 'object' }, key);
  if (refusal) {
    throw refusal;
  }
  const version =
    versionId === null
      ? currentObject(bucket, key)
      : bucket.objects.get(key)?.find(each => each.versionId === versionId);
  if (!version || version.isDeleteMarker) {
    const refusedList = refuseOnBucket(call, bucket, {
      action: 's3:ListBucket',
      on: 'bucket',
    });
    throw (
      refusedList ??
      new AwsError(404, 'NoSuchKey', 'The specified key does not exist.', {
        details: { Key: key },
      })
    );
  }
  return { bucket, version };
}

const COPY_CONDITION = 'x-amz-copy-source-';

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
    const conditions = new Map(
      [...headers]
        .filter(([name]) => name.startsWith(COPY_CONDITION))
        .map(([name, value]) => [name.slice(COPY_CONDITION.length), value]),
    );
    if (checkRead(conditions, source.version)) {
      throw new AwsError(
        412,
        'PreconditionFailed',
        'At least one of the pre-conditions you specified did not hold',
      );
    }
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
