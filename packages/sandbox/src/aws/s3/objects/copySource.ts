import { AwsError } from '../../http/AwsError';
import type { BucketState, ObjectVersionState } from '../../state/AwsState';
import { refuseOnBucket } from '../authorizeS3';
import type { S3Call } from '../S3Call';
import { currentObject } from './objectVersions';
import { checkRead } from './preconditions';

/** The object that a request copies from. */
export interface CopySource {
  readonly bucket: BucketState;
  readonly version: ObjectVersionState;
}

function locate(call: S3Call): CopySource {
  const header = call.request.headers.get('x-amz-copy-source') ?? '';
  const [path = '', query = ''] = header.split('?');
  const [bucketName = '', ...rest] = decodeURIComponent(path)
    .replace(/^\//, '')
    .split('/');
  const key = rest.join('/');
  const versionId = new URLSearchParams(query).get('versionId');
  if (key === '') {
    throw new AwsError(
      400,
      'InvalidArgument',
      'Copy Source must mention the source bucket and key: sourcebucket/sourcekey',
      { details: { ArgumentName: 'x-amz-copy-source', ArgumentValue: header } },
    );
  }
  const bucket = call.context.store.state.buckets.get(bucketName);
  if (!bucket) {
    throw new AwsError(
      404,
      'NoSuchBucket',
      'The specified bucket does not exist',
      {
        details: { BucketName: bucketName },
      },
    );
  }
  const action = versionId === null ? 's3:GetObject' : 's3:GetObjectVersion';
  const refusal = refuseOnBucket(call, bucket, { action, on: 'object' }, key);
  if (refusal) {
    throw refusal;
  }
  const version =
    versionId === null
      ? currentObject(bucket, key)
      : bucket.objects.get(key)?.find(each => each.versionId === versionId);
  if (!version || version.isDeleteMarker) {
    const refusedList = refuseOnBucket(call, bucket, {
      action: 's3:ListBucket',
      on: 'bucket',
    });
    throw (
      refusedList ??
      new AwsError(404, 'NoSuchKey', 'The specified key does not exist.', {
        details: { Key: key },
      })
    );
  }
  return { bucket, version };
}

const COPY_CONDITION = 'x-amz-copy-source-';

/**
 * Finds what `x-amz-copy-source` names, authorizes reading it and checks the conditions that the copy hangs on.
 *
 * @throws AwsError `NoSuchBucket`, `NoSuchKey`, `AccessDenied`, `PreconditionFailed`
 */
export function findCopySource(call: S3Call): CopySource {
  const source = locate(call);
  const conditions = new Map(
    [...call.request.headers]
      .filter(([name]) => name.startsWith(COPY_CONDITION))
      .map(([name, value]) => [name.slice(COPY_CONDITION.length), value]),
  );
  if (checkRead(conditions, source.version)) {
    throw new AwsError(
      412,
      'PreconditionFailed',
      'At least one of the pre-conditions you specified did not hold',
    );
  }
  return source;
}
