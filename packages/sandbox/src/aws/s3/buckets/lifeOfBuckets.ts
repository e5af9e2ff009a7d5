import { accountIdOf } from '../../authentication/Caller';
import { AwsError } from '../../http/AwsError';
import { childText, parseXml } from '../../http/xml';
import type { BucketState } from '../../state/AwsState';
import { FULL_PUBLIC_ACCESS_BLOCK } from '../publicAccess/effectivePublicAccessBlock';
import { respondEmpty, respondXml } from '../respond';
import { bucketOf } from '../S3Call';
import type { S3Call, S3Operation } from '../S3Call';
import { checkBucketName } from './bucketNames';

const OWNERSHIPS = [
  'BucketOwnerEnforced',
  'BucketOwnerPreferred',
  'ObjectWriter',
] as const;

function ownershipOf(call: S3Call): BucketState['objectOwnership'] {
  const asked = call.request.headers.get('x-amz-object-ownership');
  const acl = call.request.headers.get('x-amz-acl');
  const ownership =
    asked === undefined
      ? 'BucketOwnerEnforced'
      : OWNERSHIPS.find(each => each === asked);
  if (ownership === undefined) {
    throw new AwsError(
      400,
      'InvalidArgument',
      `Invalid x-amz-object-ownership header: ${asked}`,
    );
  }
  if (
    ownership === 'BucketOwnerEnforced' &&
    acl !== undefined &&
    acl !== 'private'
  ) {
    throw new AwsError(
      400,
      'InvalidBucketAclWithObjectOwnership',
      "Bucket cannot have ACLs set with ObjectOwnership's BucketOwnerEnforced setting",
    );
  }
  return ownership;
}

async function regionOf(call: S3Call): Promise<string> {
  const region = call.signature?.region ?? call.context.region;
  const { body } = await call.readPayload();
  const constraint =
    body.length === 0
      ? undefined
      : childText(
          parseXml(body, 'CreateBucketConfiguration'),
          'LocationConstraint',
        );
  const stated =
    constraint === undefined || constraint === '' ? 'us-east-1' : constraint;
  if (stated !== region) {
    throw new AwsError(
      400,
      'IllegalLocationConstraintException',
      `The ${
        constraint ?? 'unspecified'
      } location constraint is incompatible for the region specific endpoint this request was sent to.`,
    );
  }
  return region;
}

const createBucket: S3Operation = {
  name: 'CreateBucket',
  route: { method: 'PUT', target: 'bucket' },
  permissions: call => [
    {
      action: 's3:CreateBucket',
      on: 'account',
      context: {
        's3:locationconstraint': call.signature?.region ?? call.context.region,
      },
    },
  ],
  async run(call) {
    const { store } = call.context;
    const name = call.bucketName ?? '';
    const accountId = accountIdOf(call.caller);
    if (accountId === undefined) {
      throw new AwsError(403, 'AccessDenied', 'Access Denied');
    }
    checkBucketName(name);
    const region = await regionOf(call);
    const objectOwnership = ownershipOf(call);
    const existing = store.state.buckets.get(name);
    if (existing) {
      throw existing.accountId === accountId
        ? new AwsError(
            409,
            'BucketAlreadyOwnedByYou',
            'Your previous request to create the named bucket succeeded and you already own it.',
            { details: { BucketName: name } },
          )
        : new AwsError(
            409,
            'BucketAlreadyExists',
            'The requested bucket name is not available. The bucket namespace is shared by all users of the system. Please select a different name and try again.',
            { details: { BucketName: name } },
          );
    }
    store.state.buckets.set(name, {
      name,
      accountId,
      region,
      createdAt: call.request.at.toISOString(),
      publicAccessBlock: FULL_PUBLIC_ACCESS_BLOCK,
      objectOwnership,
      encryption: { algorithm: 'AES256', bucketKeyEnabled: false },
      objects: new Map(),
      uploads: new Map(),
    });
    store.changed();
    return respondEmpty(200, { location: `/${name}` });
  },
};

const deleteBucket: S3Operation = {
  name: 'DeleteBucket',
  route: { method: 'DELETE', target: 'bucket' },
  permissions: () => [{ action: 's3:DeleteBucket', on: 'bucket' }],
  run(call) {
    const { store } = call.context;
    const bucket = bucketOf(call);
    if (bucket.objects.size > 0) {
      throw new AwsError(
        409,
        'BucketNotEmpty',
        'The bucket you tried to delete is not empty',
        {
          details: { BucketName: bucket.name },
        },
      );
    }
    store.state.buckets.delete(bucket.name);
    store.changed();
    return respondEmpty(204);
  },
};

const headBucket: S3Operation = {
  name: 'HeadBucket',
  route: { method: 'HEAD', target: 'bucket' },
  permissions: () => [{ action: 's3:ListBucket', on: 'bucket' }],
  run: call =>
    respondEmpty(200, {
      'x-amz-bucket-region': bucketOf(call).region,
      'x-amz-access-point-alias': 'false',
      'content-type': 'application/xml',
    }),
};

const getBucketLocation: S3Operation = {
  name: 'GetBucketLocation',
  route: { method: 'GET', target: 'bucket', query: 'location' },
  permissions: () => [{ action: 's3:GetBucketLocation', on: 'bucket' }],
  run(call) {
    const { region } = bucketOf(call);
    return respondXml(
      'LocationConstraint',
      region === 'us-east-1' ? {} : { '#text': region },
    );
  },
};

/** Canonical user id of an account: 64 hexadecimal digits. */
export const ownerId = (accountId: string) => accountId.padStart(64, '0');

const listBuckets: S3Operation = {
  name: 'ListBuckets',
  route: { method: 'GET', target: 'account' },
  permissions: () => [{ action: 's3:ListAllMyBuckets', on: 'account' }],
  run(call) {
    const accountId = accountIdOf(call.caller) ?? '';
    const prefix = call.request.query.get('prefix') ?? '';
    const buckets = [...call.context.store.state.buckets.values()]
      .filter(
        bucket =>
          bucket.accountId === accountId && bucket.name.startsWith(prefix),
      )
      .sort((left, right) => (left.name < right.name ? -1 : 1));
    return respondXml('ListAllMyBucketsResult', {
      Owner: { ID: ownerId(accountId) },
      Buckets: {
        Bucket: buckets.map(bucket => ({
          Name: bucket.name,
          CreationDate: bucket.createdAt,
          BucketRegion: bucket.region,
        })),
      },
    });
  },
};

/** Making, deleting and finding buckets. */
export const lifeOfBuckets: readonly S3Operation[] = [
  listBuckets,
  getBucketLocation,
  createBucket,
  headBucket,
  deleteBucket,
];
