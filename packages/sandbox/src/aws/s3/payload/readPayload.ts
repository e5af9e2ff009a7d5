import { createHash } from 'node:crypto';
import { AwsError } from '../../http/AwsError';
import type { AwsRequest } from '../../http/AwsRequest';
import type { Payload } from '../S3Call';
import { checkChecksums, checkContentMd5 } from './checksums';
import { decodeChunks } from './decodeChunks';

const UNSIGNED = 'UNSIGNED-PAYLOAD';
const UNSIGNED_CHUNKS = 'STREAMING-UNSIGNED-PAYLOAD-TRAILER';
const SHA256_HEX = /^[0-9a-f]{64}$/;

async function readChunks(request: AwsRequest): Promise<Payload> {
  const statedLength = request.headers.get('x-amz-decoded-content-length');
  if (statedLength === undefined || !/^\d+$/.test(statedLength)) {
    throw new AwsError(
      411,
      'MissingContentLength',
      'You must provide the Content-Length HTTP header.',
    );
  }
  const { body, trailers } = decodeChunks(
    await request.readBody(),
    Number(statedLength),
  );
  const announced = (request.headers.get('x-amz-trailer') ?? '')
    .split(',')
    .map(name => name.trim().toLowerCase())
    .filter(name => name !== '');
  if (announced.some(name => !trailers.has(name))) {
    throw new AwsError(
      400,
      'MalformedTrailerError',
      'The request contained trailing data that was not well-formed or did not conform to our published schema.',
    );
  }
  return { body, checksums: checkChecksums(body, trailers) };
}

/**
 * Reads the body of an S3 request and checks it against everything that the client stated of it.
 *
 * @throws AwsError `XAmzContentSHA256Mismatch`, `BadDigest`, `IncompleteBody`, …; `NotImplemented` for chunks that are
 * signed one by one
 */
export async function readPayload(request: AwsRequest): Promise<Payload> {
  const stated = request.headers.get('x-amz-content-sha256') ?? UNSIGNED;
  if (stated === UNSIGNED_CHUNKS) {
    return readChunks(request);
  }
  if (stated !== UNSIGNED && !SHA256_HEX.test(stated)) {
    throw new AwsError(
      501,
      'NotImplemented',
      `The sandbox does not read bodies of the kind ${stated}; send UNSIGNED-PAYLOAD, ${UNSIGNED_CHUNKS} or the body's SHA-256.`,
    );
  }
  const body = await request.readBody();
  if (stated !== UNSIGNED) {
    const computed = createHash('sha256').update(body).digest('hex');
    if (computed !== stated) {
      throw new AwsError(
        400,
        'XAmzContentSHA256Mismatch',
        "The provided 'x-amz-content-sha256' header does not match what was computed.",
        {
          details: {
            ClientComputedContentSHA256: stated,
            S3ComputedContentSHA256: computed,
          },
        },
      );
    }
  }
  checkContentMd5(body, request.headers.get('content-md5'));
  return { body, checksums: checkChecksums(body, request.headers) };
}
