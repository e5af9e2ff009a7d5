import { AwsError } from '../../http/AwsError';
import {
  child,
  childText,
  children,
  parseXml,
  malformedXml,
} from '../../http/xml';
import type { ParsedXml } from '../../http/xml';
import { respondEmpty, respondXml } from '../respond';
import { bucketOf } from '../S3Call';
import type { S3Operation } from '../S3Call';

const versioning: readonly S3Operation[] = [
  {
    name: 'GetBucketVersioning',
    route: { method: 'GET', target: 'bucket', query: 'versioning' },
    permissions: () => [{ action: 's3:GetBucketVersioning', on: 'bucket' }],
    run: call =>
      respondXml('VersioningConfiguration', {
        Status: bucketOf(call).versioning,
      }),
  },
  {
    name: 'PutBucketVersioning',
    route: { method: 'PUT', target: 'bucket', query: 'versioning' },
    permissions: () => [{ action: 's3:PutBucketVersioning', on: 'bucket' }],
    async run(call) {
      const { body } = await call.readPayload();
      const status = childText(
        parseXml(body, 'VersioningConfiguration'),
        'Status',
      );
      if (status !== 'Enabled' && status !== 'Suspended') {
        throw new AwsError(
          400,
          'IllegalVersioningConfigurationException',
          'The Versioning element must be specified',
        );
      }
      bucketOf(call).versioning = status;
      call.context.store.changed();
      return respondEmpty(200);
    },
  },
];

/** "You can associate up to 50 tags" with a bucket. */
const MAXIMUM_TAGS = 50;

/**
 * Reads a `Tagging` document.
 *
 * @throws AwsError `InvalidTag`, `BadRequest`
 */
export function readTags(tagging: ParsedXml): Map<string, string> {
  const tags = new Map<string, string>();
  for (const tag of children(child(tagging, 'TagSet'), 'Tag')) {
    const key = childText(tag, 'Key');
    if (!key || key.length > 128 || key.toLowerCase().startsWith('aws:')) {
      throw new AwsError(
        400,
        'InvalidTag',
        'The TagKey you have provided is invalid',
      );
    }
    if (tags.has(key)) {
      throw new AwsError(
        400,
        'InvalidTag',
        'Cannot provide multiple Tags with the same key',
      );
    }
    tags.set(key, childText(tag, 'Value') ?? '');
  }
  if (tags.size > MAXIMUM_TAGS) {
    throw new AwsError(
      400,
      'BadRequest',
      `Bucket tag count cannot be greater than ${MAXIMUM_TAGS}`,
    );
  }
  return tags;
}

const tagging: readonly S3Operation[] = [
  {
    name: 'GetBucketTagging',
    route: { method: 'GET', target: 'bucket', query: 'tagging' },
    permissions: () => [{ action: 's3:GetBucketTagging', on: 'bucket' }],
    run(call) {
      const { tags, name } = bucketOf(call);
      if (!tags || tags.size === 0) {
        throw new AwsError(404, 'NoSuchTagSet', 'The TagSet does not exist', {
          details: { BucketName: name },
        });
      }
      return respondXml('Tagging', {
        TagSet: { Tag: [...tags].map(([Key, Value]) => ({ Key, Value })) },
      });
    },
  },
  {
    name: 'PutBucketTagging',
    route: { method: 'PUT', target: 'bucket', query: 'tagging' },
    permissions: () => [{ action: 's3:PutBucketTagging', on: 'bucket' }],
    async run(call) {
      bucketOf(call).tags = readTags(
        parseXml((await call.readPayload()).body, 'Tagging'),
      );
      call.context.store.changed();
      return respondEmpty(204);
    },
  },
  {
    name: 'DeleteBucketTagging',
    route: { method: 'DELETE', target: 'bucket', query: 'tagging' },
    permissions: () => [{ action: 's3:PutBucketTagging', on: 'bucket' }],
    run(call) {
      bucketOf(call).tags = undefined;
      call.context.store.changed();
      return respondEmpty(204);
    },
  },
];

const LIFECYCLE_ACTIONS = [
  'Expiration',
  'Transition',
  'NoncurrentVersionExpiration',
  'NoncurrentVersionTransition',
  'AbortIncompleteMultipartUpload',
];

function checkLifecycle(configuration: ParsedXml): void {
  const rules = children(configuration, 'Rule');
  if (rules.length === 0) {
    throw malformedXml();
  }
  for (const rule of rules) {
    const status = childText(rule, 'Status');
    if (status !== 'Enabled' && status !== 'Disabled') {
      throw malformedXml();
    }
    if (!LIFECYCLE_ACTIONS.some(action => child(rule, action) !== undefined)) {
      throw new AwsError(
        400,
        'InvalidRequest',
        'At least one action needs to be specified in a rule',
      );
    }
  }
}

const lifecycle: readonly S3Operation[] = [
  {
    name: 'GetBucketLifecycleConfiguration',
    route: { method: 'GET', target: 'bucket', query: 'lifecycle' },
    permissions: () => [
      { action: 's3:GetLifecycleConfiguration', on: 'bucket' },
    ],
    run(call) {
      const { lifecycleXml, name } = bucketOf(call);
      if (lifecycleXml === undefined) {
        throw new AwsError(
          404,
          'NoSuchLifecycleConfiguration',
          'The lifecycle configuration does not exist',
          { details: { BucketName: name } },
        );
      }
      return {
        status: 200,
        headers: { 'content-type': 'application/xml' },
        body: lifecycleXml,
      };
    },
  },
  {
    name: 'PutBucketLifecycleConfiguration',
    route: { method: 'PUT', target: 'bucket', query: 'lifecycle' },
    permissions: () => [
      { action: 's3:PutLifecycleConfiguration', on: 'bucket' },
    ],
    async run(call) {
      const { body } = await call.readPayload();
      checkLifecycle(parseXml(body, 'LifecycleConfiguration'));
      bucketOf(call).lifecycleXml = body.toString('utf8');
      call.context.store.changed();
      return respondEmpty(200);
    },
  },
  {
    name: 'DeleteBucketLifecycle',
    route: { method: 'DELETE', target: 'bucket', query: 'lifecycle' },
    permissions: () => [
      { action: 's3:PutLifecycleConfiguration', on: 'bucket' },
    ],
    run(call) {
      bucketOf(call).lifecycleXml = undefined;
      call.context.store.changed();
      return respondEmpty(204);
    },
  },
];

/** Versioning, tags, lifecycle rules. */
export const bucketUpkeepOperations: readonly S3Operation[] = [
  ...versioning,
  ...tagging,
  ...lifecycle,
];
