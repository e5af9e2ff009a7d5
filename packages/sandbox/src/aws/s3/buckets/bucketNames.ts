import { AwsError } from '../../http/AwsError';

const SHAPE = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;
const IP_ADDRESS = /^\d+\.\d+\.\d+\.\d+$/;
const RESERVED_PREFIXES = ['xn--', 'sthree-', 'amzn-s3-demo-'];
const RESERVED_SUFFIXES = [
  '-s3alias',
  '--ol-s3',
  '.mrap',
  '--x-s3',
  '--table-s3',
];

/**
 * Refuses a name that no general purpose bucket can have ("General purpose bucket naming rules").
 *
 * @throws AwsError `InvalidBucketName`
 */
export function checkBucketName(name: string): void {
  const isValid =
    SHAPE.test(name) &&
    !name.includes('..') &&
    !IP_ADDRESS.test(name) &&
    !RESERVED_PREFIXES.some(prefix => name.startsWith(prefix)) &&
    !RESERVED_SUFFIXES.some(suffix => name.endsWith(suffix));
  if (!isValid) {
    throw new AwsError(
      400,
      'InvalidBucketName',
      'The specified bucket is not valid.',
      {
        details: { BucketName: name },
      },
    );
  }
}
