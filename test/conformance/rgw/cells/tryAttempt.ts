import {
  DeleteObjectCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3';
import { ACCOUNT, Answer, Attempt, Caller } from './Cell';

/**
 * Tries it for real.
 *
 * @param client - signs as the caller
 * @returns `deny` for AccessDenied and nothing else
 * @throws Error for every other failure, which is no answer
 */
export async function tryAttempt(
  client: S3Client,
  caller: Caller,
  attempt: Attempt,
): Promise<Answer> {
  try {
    await send(client, addressOf(caller, attempt.bucket), attempt);
    return 'allow';
  } catch (error) {
    if (
      error instanceof S3ServiceException &&
      error.name === 'AccessDenied' &&
      error.$metadata.httpStatusCode === 403
    ) {
      return 'deny';
    }
    throw new Error(
      `No answer to ${JSON.stringify(attempt)} of ${JSON.stringify(
        caller,
      )}: ${String(error)}`,
      { cause: error },
    );
  }
}

/** Whoever is not a role of the bucket's account says which account's bucket is meant. (Ceph: "RGW Multi-tenancy") */
function addressOf(caller: Caller, bucket: string): string {
  return caller.kind === 'session' ? bucket : `${ACCOUNT}:${bucket}`;
}

async function send(
  client: S3Client,
  Bucket: string,
  attempt: Attempt,
): Promise<void> {
  switch (attempt.operation) {
    case 'list':
      await client.send(
        new ListObjectsV2Command({
          Bucket,
          Prefix: attempt.prefix,
          Delimiter: attempt.delimiter,
          MaxKeys: attempt.maxKeys,
        }),
      );
      return;
    case 'get': {
      const { Body } = await client.send(
        new GetObjectCommand({ Bucket, Key: attempt.key }),
      );
      await Body?.transformToByteArray();
      return;
    }
    case 'put':
      await client.send(
        new PutObjectCommand({ Bucket, Key: attempt.key, Body: 'changed' }),
      );
      return;
    case 'delete':
      await client.send(new DeleteObjectCommand({ Bucket, Key: attempt.key }));
      return;
    default:
      unreachable(attempt);
  }
}

function unreachable(attempt: never): never {
  throw new Error(`Unexpected attempt ${JSON.stringify(attempt)}`);
}
