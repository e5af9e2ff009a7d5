import { readNumber, readRecord, readText } from '../readJson';
import { AwsFailure } from './fact';

const FORBIDDEN = [
  'AccessDenied',
  'AccessDeniedException',
  'UnauthorizedOperation',
  'AllAccessDisabled',
];
const CREDENTIALS = [
  'CredentialsProviderError',
  'ExpiredToken',
  'ExpiredTokenException',
  'IncompleteSignature',
  'InvalidAccessKeyId',
  'InvalidClientTokenId',
  'InvalidToken',
  'MissingAuthenticationToken',
  'RequestExpired',
  'RequestTimeTooSkewed',
  'SignatureDoesNotMatch',
  'UnrecognizedClientException',
];
const THROTTLED = [
  'Throttling',
  'ThrottlingException',
  'TooManyRequestsException',
  'RequestLimitExceeded',
  'RequestThrottled',
  'ThrottledException',
  'SlowDown',
];

const SERVICE_NAMES: Readonly<Record<string, string>> = {
  eks: 'EKS',
  iam: 'IAM',
  s3: 'S3',
};

/** Code of an error of AWS, such as `NoSuchEntity`, in any of the places where services and their stand-ins put it. */
export function awsErrorCode(error: unknown): string | undefined {
  const thrown = readRecord(error);
  return (
    readText(thrown.Code) ?? readText(thrown.name) ?? readText(thrown.code)
  );
}

/**
 * What a failed call says.
 *
 * @param permission - what the call needs, such as `iam:GetRole`
 * @param resource - what was to be read, for the message
 */
export function describeAwsFailure(
  error: unknown,
  permission: string,
  resource: string,
): Omit<AwsFailure, 'since'> {
  const thrown = readRecord(error);
  const code = awsErrorCode(error) ?? 'UnknownError';
  const status = readNumber(readRecord(thrown.$metadata).httpStatusCode);
  const [text = ''] = (
    error instanceof Error ? error.message : String(error)
  ).split('\n');
  const where = `${permission} on ${resource}`;
  if (FORBIDDEN.includes(code)) {
    return { kind: 'forbidden', message: `Needs ${where}: ${text}` };
  }
  if (CREDENTIALS.includes(code)) {
    return {
      kind: 'credentials',
      message: `AWS refused the portal's credentials (${code}) for ${where}: ${text}`,
    };
  }
  if (
    THROTTLED.includes(code) ||
    status === 429 ||
    (status === 503 && code === 'SlowDown')
  ) {
    return { kind: 'throttled', message: `AWS limits the rate of ${where}` };
  }
  if (status === undefined || status >= 500) {
    const detail =
      status === undefined
        ? unreachableDetail(thrown, code, text)
        : `HTTP ${status}, ${code}`;
    return {
      kind: 'unreachable',
      message: `${serviceOf(permission)} does not answer: ${detail}`,
    };
  }
  return {
    kind: 'unexpected',
    message: `${where}: HTTP ${status}, ${code}: ${text}`,
  };
}

function unreachableDetail(
  thrown: Readonly<Record<string, unknown>>,
  code: string,
  text: string,
): string {
  if (code === 'AbortError' || code === 'TimeoutError') {
    return 'nothing came in time';
  }
  const cause = readText(thrown.code);
  return cause !== undefined && !text.includes(cause)
    ? `${cause} ${text}`.trim()
    : text;
}

function serviceOf(permission: string): string {
  if (permission === 's3:GetAccountPublicAccessBlock') {
    return 'S3 Control';
  }
  const prefix = permission.slice(0, permission.indexOf(':'));
  return SERVICE_NAMES[prefix] ?? prefix;
}
