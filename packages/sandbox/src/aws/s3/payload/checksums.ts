import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { AwsError } from '../../http/AwsError';
import { crc32c, crc64nvme } from './crc';

const ALGORITHMS: ReadonlyMap<string, (data: Buffer) => Buffer> = new Map([
  [
    'crc32',
    (data: Buffer) => {
      const result = Buffer.alloc(4);
      result.writeUInt32BE(crc32(data));
      return result;
    },
  ],
  ['crc32c', crc32c],
  ['crc64nvme', crc64nvme],
  ['sha1', (data: Buffer) => createHash('sha1').update(data).digest()],
  ['sha256', (data: Buffer) => createHash('sha256').update(data).digest()],
]);

const PREFIX = 'x-amz-checksum-';

/**
 * Checks every checksum that came with a body, in headers or in trailers ("Checking object integrity in Amazon S3").
 *
 * @param fields - lower-case names, such as `x-amz-checksum-crc32`
 * @returns algorithm → value, base64
 * @throws AwsError `BadDigest` when one is wrong, `InvalidRequest` when its algorithm is unknown
 */
export function checkChecksums(
  body: Buffer,
  fields: ReadonlyMap<string, string>,
): Map<string, string> {
  const found = new Map<string, string>();
  for (const [name, stated] of fields) {
    if (
      !name.startsWith(PREFIX) ||
      name === `${PREFIX}algorithm` ||
      name === `${PREFIX}type` ||
      name === `${PREFIX}mode`
    ) {
      continue;
    }
    const algorithm = name.slice(PREFIX.length);
    const compute = ALGORITHMS.get(algorithm);
    if (!compute) {
      throw new AwsError(
        400,
        'InvalidRequest',
        `The algorithm type you specified in ${name} header is invalid.`,
      );
    }
    if (compute(body).toString('base64') !== stated.trim()) {
      throw new AwsError(
        400,
        'BadDigest',
        `The ${algorithm.toUpperCase()} you specified did not match the calculated checksum.`,
      );
    }
    found.set(algorithm, stated.trim());
  }
  return found;
}

/**
 * Checks `Content-MD5`.
 *
 * @throws AwsError `InvalidDigest` when it is no MD5, `BadDigest` when it is another body's
 */
export function checkContentMd5(
  body: Buffer,
  stated: string | undefined,
): void {
  if (stated === undefined) {
    return;
  }
  if (Buffer.from(stated, 'base64').length !== 16) {
    throw new AwsError(
      400,
      'InvalidDigest',
      'The Content-MD5 you specified was invalid',
    );
  }
  if (createHash('md5').update(body).digest('base64') !== stated) {
    throw new AwsError(
      400,
      'BadDigest',
      'The Content-MD5 you specified did not match what we received.',
    );
  }
}
