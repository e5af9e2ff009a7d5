import { AwsError } from '../../http/AwsError';
import {
  child,
  childFlag,
  childText,
  malformedXml,
  parseXml,
} from '../../http/xml';
import {
  describePublicAccessBlock,
  parsePublicAccessBlock,
  PUBLIC_ACCESS_BLOCK,
} from '../publicAccess/publicAccessBlockXml';
import { respondEmpty, respondXml } from '../respond';
import { bucketOf } from '../S3Call';
import type { S3Operation } from '../S3Call';
import { ownerId } from './lifeOfBuckets';

const notFound = (code: string, message: string, bucketName: string) =>
  new AwsError(404, code, message, { details: { BucketName: bucketName } });

const publicAccessBlock: readonly S3Operation[] = [
  {
    name: 'GetPublicAccessBlock',
    route: { method: 'GET', target: 'bucket', query: 'publicAccessBlock' },
    permissions: () => [
      { action: 's3:GetBucketPublicAccessBlock', on: 'bucket' },
    ],
    run(call) {
      const { publicAccessBlock: block, name } = bucketOf(call);
      if (!block) {
        throw notFound(
          'NoSuchPublicAccessBlockConfiguration',
          'The public access block configuration was not found',
          name,
        );
      }
      return respondXml(PUBLIC_ACCESS_BLOCK, describePublicAccessBlock(block));
    },
  },
  {
    name: 'PutPublicAccessBlock',
    route: { method: 'PUT', target: 'bucket', query: 'publicAccessBlock' },
    permissions: () => [
      { action: 's3:PutBucketPublicAccessBlock', on: 'bucket' },
    ],
    async run(call) {
      const { body } = await call.readPayload();
      bucketOf(call).publicAccessBlock = parsePublicAccessBlock(body);
      call.context.store.changed();
      return respondEmpty(200);
    },
  },
  {
    name: 'DeletePublicAccessBlock',
    route: { method: 'DELETE', target: 'bucket', query: 'publicAccessBlock' },
    permissions: () => [
      { action: 's3:PutBucketPublicAccessBlock', on: 'bucket' },
    ],
    run(call) {
      bucketOf(call).publicAccessBlock = undefined;
      call.context.store.changed();
      return respondEmpty(204);
    },
  },
];

const OWNERSHIPS = [
  'BucketOwnerEnforced',
  'BucketOwnerPreferred',
  'ObjectWriter',
] as const;

const ownershipControls: readonly S3Operation[] = [
  {
    name: 'GetBucketOwnershipControls',
    route: { method: 'GET', target: 'bucket', query: 'ownershipControls' },
    permissions: () => [
      { action: 's3:GetBucketOwnershipControls', on: 'bucket' },
    ],
    run(call) {
      const { objectOwnership, name } = bucketOf(call);
      if (!objectOwnership) {
        throw notFound(
          'OwnershipControlsNotFoundError',
          'The bucket ownership controls were not found',
          name,
        );
      }
      return respondXml('OwnershipControls', {
        Rule: { ObjectOwnership: objectOwnership },
      });
    },
  },
  {
    name: 'PutBucketOwnershipControls',
    route: { method: 'PUT', target: 'bucket', query: 'ownershipControls' },
    permissions: () => [
      { action: 's3:PutBucketOwnershipControls', on: 'bucket' },
    ],
    async run(call) {
      const controls = parseXml(
        (await call.readPayload()).body,
        'OwnershipControls',
      );
      const asked = childText(child(controls, 'Rule'), 'ObjectOwnership');
      const ownership = OWNERSHIPS.find(each => each === asked);
      if (!ownership) {
        throw malformedXml();
      }
      bucketOf(call).objectOwnership = ownership;
      call.context.store.changed();
      return respondEmpty(200);
    },
  },
  {
    name: 'DeleteBucketOwnershipControls',
    route: { method: 'DELETE', target: 'bucket', query: 'ownershipControls' },
    permissions: () => [
      { action: 's3:PutBucketOwnershipControls', on: 'bucket' },
    ],
    run(call) {
      bucketOf(call).objectOwnership = undefined;
      call.context.store.changed();
      return respondEmpty(204);
    },
  },
];

const ALGORITHMS = ['AES256', 'aws:kms', 'aws:kms:dsse'] as const;

const encryption: readonly S3Operation[] = [
  {
    name: 'GetBucketEncryption',
    route: { method: 'GET', target: 'bucket', query: 'encryption' },
    permissions: () => [
      { action: 's3:GetEncryptionConfiguration', on: 'bucket' },
    ],
    run(call) {
      const { encryption: settings } = bucketOf(call);
      return respondXml('ServerSideEncryptionConfiguration', {
        Rule: {
          ApplyServerSideEncryptionByDefault: {
            SSEAlgorithm: settings.algorithm,
            KMSMasterKeyID: settings.kmsKeyId,
          },
          BucketKeyEnabled: settings.bucketKeyEnabled,
        },
      });
    },
  },
  {
    name: 'PutBucketEncryption',
    route: { method: 'PUT', target: 'bucket', query: 'encryption' },
    permissions: () => [
      { action: 's3:PutEncryptionConfiguration', on: 'bucket' },
    ],
    async run(call) {
      const { body } = await call.readPayload();
      const rule = child(
        parseXml(body, 'ServerSideEncryptionConfiguration'),
        'Rule',
      );
      const byDefault = child(rule, 'ApplyServerSideEncryptionByDefault');
      const asked = childText(byDefault, 'SSEAlgorithm');
      const algorithm = ALGORITHMS.find(each => each === asked);
      if (rule === undefined || !algorithm) {
        throw malformedXml();
      }
      bucketOf(call).encryption = {
        algorithm,
        kmsKeyId: childText(byDefault, 'KMSMasterKeyID'),
        bucketKeyEnabled: childFlag(rule, 'BucketKeyEnabled'),
      };
      call.context.store.changed();
      return respondEmpty(200);
    },
  },
  {
    name: 'DeleteBucketEncryption',
    route: { method: 'DELETE', target: 'bucket', query: 'encryption' },
    permissions: () => [
      { action: 's3:PutEncryptionConfiguration', on: 'bucket' },
    ],
    run(call) {
      bucketOf(call).encryption = {
        algorithm: 'AES256',
        bucketKeyEnabled: false,
      };
      call.context.store.changed();
      return respondEmpty(204);
    },
  },
];

/** Access control lists are off on every bucket of the sandbox: the owner has full control, and nobody else has any. */
const accessControlList: readonly S3Operation[] = [
  {
    name: 'GetBucketAcl',
    route: { method: 'GET', target: 'bucket', query: 'acl' },
    permissions: () => [{ action: 's3:GetBucketAcl', on: 'bucket' }],
    run(call) {
      const id = ownerId(bucketOf(call).accountId);
      return respondXml('AccessControlPolicy', {
        Owner: { ID: id },
        AccessControlList: {
          Grant: { Grantee: { ID: id }, Permission: 'FULL_CONTROL' },
        },
      });
    },
  },
  {
    name: 'PutBucketAcl',
    route: { method: 'PUT', target: 'bucket', query: 'acl' },
    permissions: () => [{ action: 's3:PutBucketAcl', on: 'bucket' }],
    run() {
      throw new AwsError(
        400,
        'AccessControlListNotSupported',
        'The bucket does not allow ACLs',
      );
    },
  },
];

/** Public access block, object ownership, default encryption, ACL. */
export const bucketProtectionOperations: readonly S3Operation[] = [
  ...publicAccessBlock,
  ...ownershipControls,
  ...encryption,
  ...accessControlList,
];
