import {
  BucketLocationConstraint,
  CreateBucketCommand,
  DeleteBucketCommand,
  GetBucketTaggingCommand,
  HeadBucketCommand,
  PutBucketTaggingCommand,
  S3ServiceException,
} from '@aws-sdk/client-s3';
import { errorName } from '../../aws/clients/errorName';
import { AckError } from './AckError';
import type { AckBucket } from './AckObject';
import type {
  AckResource,
  AckResourceManager,
  AckScope,
} from './AckResourceManager';
import { bucketSettings } from './bucketSettings';
import {
  desiredTags,
  foreignResource,
  fromSdkTags,
  isOwnByTags,
  isSameTags,
  toSdkTags,
} from './ownership';

type Presence = 'ours-to-see' | 'foreign' | 'absent';

/** Buckets of S3, with their settings. */
export class BucketManager implements AckResourceManager<AckBucket> {
  constructor(private readonly scope: AckScope) {}

  async sync(object: AckBucket, isManaged: boolean): Promise<AckResource> {
    const Bucket = object.spec.name;
    const presence = await this.look(Bucket);
    if (presence === 'foreign') {
      throw foreignResource(`arn:aws:s3:::${Bucket}`);
    }
    const before =
      presence === 'absent'
        ? new Map<string, string>()
        : await this.tagsOf(Bucket);
    if (presence === 'absent') {
      await this.create(object);
    } else if (!isManaged && !isOwnByTags(object, before)) {
      throw foreignResource(`arn:aws:s3:::${Bucket}`);
    }
    const desired = desiredTags(object, object.spec.tagging?.tagSet);
    if (!isSameTags(before, desired)) {
      await this.scope.aws.s3.send(
        new PutBucketTaggingCommand({
          Bucket,
          Tagging: { TagSet: toSdkTags(desired) },
        }),
      );
    }
    for (const setting of bucketSettings) {
      await setting(this.scope.aws.s3, object.spec);
    }
    return {
      arn: `arn:aws:s3:::${Bucket}`,
      facts: { location: `http://${Bucket}.s3.amazonaws.com/` },
    };
  }

  async remove(object: AckBucket, isManaged: boolean): Promise<void> {
    const Bucket = object.spec.name;
    if ((await this.look(Bucket)) !== 'ours-to-see') {
      return;
    }
    if (isManaged || isOwnByTags(object, await this.tagsOf(Bucket))) {
      await this.scope.aws.s3.send(new DeleteBucketCommand({ Bucket }));
    }
  }

  private async look(Bucket: string): Promise<Presence> {
    try {
      await this.scope.aws.s3.send(
        new HeadBucketCommand({
          Bucket,
          ExpectedBucketOwner: this.scope.accountId,
        }),
      );
      return 'ours-to-see';
    } catch (error) {
      const status =
        error instanceof S3ServiceException
          ? error.$metadata.httpStatusCode
          : undefined;
      if (status === 404) {
        return 'absent';
      }
      if (status === 403) {
        return 'foreign';
      }
      throw error;
    }
  }

  private async tagsOf(Bucket: string): Promise<Map<string, string>> {
    try {
      const { TagSet } = await this.scope.aws.s3.send(
        new GetBucketTaggingCommand({ Bucket }),
      );
      return fromSdkTags(TagSet);
    } catch (error) {
      if (errorName(error) === 'NoSuchTagSet') {
        return new Map();
      }
      throw error;
    }
  }

  private async create({ spec }: AckBucket): Promise<void> {
    const { region } = this.scope;
    const wanted =
      spec.createBucketConfiguration?.locationConstraint ??
      (region === 'us-east-1' ? undefined : region);
    const LocationConstraint = Object.values(BucketLocationConstraint).find(
      each => each === wanted,
    );
    if (wanted !== undefined && LocationConstraint === undefined) {
      throw new AckError(
        'terminal',
        `InvalidLocationConstraint: ${wanted} is no region of S3`,
      );
    }
    await this.scope.aws.s3.send(
      new CreateBucketCommand({
        Bucket: spec.name,
        CreateBucketConfiguration: LocationConstraint
          ? { LocationConstraint }
          : undefined,
      }),
    );
  }
}
