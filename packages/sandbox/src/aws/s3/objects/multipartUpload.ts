import { createHash } from 'node:crypto';
import { AwsError } from '../../http/AwsError';
import { childText, children, parseXml, malformedXml } from '../../http/xml';
import type { UploadState } from '../../state/AwsState';
import { newVersionId } from '../../state/identifiers';
import { respondEmpty, respondXml } from '../respond';
import { bucketOf, keyOf } from '../S3Call';
import type { S3Call, S3Operation } from '../S3Call';
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
import { parseRange } from './byteRange';
import { findCopySource } from './copySource';
import { checkWrite } from './preconditions';
import { checkKey, writePermissions } from './writeObject';

/** "Amazon S3 multipart upload limits". */
const MAXIMUM_PARTS = 10_000;
const MINIMUM_PART_BYTES = 5 * 1024 * 1024;

function uploadOf(call: S3Call): UploadState {
  const id = call.request.query.get('uploadId') ?? '';
  const upload = bucketOf(call).uploads.get(id);
  if (upload?.key !== keyOf(call)) {
    throw new AwsError(
      404,
      'NoSuchUpload',
      'The specified upload does not exist. The upload ID may be invalid, or the upload may have been aborted or completed.',
      { details: { UploadId: id } },
    );
  }
  return upload;
}

const createMultipartUpload: S3Operation = {
  name: 'CreateMultipartUpload',
  route: { method: 'POST', target: 'object', query: 'uploads' },
  permissions: () => [{ action: 's3:PutObject', on: 'object' }],
  run(call) {
    const bucket = bucketOf(call);
    const key = keyOf(call);
    checkKey(key);
    refuseAcl(call);
    const upload: UploadState = {
      id: newVersionId(),
      key,
      initiatedAt: call.request.at.toISOString(),
      headers: keptHeaders(call.request.headers),
      parts: new Map(),
    };
    bucket.uploads.set(upload.id, upload);
    call.context.store.changed();
    return respondXml(
      'InitiateMultipartUploadResult',
      { Bucket: bucket.name, Key: key, UploadId: upload.id },
      encryptionHeaders(bucket),
    );
  },
};

function partNumberOf(call: S3Call): number {
  const number = Number(call.request.query.get('partNumber'));
  if (!Number.isInteger(number) || number < 1 || number > MAXIMUM_PARTS) {
    throw new AwsError(
      400,
      'InvalidArgument',
      'Part number must be an integer between 1 and 10000, inclusive',
      {
        details: { ArgumentName: 'partNumber', ArgumentValue: String(number) },
      },
    );
  }
  return number;
}

function addPart(
  call: S3Call,
  upload: UploadState,
  number: number,
  body: Buffer,
) {
  const part = {
    etag: etagOf(body),
    bodyBase64: body.toString('base64'),
    lastModified: call.request.at.toISOString(),
  };
  upload.parts.set(String(number), part);
  call.context.store.changed();
  return part;
}

const uploadPart: S3Operation = {
  name: 'UploadPart',
  route: { method: 'PUT', target: 'object', query: 'uploadId' },
  permissions: () => [{ action: 's3:PutObject', on: 'object' }],
  async run(call) {
    const upload = uploadOf(call);
    const number = partNumberOf(call);
    const { body, checksums } = await call.readPayload();
    const { etag } = addPart(call, upload, number, body);
    return respondEmpty(200, {
      etag,
      ...checksumHeaders(checksums),
      ...encryptionHeaders(bucketOf(call)),
    });
  },
};

const uploadPartCopy: S3Operation = {
  name: 'UploadPartCopy',
  route: {
    method: 'PUT',
    target: 'object',
    query: 'uploadId',
    header: 'x-amz-copy-source',
  },
  permissions: () => [{ action: 's3:PutObject', on: 'object' }],
  run(call) {
    const upload = uploadOf(call);
    const number = partNumberOf(call);
    const { version } = findCopySource(call);
    const whole = Buffer.from(version.bodyBase64, 'base64');
    const range = parseRange(
      call.request.headers.get('x-amz-copy-source-range'),
      whole.length,
    );
    const body = range ? whole.subarray(range.start, range.end + 1) : whole;
    const { etag, lastModified } = addPart(call, upload, number, body);
    return respondXml(
      'CopyPartResult',
      { LastModified: lastModified, ETag: etag },
      encryptionHeaders(bucketOf(call)),
    );
  },
};

const unquoted = (etag: string | undefined) => (etag ?? '').replace(/"/g, '');

function collectParts(upload: UploadState, body: Buffer): Buffer[] {
  const listed = children(parseXml(body, 'CompleteMultipartUpload'), 'Part');
  if (listed.length === 0) {
    throw malformedXml();
  }
  const numbers = listed.map(part => Number(childText(part, 'PartNumber')));
  if (numbers.some((number, index) => number <= (numbers[index - 1] ?? 0))) {
    throw new AwsError(
      400,
      'InvalidPartOrder',
      'The list of parts was not in ascending order. Parts must be ordered by part number.',
      { details: { UploadId: upload.id } },
    );
  }
  return listed.map((listedPart, index) => {
    const number = numbers[index];
    const part = upload.parts.get(String(number));
    if (
      !part ||
      unquoted(part.etag) !== unquoted(childText(listedPart, 'ETag'))
    ) {
      throw new AwsError(
        400,
        'InvalidPart',
        "One or more of the specified parts could not be found. The part may not have been uploaded, or the specified entity tag may not match the part's entity tag.",
        { details: { UploadId: upload.id, PartNumber: String(number) } },
      );
    }
    const bytes = Buffer.from(part.bodyBase64, 'base64');
    if (index < listed.length - 1 && bytes.length < MINIMUM_PART_BYTES) {
      throw new AwsError(
        400,
        'EntityTooSmall',
        'Your proposed upload is smaller than the minimum allowed size',
        {
          details: {
            ProposedSize: String(bytes.length),
            MinSizeAllowed: String(MINIMUM_PART_BYTES),
          },
        },
      );
    }
    return bytes;
  });
}

/** Entity tag of an object in parts: MD5 of the parts' MD5s, and their number. */
function multipartEtag(parts: readonly Buffer[]): string {
  const digests = parts.map(part => createHash('md5').update(part).digest());
  const whole = createHash('md5').update(Buffer.concat(digests)).digest('hex');
  return `"${whole}-${parts.length}"`;
}

const completeMultipartUpload: S3Operation = {
  name: 'CompleteMultipartUpload',
  route: { method: 'POST', target: 'object', query: 'uploadId' },
  permissions: writePermissions,
  async run(call) {
    const upload = uploadOf(call);
    const bucket = bucketOf(call);
    const key = keyOf(call);
    const parts = collectParts(upload, (await call.readPayload()).body);
    checkWrite(call.request.headers, key, currentObject(bucket, key));
    const body = Buffer.concat(parts);
    const version = addVersion(bucket, key, {
      isDeleteMarker: false,
      lastModified: call.request.at.toISOString(),
      etag: multipartEtag(parts),
      bodyBase64: body.toString('base64'),
      size: body.length,
      headers: upload.headers,
      checksums: new Map(),
      tags: new Map(),
    });
    bucket.uploads.delete(upload.id);
    call.context.store.changed();
    return respondXml(
      'CompleteMultipartUploadResult',
      {
        Location: `${call.request.isSecure ? 'https' : 'http'}://${
          call.request.host
        }${call.request.path}`,
        Bucket: bucket.name,
        Key: key,
        ETag: version.etag,
      },
      { ...encryptionHeaders(bucket), ...versionHeaders(bucket, version) },
    );
  },
};

const abortMultipartUpload: S3Operation = {
  name: 'AbortMultipartUpload',
  route: { method: 'DELETE', target: 'object', query: 'uploadId' },
  permissions: () => [{ action: 's3:AbortMultipartUpload', on: 'object' }],
  run(call) {
    bucketOf(call).uploads.delete(uploadOf(call).id);
    call.context.store.changed();
    return respondEmpty(204);
  },
};

/** Writing objects in parts. */
export const multipartOperations: readonly S3Operation[] = [
  createMultipartUpload,
  uploadPart,
  uploadPartCopy,
  completeMultipartUpload,
  abortMultipartUpload,
];
