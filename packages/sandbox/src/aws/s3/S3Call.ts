import type { AwsContext } from '../AwsContext';
import type { Caller } from '../authentication/Caller';
import type { RequestSignature } from '../authentication/parseSignature';
import { AwsError } from '../http/AwsError';
import type { AwsRequest, AwsResponse } from '../http/AwsRequest';
import type { BucketState } from '../state/AwsState';
import type { ConditionContext } from '../authorization/requestContext';

/** An S3 request whose sender is known. */
export interface S3Call {
  readonly context: AwsContext;
  readonly request: AwsRequest;
  readonly signature?: RequestSignature;
  readonly caller: Caller;
  readonly bucketName?: string;
  readonly key?: string;
  /** The bucket that the request names; absent for operations on no bucket, and for the one that makes it. */
  readonly bucket?: BucketState;
  /** Reads the body as the client meant it: chunks joined, hash and checksums checked. */
  readonly readPayload: () => Promise<Payload>;
}

/** A body with the checksums that came along and were found right. */
export interface Payload {
  readonly body: Buffer;
  /** Algorithm (`crc32`) → value, base64. */
  readonly checksums: ReadonlyMap<string, string>;
}

/** A permission that an operation needs. */
export interface S3Permission {
  readonly action: string;
  readonly on: 'bucket' | 'object' | 'account';
  readonly context?: ConditionContext;
}

/** What a request must look like to mean an operation. */
export interface S3Route {
  readonly method: 'GET' | 'HEAD' | 'PUT' | 'POST' | 'DELETE';
  readonly target: 'account' | 'bucket' | 'object';
  /** Name in the query that tells this operation from others of the same method and target. */
  readonly query?: string;
  readonly queryValue?: string;
  /** Header that does the same. */
  readonly header?: string;
}

/** One operation of the S3 API, named as there. */
export interface S3Operation {
  readonly name: string;
  readonly route: S3Route;
  readonly permissions: (call: S3Call) => readonly S3Permission[];
  readonly run: (call: S3Call) => AwsResponse | Promise<AwsResponse>;
}

/** The bucket of a call; the router has seen to it that there is one. */
export function bucketOf(call: S3Call): BucketState {
  if (!call.bucket) {
    throw new AwsError(
      404,
      'NoSuchBucket',
      'The specified bucket does not exist',
    );
  }
  return call.bucket;
}

/** The object key of a call; the router has seen to it that there is one. */
export function keyOf(call: S3Call): string {
  if (call.key === undefined) {
    throw new AwsError(400, 'InvalidRequest', 'The request names no object');
  }
  return call.key;
}

/** ARN of a bucket. */
export const bucketArn = (bucketName: string) => `arn:aws:s3:::${bucketName}`;

/** ARN of an object. */
export const objectArn = (bucketName: string, key: string) =>
  `arn:aws:s3:::${bucketName}/${key}`;
