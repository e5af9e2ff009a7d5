import type { Operation } from '@corridors/model';
import {
  ASSUME_ACTIONS,
  BUCKET_WIDENING_ACTIONS,
} from '@corridors/policy-engine';

const OPERATIONS: ReadonlyMap<string, Operation> = new Map<string, Operation>([
  ['s3:ListBucket', 'list'],
  ['s3:ListBucketVersions', 'list'],
  ['s3:ListBucketMultipartUploads', 'list'],
  ['s3:GetObject', 'read'],
  ['s3:GetObjectVersion', 'read'],
  ['s3:GetObjectVersionForReplication', 'read'],
  ['s3:GetObjectTorrent', 'read'],
  ['s3:GetObjectVersionTorrent', 'read'],
  ['s3:ListMultipartUploadParts', 'read'],
  ['s3:PutObject', 'write'],
  ['s3:ReplicateObject', 'write'],
  ['s3:AbortMultipartUpload', 'write'],
  ['s3:DeleteObject', 'delete'],
  ['s3:DeleteObjectVersion', 'delete'],
  ['s3:ReplicateDelete', 'delete'],
  ...BUCKET_WIDENING_ACTIONS.map(action => [action, 'administer'] as const),
  ...ASSUME_ACTIONS.map(action => [action, 'assume'] as const),
]);

/** The operation that an action is part of; undefined for what is no cell, as reading tags or rewriting a role. */
export function operationOf(action: string): Operation | undefined {
  return OPERATIONS.get(action);
}
