import { AwsError } from '../../http/AwsError';
import type { AwsResponse } from '../../http/AwsRequest';
import type { ObjectVersionState } from '../../state/AwsState';
import { refuseOnBucket } from '../authorizeS3';
import { bucketOf, keyOf } from '../S3Call';
import type { S3Call, S3Operation, S3Permission } from '../S3Call';
import {
  checksumHeaders,
  encryptionHeaders,
  newestVersion,
  versionHeaders,
} from './objectVersions';
import { parseRange } from './byteRange';
import { checkRead } from './preconditions';

/** Query parameters that replace headers of the answer. */
const OVERRIDES = new Map([
  ['response-content-type', 'content-type'],
  ['response-content-language', 'content-language'],
  ['response-content-disposition', 'content-disposition'],
  ['response-content-encoding', 'content-encoding'],
  ['response-cache-control', 'cache-control'],
  ['response-expires', 'expires'],
]);

function readPermissions(call: S3Call): S3Permission[] {
  const isVersion = call.request.query.has('versionId');
  return [
    {
      action: isVersion ? 's3:GetObjectVersion' : 's3:GetObject',
      on: 'object',
    },
  ];
}

/**
 * Finds what a read is about.
 *
 * @throws AwsError `NoSuchKey`, but only to a caller that may list the bucket; anybody else is refused, lest they learn
 * which keys exist ("GetObject", permissions)
 */
function findVersion(call: S3Call): ObjectVersionState {
  const bucket = bucketOf(call);
  const key = keyOf(call);
  const versionId = call.request.query.get('versionId');
  if (versionId !== null) {
    const version = bucket.objects
      .get(key)
      ?.find(each => each.versionId === versionId);
    if (!version) {
      throw new AwsError(
        404,
        'NoSuchVersion',
        'The specified version does not exist.',
        {
          details: { Key: key, VersionId: versionId },
        },
      );
    }
    if (version.isDeleteMarker) {
      throw new AwsError(
        405,
        'MethodNotAllowed',
        'The specified method is not allowed against this resource.',
        { headers: { 'x-amz-delete-marker': 'true', allow: 'DELETE' } },
      );
    }
    return version;
  }
  const newest = newestVersion(bucket, key);
  if (newest && !newest.isDeleteMarker) {
    return newest;
  }
  const refusal = refuseOnBucket(call, bucket, {
    action: 's3:ListBucket',
    on: 'bucket',
  });
  if (refusal) {
    throw refusal;
  }
  throw new AwsError(404, 'NoSuchKey', 'The specified key does not exist.', {
    details: { Key: key },
    headers: newest
      ? { 'x-amz-delete-marker': 'true', ...versionHeaders(bucket, newest) }
      : {},
  });
}

function readHeaders(
  call: S3Call,
  version: ObjectVersionState,
): Record<string, string> {
  const bucket = bucketOf(call);
  const headers: Record<string, string> = {
    ...Object.fromEntries(version.headers),
    etag: version.etag,
    'last-modified': new Date(version.lastModified).toUTCString(),
    'accept-ranges': 'bytes',
    ...encryptionHeaders(bucket),
    ...versionHeaders(bucket, version),
  };
  if (version.tags.size > 0) {
    headers['x-amz-tagging-count'] = String(version.tags.size);
  }
  if (call.signature) {
    for (const [parameter, header] of OVERRIDES) {
      const value = call.request.query.get(parameter);
      if (value !== null) {
        headers[header] = value;
      }
    }
  }
  return headers;
}

function readObject(call: S3Call): AwsResponse {
  const { request } = call;
  const version = findVersion(call);
  const headers = readHeaders(call, version);
  if (checkRead(request.headers, version)) {
    return { status: 304, headers };
  }
  const range = parseRange(request.headers.get('range'), version.size);
  const whole = Buffer.from(version.bodyBase64, 'base64');
  const body = range ? whole.subarray(range.start, range.end + 1) : whole;
  const checksums =
    !range &&
    request.headers.get('x-amz-checksum-mode')?.toUpperCase() === 'ENABLED'
      ? checksumHeaders(version.checksums)
      : {};
  return {
    status: range ? 206 : 200,
    headers: {
      ...headers,
      ...checksums,
      'content-length': String(body.length),
      ...(range
        ? {
            'content-range': `bytes ${range.start}-${range.end}/${version.size}`,
          }
        : {}),
    },
    body: request.method === 'HEAD' ? undefined : body,
  };
}

/** Reading objects. */
export const readOperations: readonly S3Operation[] = [
  {
    name: 'GetObject',
    route: { method: 'GET', target: 'object' },
    permissions: readPermissions,
    run: readObject,
  },
  {
    name: 'HeadObject',
    route: { method: 'HEAD', target: 'object' },
    permissions: readPermissions,
    run: readObject,
  },
];
