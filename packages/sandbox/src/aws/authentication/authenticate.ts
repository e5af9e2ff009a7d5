import { createHash, timingSafeEqual } from 'node:crypto';
import { AwsError } from '../http/AwsError';
import type { AwsRequest } from '../http/AwsRequest';
import type { AwsState } from '../state/AwsState';
import {
  jsonAuthenticationErrors,
  queryAuthenticationErrors,
  s3AuthenticationErrors,
} from './authenticationErrors';
import type { AuthenticationErrors } from './authenticationErrors';
import type { Caller } from './Caller';
import { computeSignature } from './computeSignature';
import { findCredentials } from './findCredentials';
import type { FixedKeys } from './findCredentials';
import { instantOf } from './parseSignature';
import type { RequestSignature } from './parseSignature';

const MAXIMUM_SKEW_MILLISECONDS = 15 * 60 * 1000;

/** What authentication needs to know of the server. */
export interface AuthenticationContext {
  readonly state: AwsState;
  readonly fixedKeys: FixedKeys;
}

function checkTime(
  signature: RequestSignature,
  now: Date,
  errors: AuthenticationErrors,
): void {
  const signedAt = instantOf(signature.longDate);
  const isAhead = signedAt - now.getTime() > MAXIMUM_SKEW_MILLISECONDS;
  if (signature.expiresSeconds === undefined) {
    if (isAhead || now.getTime() - signedAt > MAXIMUM_SKEW_MILLISECONDS) {
      throw errors.skewed(signature.longDate, now);
    }
    return;
  }
  if (isAhead) {
    throw new AwsError(403, 'AccessDenied', 'Request is not yet valid');
  }
  const expiresAt = signedAt + signature.expiresSeconds * 1000;
  if (expiresAt < now.getTime()) {
    throw new AwsError(403, 'AccessDenied', 'Request has expired', {
      details: {
        'X-Amz-Expires': String(signature.expiresSeconds),
        Expires: new Date(expiresAt).toISOString().replace(/\.\d+/, ''),
        ServerTime: now.toISOString().replace(/\.\d+/, ''),
      },
    });
  }
}

function signedHeaders(
  request: AwsRequest,
  signature: RequestSignature,
): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const name of signature.signedHeaders) {
    headers[name] = request.headers.get(name) ?? '';
  }
  return headers;
}

/** Headers that must be signed when they are there: what they say would otherwise be anybody's word. */
function findUnsigned(
  request: AwsRequest,
  signature: RequestSignature,
): string | undefined {
  if (!signature.signedHeaders.includes('host')) {
    return 'host';
  }
  return [...request.headers.keys()].find(
    name =>
      name.startsWith('x-amz-') &&
      name !== 'x-amz-content-sha256' &&
      !signature.signedHeaders.includes(name),
  );
}

function payloadHashOf(
  request: AwsRequest,
  signature: RequestSignature,
  body?: Buffer,
): string {
  if (signature.service === 's3') {
    const stated = request.headers.get('x-amz-content-sha256');
    if (stated === undefined && signature.placement === 'header') {
      throw new AwsError(
        400,
        'InvalidRequest',
        'Missing required header for this request: x-amz-content-sha256',
      );
    }
    return stated ?? 'UNSIGNED-PAYLOAD';
  }
  return createHash('sha256')
    .update(body ?? '')
    .digest('hex');
}

function errorsOf(service: string): AuthenticationErrors {
  switch (service) {
    case 's3':
      return s3AuthenticationErrors;
    case 'eks':
      return jsonAuthenticationErrors;
    default:
      return queryAuthenticationErrors;
  }
}

const isEqual = (left: string, right: string) =>
  left.length === right.length &&
  timingSafeEqual(Buffer.from(left), Buffer.from(right));

/**
 * Checks a signed request and says who sent it.
 *
 * @param body - needed by every service but S3, whose clients state the body's hash in a header
 * @throws AwsError in the words of the service that the request was signed for
 */
export async function authenticate(
  request: AwsRequest,
  signature: RequestSignature,
  context: AuthenticationContext,
  body?: Buffer,
): Promise<Caller> {
  const errors = errorsOf(signature.service);
  checkTime(signature, request.at, errors);
  const { caller, secretAccessKey } = findCredentials(
    signature,
    context.state,
    context.fixedKeys,
    request.at,
    errors,
  );
  const unsigned = findUnsigned(request, signature);
  if (unsigned !== undefined) {
    throw new AwsError(
      403,
      'AccessDenied',
      'There were headers present in the request which were not signed',
      { details: { HeadersNotSigned: unsigned } },
    );
  }
  const expected = await computeSignature({
    method: request.method,
    path: request.path,
    query: request.query,
    headers: signedHeaders(request, signature),
    payloadHash: payloadHashOf(request, signature, body),
    longDate: signature.longDate,
    region: signature.region,
    service: signature.service,
    accessKeyId: signature.accessKeyId,
    secretAccessKey,
  });
  const isWrong =
    !isEqual(signature.signature, expected) ||
    !signature.longDate.startsWith(signature.scopeDate);
  if (isWrong) {
    throw errors.wrongSignature(signature.accessKeyId);
  }
  return caller;
}
