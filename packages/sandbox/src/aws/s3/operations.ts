import { bucketPolicyOperations } from './buckets/bucketPolicy';
import { bucketProtectionOperations } from './buckets/bucketProtection';
import { bucketUpkeepOperations } from './buckets/bucketUpkeep';
import { lifeOfBuckets } from './buckets/lifeOfBuckets';
import { listOperations } from './buckets/listObjects';
import { deleteOperations } from './objects/deleteObject';
import { multipartOperations } from './objects/multipartUpload';
import { readOperations } from './objects/readObject';
import { writeOperations } from './objects/writeObject';
import type { S3Address } from './address';
import type { S3Call, S3Operation, S3Route } from './S3Call';

const OPERATIONS: readonly S3Operation[] = [
  ...lifeOfBuckets,
  ...bucketPolicyOperations,
  ...bucketProtectionOperations,
  ...bucketUpkeepOperations,
  ...listOperations,
  ...readOperations,
  ...multipartOperations,
  ...writeOperations,
  ...deleteOperations,
];

/** Names in the query that stand for an operation of their own ("Actions", Amazon S3 API reference). */
const SUBRESOURCES = new Set([
  'abac',
  'accelerate',
  'acl',
  'analytics',
  'attributes',
  'cors',
  'delete',
  'encryption',
  'intelligent-tiering',
  'inventory',
  'legal-hold',
  'lifecycle',
  'location',
  'logging',
  'metadataConfiguration',
  'metadataTable',
  'metrics',
  'notification',
  'object-lock',
  'ownershipControls',
  'policy',
  'policyStatus',
  'publicAccessBlock',
  'renameObject',
  'replication',
  'requestPayment',
  'restore',
  'retention',
  'select',
  'session',
  'tagging',
  'torrent',
  'uploadId',
  'uploads',
  'versioning',
  'versions',
  'website',
]);

function specificity(operation: S3Operation): number {
  return (operation.route.query ? 2 : 0) + (operation.route.header ? 1 : 0);
}

function targetOf({ bucketName, key }: S3Address): S3Route['target'] {
  if (key !== undefined) {
    return 'object';
  }
  return bucketName === undefined ? 'account' : 'bucket';
}

function matches(
  call: Pick<S3Call, 'request' | 'bucketName' | 'key'>,
  operation: S3Operation,
) {
  const { route } = operation;
  const { request } = call;
  return (
    route.method === request.method &&
    route.target === targetOf(call) &&
    (route.query === undefined || request.query.has(route.query)) &&
    (route.queryValue === undefined ||
      request.query.get(route.query ?? '') === route.queryValue) &&
    (route.header === undefined || request.headers.has(route.header))
  );
}

/** The operation that a request means; nothing when the sandbox has none for it. */
export function findOperation(
  call: Pick<S3Call, 'request' | 'bucketName' | 'key'>,
): S3Operation | undefined {
  const [best] = OPERATIONS.filter(operation => matches(call, operation)).sort(
    (left, right) => specificity(right) - specificity(left),
  );
  const subresource = [...call.request.query.keys()].find(name =>
    SUBRESOURCES.has(name),
  );
  return subresource === undefined || best?.route.query === subresource
    ? best
    : undefined;
}
