import {
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { ContainerContext } from '../../kubelet';
import { AwsNetwork } from './AwsNetwork';
import { StorageStep } from './DriverArguments';
import { describeS3aError } from './S3aError';
import { SessionCredentials, s3aCredentials } from './s3aCredentials';

/** A session is renewed when less than this is left of it, as the SDK's cached providers do. */
const RENEW_BEFORE_MILLISECONDS = 300_000;
const FILES_PER_BATCH = 10;

/**
 * A failure in the words of the S3A file system.
 *
 * @public
 */
export class S3aFailure extends Error {
  readonly name = 'S3aFailure';
}

/**
 * Reads and writes buckets with the credentials that a pod has.
 *
 * @public
 */
export class S3aFileSystem {
  #session: SessionCredentials | undefined;

  constructor(
    private readonly parts: {
      readonly context: ContainerContext;
      readonly network: AwsNetwork;
      readonly properties: Readonly<Record<string, string>>;
      readonly sparkVersion: string;
      readonly clock: () => Date;
    },
  ) {}

  /**
   * Lists a prefix and reads its first files.
   *
   * @returns how many files and bytes were read
   * @throws S3aFailure when the storage or the credentials refuse
   */
  async read({
    bucket,
    prefix,
  }: StorageStep): Promise<{ files: number; bytes: number }> {
    const { signal } = this.parts.context;
    const path = `s3a://${bucket}/${prefix}`;
    const listing = await this.#call('getFileStatus', path, client =>
      client.send(
        new ListObjectsV2Command({
          Bucket: bucket,
          Prefix: prefix,
          MaxKeys: FILES_PER_BATCH,
        }),
        { abortSignal: signal },
      ),
    );
    let bytes = 0;
    const keys = (listing.Contents ?? []).flatMap(({ Key }) => Key ?? []);
    for (const key of keys) {
      const content = await this.#call(
        'open',
        `s3a://${bucket}/${key}`,
        async client => {
          const answer = await client.send(
            new GetObjectCommand({ Bucket: bucket, Key: key }),
            { abortSignal: signal },
          );
          return answer.Body?.transformToByteArray();
        },
      );
      bytes += content?.length ?? 0;
    }
    return { files: keys.length, bytes };
  }

  /**
   * Writes the output of a batch: one part and the marker of success.
   *
   * @throws S3aFailure when the storage or the credentials refuse
   */
  async write(
    { bucket, prefix }: StorageStep,
    part: string,
    content: string,
  ): Promise<void> {
    const folder =
      prefix === '' || prefix.endsWith('/') ? prefix : `${prefix}/`;
    for (const [key, body] of [
      [`${folder}${part}`, content],
      [`${folder}_SUCCESS`, ''],
    ] as const) {
      await this.#call('put', `s3a://${bucket}/${key}`, client =>
        client.send(
          new PutObjectCommand({
            Bucket: bucket,
            Key: key,
            Body: Buffer.from(body),
          }),
          {
            abortSignal: this.parts.context.signal,
          },
        ),
      );
    }
  }

  async #call<T>(
    operation: string,
    path: string,
    action: (client: S3Client) => Promise<T>,
  ): Promise<T> {
    try {
      const client = new S3Client({
        ...this.parts.network.clientOptions('s3'),
        forcePathStyle: true,
        credentials: await this.#credentials(),
      });
      return await action(client);
    } catch (error) {
      if (this.parts.context.signal.aborted) {
        throw error;
      }
      throw new S3aFailure(
        describeS3aError(error, operation, path, this.parts.sparkVersion),
      );
    }
  }

  async #credentials(): Promise<SessionCredentials> {
    const { properties, context, network, clock } = this.parts;
    const left = (this.#session?.expiration.getTime() ?? 0) - clock().getTime();
    if (!this.#session || left < RENEW_BEFORE_MILLISECONDS) {
      this.#session = await s3aCredentials(properties, context, network);
    }
    return this.#session;
  }
}
