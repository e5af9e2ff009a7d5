import type { S3Client } from '@aws-sdk/client-s3';
import type {
  AccessModelBucket,
  AccessModelGap,
} from '@corridors/policy-engine';
import type { ReadOutcome } from '../aws/fact';
import type { ReadContext } from '../aws/readAws';
import {
  readLocation,
  readOwnership,
  readPolicy,
  readPublicAccessBlock,
} from '../aws/readBucket';
import type { AccountBucket } from './accountAccess';
import { type GapPlace, gapOf } from './gap';
import { NOTHING_BLOCKED } from './nothingBlocked';

/** A bucket as it was read: absent when there is none, or when a gap says that its owner is not known. */
export interface BucketAccess {
  readonly bucket?: AccessModelBucket;
  readonly gaps: readonly AccessModelGap[];
}

/** Reads who owns a bucket and, when it is the expected account, what guards it. */
export async function readBucketAccess(
  s3: S3Client,
  { name, accountId }: AccountBucket,
  context: ReadContext,
): Promise<BucketAccess> {
  const owned = await readOwner(s3, { name, accountId }, context);
  if (owned !== 'as expected') {
    return { gaps: owned === 'no such bucket' ? [] : [owned] };
  }
  const [policy, block, ownership] = await Promise.all([
    readPolicy(s3, name, context, accountId),
    readPublicAccessBlock(s3, name, context, accountId),
    readOwnership(s3, name, context, accountId),
  ]);
  const gaps: AccessModelGap[] = [];
  const known = <T>(
    part: GapPlace['part'],
    outcome: ReadOutcome<T>,
  ): T | 'none' | undefined => {
    switch (outcome.kind) {
      case 'value':
        return outcome.value;
      case 'absent':
        return 'none';
      case 'failure':
        gaps.push(gapOf({ part, subject: name }, outcome.failure));
        return undefined;
      default:
        return outcome satisfies never;
    }
  };
  const document = known('bucket-policy', policy);
  const publicAccessBlock = known('bucket-public-access-block', block);
  const setting = known('bucket-ownership', ownership);
  const objectOwnership = readSetting(setting);
  if (setting !== undefined && objectOwnership === undefined) {
    gaps.push({
      part: 'bucket-ownership',
      subject: name,
      cause: 'failed',
      message: `S3 names an object ownership that is not known: "${setting}"`,
    });
  }
  return {
    bucket: {
      name,
      accountId,
      ...(document === undefined || document === 'none'
        ? {}
        : { policy: { name, document } }),
      ...(publicAccessBlock === undefined
        ? {}
        : {
            publicAccessBlock:
              publicAccessBlock === 'none'
                ? NOTHING_BLOCKED
                : publicAccessBlock,
          }),
      ...(objectOwnership === undefined ? {} : { objectOwnership }),
    },
    gaps,
  };
}

/**
 * Asks with the expected owner, which S3 refuses with 403 when the owner is another
 * (source: Amazon S3 user guide, "Verifying bucket ownership with bucket owner condition"), and tells that from a missing
 * permission by asking once without.
 */
async function readOwner(
  s3: S3Client,
  { name, accountId }: AccountBucket,
  context: ReadContext,
): Promise<'as expected' | 'no such bucket' | AccessModelGap> {
  const place = { part: 'bucket-owner', subject: name } as const;
  const expected = await readLocation(s3, name, context, accountId);
  if (expected.kind === 'value') {
    return 'as expected';
  }
  if (expected.kind === 'absent') {
    return 'no such bucket';
  }
  const gap = gapOf(place, expected.failure);
  if (gap.cause !== 'access-denied') {
    return gap;
  }
  const anybody = await readLocation(s3, name, context);
  switch (anybody.kind) {
    case 'value':
      return {
        ...place,
        cause: 'failed',
        message: `Bucket ${name} does not belong to account ${accountId}: what guards it is not known`,
      };
    case 'absent':
      return 'no such bucket';
    case 'failure':
      return {
        ...gap,
        message: `${gap.message} (or the bucket does not belong to account ${accountId})`,
      };
    default:
      return anybody satisfies never;
  }
}

/**
 * Without ownership controls, objects belong to who writes them
 * (source: Amazon S3 user guide, "Controlling ownership of objects and disabling ACLs for your bucket").
 */
function readSetting(
  setting: string | undefined,
): AccessModelBucket['objectOwnership'] {
  switch (setting) {
    case 'BucketOwnerEnforced':
    case 'BucketOwnerPreferred':
    case 'ObjectWriter':
      return setting;
    case 'none':
      return 'ObjectWriter';
    default:
      return undefined;
  }
}
