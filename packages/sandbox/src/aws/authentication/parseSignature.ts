import { AwsError } from '../http/AwsError';
import type { AwsRequest } from '../http/AwsRequest';

/** How a request was signed, in its `Authorization` header or, presigned, in its query. */
export interface RequestSignature {
  readonly placement: 'header' | 'query';
  readonly accessKeyId: string;
  readonly region: string;
  readonly service: string;
  /** `20260131`, of the credential scope. */
  readonly scopeDate: string;
  /** `20260131T120000Z`. */
  readonly longDate: string;
  readonly signedHeaders: readonly string[];
  readonly signature: string;
  readonly sessionToken?: string;
  /** Lifetime of a presigned request. */
  readonly expiresSeconds?: number;
}

const ALGORITHM = 'AWS4-HMAC-SHA256';
/** A week: "Authenticating Requests: Using Query Parameters". */
const MAXIMUM_EXPIRES_SECONDS = 604_800;

function malformedHeader(detail: string): AwsError {
  return new AwsError(
    400,
    'AuthorizationHeaderMalformed',
    `The authorization header is malformed; ${detail}`,
  );
}

function malformedQuery(message: string): AwsError {
  return new AwsError(400, 'AuthorizationQueryParametersError', message);
}

function parseScope(credential: string) {
  const [accessKeyId, scopeDate, region, service, terminator, ...rest] =
    credential.split('/');
  const isWhole =
    accessKeyId &&
    scopeDate &&
    region &&
    service &&
    terminator === 'aws4_request' &&
    !rest.length;
  return isWhole ? { accessKeyId, scopeDate, region, service } : undefined;
}

function parseHeader(request: AwsRequest, header: string): RequestSignature {
  if (!header.startsWith(`${ALGORITHM} `)) {
    throw new AwsError(
      400,
      'InvalidRequest',
      'The authorization mechanism you have provided is not supported. Please use AWS4-HMAC-SHA256.',
    );
  }
  const fields = new Map(
    header
      .slice(ALGORITHM.length + 1)
      .split(',')
      .map(field => {
        const [name = '', ...value] = field.trim().split('=');
        return [name, value.join('=')] as const;
      }),
  );
  const scope = parseScope(fields.get('Credential') ?? '');
  if (!scope) {
    throw malformedHeader(
      'the Credential is mal-formed; expecting "<YOUR-AKID>/YYYYMMDD/REGION/SERVICE/aws4_request".',
    );
  }
  const signature = fields.get('Signature');
  const signedHeaders = fields.get('SignedHeaders')?.split(';');
  const longDate = request.headers.get('x-amz-date');
  if (!signature || !signedHeaders) {
    throw malformedHeader(
      'the SignedHeaders and Signature fields are required.',
    );
  }
  if (!longDate || !/^\d{8}T\d{6}Z$/.test(longDate)) {
    throw new AwsError(
      403,
      'AccessDenied',
      'AWS authentication requires a valid Date or x-amz-date header',
    );
  }
  return {
    placement: 'header',
    ...scope,
    longDate,
    signedHeaders,
    signature,
    sessionToken: request.headers.get('x-amz-security-token'),
  };
}

function parseQuery(query: URLSearchParams): RequestSignature {
  if (query.get('X-Amz-Algorithm') !== ALGORITHM) {
    throw malformedQuery(
      'X-Amz-Algorithm only supports "AWS4-HMAC-SHA256 and AWS4-ECDSA-P256-SHA256"',
    );
  }
  const scope = parseScope(query.get('X-Amz-Credential') ?? '');
  const longDate = query.get('X-Amz-Date') ?? '';
  const signature = query.get('X-Amz-Signature');
  const signedHeaders = query.get('X-Amz-SignedHeaders')?.split(';');
  const expiresSeconds = Number(query.get('X-Amz-Expires') ?? Number.NaN);
  if (
    !scope ||
    !signature ||
    !signedHeaders ||
    !/^\d{8}T\d{6}Z$/.test(longDate)
  ) {
    throw malformedQuery(
      'Query-string authentication version 4 requires the X-Amz-Algorithm, X-Amz-Credential, X-Amz-Signature, X-Amz-Date, X-Amz-SignedHeaders, and X-Amz-Expires parameters.',
    );
  }
  if (!Number.isInteger(expiresSeconds) || expiresSeconds < 0) {
    throw malformedQuery('X-Amz-Expires should be a number');
  }
  if (expiresSeconds > MAXIMUM_EXPIRES_SECONDS) {
    throw malformedQuery(
      'X-Amz-Expires must be less than a week (in seconds); that is, the given X-Amz-Expires must be less than 604800 seconds',
    );
  }
  return {
    placement: 'query',
    ...scope,
    longDate,
    signedHeaders,
    signature,
    expiresSeconds,
    sessionToken: query.get('X-Amz-Security-Token') ?? undefined,
  };
}

/**
 * Reads how a request is signed; nothing when it is not signed at all.
 *
 * @throws AwsError when it is signed in a way that cannot be read
 */
export function parseSignature(
  request: AwsRequest,
): RequestSignature | undefined {
  const header = request.headers.get('authorization');
  if (header !== undefined) {
    return parseHeader(request, header);
  }
  return request.query.has('X-Amz-Algorithm') ||
    request.query.has('X-Amz-Signature')
    ? parseQuery(request.query)
    : undefined;
}

/** Instant of a `20260131T120000Z` date, in milliseconds. */
export function instantOf(longDate: string): number {
  const [, year, month, day, hour, minute, second] =
    /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(longDate) ?? [];
  return Date.UTC(
    Number(year),
    Number(month) - 1,
    Number(day),
    Number(hour),
    Number(minute),
    Number(second),
  );
}
