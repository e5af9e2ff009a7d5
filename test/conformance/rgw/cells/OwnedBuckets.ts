import {
  CreateBucketCommand,
  DeleteBucketPolicyCommand,
  PutBucketPolicyCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import type { PolicyDocument } from './PolicyDocument';
import { OBJECT_TAG } from './Question';

/** Buckets as their owner sees them: with the same objects in each. */
export class OwnedBuckets {
  readonly #owner: S3Client;
  readonly #keys: readonly string[];

  constructor(owner: S3Client, keys: readonly string[]) {
    this.#owner = owner;
    this.#keys = keys;
  }

  async create(bucket: string): Promise<void> {
    await this.#owner.send(new CreateBucketCommand({ Bucket: bucket }));
    for (const key of this.#keys) {
      await this.putObject(bucket, key);
    }
  }

  /** Puts an object as it was at first. */
  async putObject(bucket: string, key: string): Promise<void> {
    await this.#owner.send(
      new PutObjectCommand({
        Bucket: bucket,
        Key: key,
        Body: 'as it was',
        Tagging: `${OBJECT_TAG.key}=${OBJECT_TAG.value}`,
      }),
    );
  }

  async setPolicy(
    bucket: string,
    document: PolicyDocument | undefined,
  ): Promise<void> {
    if (document) {
      await this.#owner.send(
        new PutBucketPolicyCommand({
          Bucket: bucket,
          Policy: JSON.stringify(document),
        }),
      );
    } else {
      await this.#owner.send(new DeleteBucketPolicyCommand({ Bucket: bucket }));
    }
  }
}
