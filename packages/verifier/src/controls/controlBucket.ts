import {
  GetBucketVersioningCommand,
  GetObjectCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import type { BucketResource, Evidence } from '@corridors/model';
import { nameAnswer, type BareAnswer } from '../aws/answer';
import type { AwsCredentials } from '../aws/environmentAccess';
import type { EnvironmentClients } from '../aws/EnvironmentClients';
import { causeOf } from '../classify/classify';
import { CANARY_KEY } from '../probes/canary';
import type { Proof } from './proof';

/** What was found out about a bucket with the portal's own credentials. */
export interface BucketControl {
  /** It exists and belongs to the account that it should. */
  readonly existence: Proof;
  readonly canary: Proof;
  /** Whether a DELETE leaves a marker; absent when not known. */
  readonly keepsVersions?: boolean;
  /** Whether a DELETE can be made to hang on the object's existence. */
  readonly hasConditionalDeletes: boolean;
}

/** What a control needs. */
export interface ControlTools {
  readonly clients: EnvironmentClients;
  /** The portal's own. */
  readonly credentials: AwsCredentials;
  readonly evidence: (summary: string) => Evidence;
  readonly signal: AbortSignal;
}

/** How AWS's own stores name themselves. */
const AWS_STORE = 'AmazonS3';

/**
 * Sees that a bucket exists and belongs to its account, how it treats deletes, and that the canary is there; puts the
 * canary when it is missing.
 */
export async function controlBucket(
  bucket: BucketResource,
  tools: ControlTools,
): Promise<BucketControl> {
  const { clients, credentials, evidence, signal } = tools;
  const client = clients.s3(credentials, bucket.region);
  const versioning = await clients.askStore(
    options =>
      client.send(new GetBucketVersioningCommand(target(bucket)), options),
    signal,
  );
  const hasConditionalDeletes =
    clients.endpoints.conditionalDeletes ??
    (clients.endpoints.s3 === undefined || clients.storeName === AWS_STORE);
  if (versioning.kind !== 'ok') {
    const cause = describeMissing(bucket, versioning);
    return {
      existence: { isProven: false, cause },
      canary: { isProven: false, cause },
      hasConditionalDeletes,
    };
  }
  return {
    existence: {
      isProven: true,
      evidence: evidence(
        `Bucket ${bucket.name} exists and belongs to account ${bucket.accountId}.`,
      ),
    },
    canary: await controlCanary(bucket, tools),
    keepsVersions: versioning.output.Status !== undefined,
    hasConditionalDeletes,
  };
}

/** A canary that is there is left alone; only one that is missing is put, and only if it still is. */
async function controlCanary(
  bucket: BucketResource,
  tools: ControlTools,
): Promise<Proof> {
  const { clients, credentials, evidence, signal } = tools;
  const client = clients.s3(credentials, bucket.region);
  const canary = { ...target(bucket), Key: CANARY_KEY };
  const seen = await clients.askStore(async options => {
    const output = await client.send(
      new GetObjectCommand({ ...canary, Range: 'bytes=0-0' }),
      options,
    );
    await output.Body?.transformToByteArray();
    return output;
  }, signal);
  const isThere: Proof = {
    isProven: true,
    evidence: evidence(`Object ${CANARY_KEY} is in ${bucket.name}.`),
  };
  if (seen.kind === 'ok') {
    return isThere;
  }
  if (
    nameAnswer(seen) !== '404 NoSuchKey' &&
    nameAnswer(seen) !== '403 AccessDenied'
  ) {
    return {
      isProven: false,
      cause: `${CANARY_KEY} in ${bucket.name} could not be seen: ${causeOf(
        seen,
      )}`,
    };
  }
  const put = new PutObjectCommand({
    ...canary,
    Body: new Uint8Array(1),
    ContentLength: 1,
    IfNoneMatch: '*',
  });
  const answer = await clients.askStore(
    options => client.send(put, options),
    signal,
  );
  return answer.kind === 'ok' || nameAnswer(answer) === '412 PreconditionFailed'
    ? isThere
    : {
        isProven: false,
        cause: `${CANARY_KEY} could not be put into ${bucket.name}: ${causeOf(
          answer,
        )}`,
      };
}

function describeMissing(bucket: BucketResource, answer: BareAnswer): string {
  switch (nameAnswer(answer)) {
    case '404 NoSuchBucket':
      return `bucket ${bucket.name} does not exist`;
    case '403 AccessDenied':
      return `bucket ${bucket.name} belongs to another account than ${bucket.accountId}, or the portal may not read its versioning`;
    default:
      return `bucket ${bucket.name} could not be seen: ${causeOf(answer)}`;
  }
}

function target(bucket: BucketResource) {
  return { Bucket: bucket.name, ExpectedBucketOwner: bucket.accountId };
}
