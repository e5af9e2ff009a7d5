import {
  GetPublicAccessBlockCommand,
  type S3ControlClient,
} from '@aws-sdk/client-s3-control';
import type {
  AccessModelGap,
  PublicAccessBlock,
} from '@corridors/policy-engine';
import { readAws, type ReadContext } from '../aws/readAws';
import { gapOf } from './gap';
import { NOTHING_BLOCKED } from './nothingBlocked';

/** Reads the public access settings of a whole account, which add to those of each bucket. */
export async function readAccountPublicAccessBlock(
  s3Control: S3ControlClient,
  accountId: string,
  context: ReadContext,
): Promise<{
  readonly publicAccessBlock?: PublicAccessBlock;
  readonly gaps: readonly AccessModelGap[];
}> {
  const outcome = await readAws<PublicAccessBlock>(
    context,
    ['NoSuchPublicAccessBlockConfiguration'],
    async call => {
      const { PublicAccessBlockConfiguration: block } = await call({
        permission: 's3:GetAccountPublicAccessBlock',
        resource: `account ${accountId}`,
        send: abortSignal =>
          s3Control.send(
            new GetPublicAccessBlockCommand({ AccountId: accountId }),
            { abortSignal },
          ),
      });
      return {
        blockPublicAcls: block?.BlockPublicAcls ?? false,
        ignorePublicAcls: block?.IgnorePublicAcls ?? false,
        blockPublicPolicy: block?.BlockPublicPolicy ?? false,
        restrictPublicBuckets: block?.RestrictPublicBuckets ?? false,
      };
    },
  );
  const place = {
    part: 'account-public-access-block',
    subject: accountId,
  } as const;
  switch (outcome.kind) {
    case 'value':
      return { publicAccessBlock: outcome.value, gaps: [] };
    case 'absent':
      return { publicAccessBlock: NOTHING_BLOCKED, gaps: [] };
    case 'failure':
      return { gaps: [gapOf(place, outcome.failure)] };
    default:
      return outcome satisfies never;
  }
}
