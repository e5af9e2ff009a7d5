import type { AwsContext } from '../AwsContext';
import type { Caller } from '../authentication/Caller';
import type { RequestSignature } from '../authentication/parseSignature';
import { AwsError } from '../http/AwsError';
import type { AwsRequest, AwsResponse } from '../http/AwsRequest';
import { addressOf } from './address';
import { refuseOnAccount, refuseOnBucket } from './authorizeS3';
import { findOperation } from './operations';
import { readPayload } from './payload/readPayload';
import { bucketArn } from './S3Call';
import type { Payload, S3Call, S3Operation } from './S3Call';

function checkRegion(call: S3Call): void {
  const { bucket, signature } = call;
  if (bucket && signature && signature.region !== bucket.region) {
    throw new AwsError(
      400,
      'AuthorizationHeaderMalformed',
      `The authorization header is malformed; the region '${signature.region}' is wrong; expecting '${bucket.region}'`,
      {
        details: { Region: bucket.region },
        headers: { 'x-amz-bucket-region': bucket.region },
      },
    );
  }
}

function checkOwner(call: S3Call): void {
  const expected = call.request.headers.get('x-amz-expected-bucket-owner');
  if (
    call.bucket &&
    expected !== undefined &&
    expected !== call.bucket.accountId
  ) {
    throw new AwsError(403, 'AccessDenied', 'Access Denied');
  }
}

function authorize(call: S3Call, operation: S3Operation): void {
  for (const permission of operation.permissions(call)) {
    const refusal =
      permission.on === 'account' || !call.bucket
        ? refuseOnAccount(
            call,
            permission,
            call.bucketName === undefined
              ? 'arn:aws:s3:::*'
              : bucketArn(call.bucketName),
          )
        : refuseOnBucket(call, call.bucket, permission, call.key);
    if (refusal) {
      throw refusal;
    }
  }
}

/**
 * Answers an S3 request whose sender is known: finds the operation and the bucket, authorizes, and only then reads the
 * body.
 */
export async function handleS3(
  context: AwsContext,
  request: AwsRequest,
  caller: Caller,
  signature: RequestSignature | undefined,
): Promise<AwsResponse> {
  const address = addressOf(request, context.virtualHosts);
  const operation = findOperation({ request, ...address });
  if (!operation) {
    throw new AwsError(
      501,
      'NotImplemented',
      'A header or query you provided requests a function that is not implemented.',
    );
  }
  const bucket =
    address.bucketName === undefined
      ? undefined
      : context.store.state.buckets.get(address.bucketName);
  const isCreation = operation.name === 'CreateBucket';
  if (!bucket && !isCreation && address.bucketName !== undefined) {
    throw new AwsError(
      404,
      'NoSuchBucket',
      'The specified bucket does not exist',
      {
        details: { BucketName: address.bucketName },
      },
    );
  }
  let payload: Promise<Payload> | undefined;
  const call: S3Call = {
    context,
    request,
    signature,
    caller,
    ...address,
    bucket: isCreation ? undefined : bucket,
    readPayload: () => (payload ??= readPayload(request)),
  };
  checkRegion(call);
  authorize(call, operation);
  checkOwner(call);
  return operation.run(call);
}
