import { errorName } from '../../aws/clients/errorName';

/**
 * Why a resource could not be brought to what its spec says: for good, until the spec changes, or for now.
 */
export class AckError extends Error {
  constructor(
    readonly kind: 'terminal' | 'recoverable',
    message: string,
    /** Whether the controllers stay away from the resource in AWS: it is somebody else's. */
    readonly isForeign = false,
  ) {
    super(message);
    this.name = 'AckError';
  }
}

/** Error codes that no retry mends: the spec must change (ACK, `terminal_codes` of the S3 and IAM controllers). */
const TERMINAL_CODES = new Set([
  'BucketAlreadyExists',
  'EntityAlreadyExists',
  'EntityAlreadyExistsException',
  'IllegalLocationConstraintException',
  'InvalidBucketName',
  'InvalidInput',
  'InvalidInputException',
  'MalformedPolicyDocument',
  'MalformedPolicyDocumentException',
  'ValidationError',
]);

/** Sorts what the AWS SDK threw into what must change and what may pass. */
export function toAckError(error: unknown): AckError {
  if (error instanceof AckError) {
    return error;
  }
  const code = errorName(error) ?? 'Unknown';
  const message = error instanceof Error ? error.message : String(error);
  return new AckError(
    TERMINAL_CODES.has(code) ? 'terminal' : 'recoverable',
    `${code}: ${message}`,
  );
}
