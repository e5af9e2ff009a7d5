import {
  DeleteObjectCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { CANARY_KEY, unusedKey } from './canary';
import type { BucketProbe, ProbeAnswer } from './probe';

/**
 * Lists one key. Guarded by `s3:ListBucket`; unlike HeadBucket its errors have a code. (AWS: "ListObjectsV2")
 */
export async function probeList(probe: BucketProbe): Promise<ProbeAnswer> {
  const command = new ListObjectsV2Command({ ...target(probe), MaxKeys: 1 });
  const answer = await probe.clients.askStore(
    options => storeOf(probe).send(command, options),
    probe.signal,
  );
  return { call: 'ListObjectsV2', answer };
}

/**
 * Gets the first byte of the canary. A key that is missing would not do: without `s3:ListBucket` AWS answers 403 for it
 * even to who may read. (AWS: "GetObject")
 */
export async function probeRead(probe: BucketProbe): Promise<ProbeAnswer> {
  const command = new GetObjectCommand({
    ...target(probe),
    Key: CANARY_KEY,
    Range: 'bytes=0-0',
  });
  const answer = await probe.clients.askStore(async options => {
    const output = await storeOf(probe).send(command, options);
    await output.Body?.transformToByteArray();
    return output;
  }, probe.signal);
  return { call: 'GetObject', answer };
}

/**
 * Uploads one byte to an upload that does not exist, which stores nothing. Guarded by `s3:PutObject`. (AWS: "UploadPart")
 */
export async function probeWrite(probe: BucketProbe): Promise<ProbeAnswer> {
  const command = new UploadPartCommand({
    ...target(probe),
    Key: unusedKey(probe.random),
    PartNumber: 1,
    UploadId: `corridors-probe-${probe.random()}`,
    Body: new Uint8Array(1),
    ContentLength: 1,
  });
  const answer = await probe.clients.askStore(
    options => storeOf(probe).send(command, options),
    probe.signal,
  );
  return { call: 'UploadPart', answer };
}

/**
 * Deletes a key that does not exist. On a bucket that keeps versions this would leave a delete marker, so there the
 * request carries the condition that the object exists. (AWS: "DeleteObject", "How to perform conditional deletes")
 */
export async function probeDelete(
  probe: BucketProbe,
  { keepsVersions }: { keepsVersions: boolean },
): Promise<ProbeAnswer> {
  const command = new DeleteObjectCommand({
    ...target(probe),
    Key: unusedKey(probe.random),
    ...(keepsVersions ? { IfMatch: '*' } : {}),
  });
  const answer = await probe.clients.askStore(
    options => storeOf(probe).send(command, options),
    probe.signal,
  );
  return { call: 'DeleteObject', answer };
}

function target({ bucket }: BucketProbe) {
  return { Bucket: bucket.name, ExpectedBucketOwner: bucket.accountId };
}

function storeOf({ clients, signer, bucket }: BucketProbe) {
  return clients.s3(signer, bucket.region);
}
