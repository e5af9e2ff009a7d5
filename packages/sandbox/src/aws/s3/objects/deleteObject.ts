import { AwsError } from '../../http/AwsError';
import { childText, children, parseXml, malformedXml } from '../../http/xml';
import type { ParsedXml, XmlNode } from '../../http/xml';
import { refuseOnBucket } from '../authorizeS3';
import { respondEmpty, respondXml } from '../respond';
import { bucketOf, keyOf } from '../S3Call';
import type { S3Call, S3Operation, S3Permission } from '../S3Call';
import { newestVersion, removeObject } from './objectVersions';
import { checkDelete } from './preconditions';

/** "The request can contain a list of up to 1,000 keys". */
const MAXIMUM_KEYS = 1000;

interface Deletion {
  readonly key: string;
  readonly versionId?: string;
  readonly ifMatch?: string;
}

/** An entity tag to match asks for the right to read the object as well; `*` does not. */
function deletePermissions({ versionId, ifMatch }: Deletion): S3Permission[] {
  const permissions: S3Permission[] = [
    {
      action:
        versionId === undefined ? 's3:DeleteObject' : 's3:DeleteObjectVersion',
      on: 'object',
    },
  ];
  if (ifMatch !== undefined && ifMatch !== '*') {
    permissions.push({ action: 's3:GetObject', on: 'object' });
  }
  return permissions;
}

function deletionOf(call: S3Call): Deletion {
  return {
    key: keyOf(call),
    versionId: call.request.query.get('versionId') ?? undefined,
    ifMatch: call.request.headers.get('if-match'),
  };
}

function deleteOne(call: S3Call, deletion: Deletion) {
  const bucket = bucketOf(call);
  checkDelete(
    deletion.ifMatch,
    deletion.key,
    newestVersion(bucket, deletion.key),
  );
  const removal = removeObject(
    bucket,
    deletion.key,
    deletion.versionId,
    call.request.at,
  );
  call.context.store.changed();
  return removal;
}

const deleteObject: S3Operation = {
  name: 'DeleteObject',
  route: { method: 'DELETE', target: 'object' },
  permissions: call => deletePermissions(deletionOf(call)),
  run(call) {
    const { versionId, isDeleteMarker } = deleteOne(call, deletionOf(call));
    return respondEmpty(204, {
      ...(versionId === undefined ? {} : { 'x-amz-version-id': versionId }),
      ...(isDeleteMarker ? { 'x-amz-delete-marker': 'true' } : {}),
    });
  },
};

function readDeletion(object: ParsedXml): Deletion {
  const key = childText(object, 'Key');
  if (!key) {
    throw malformedXml();
  }
  return {
    key,
    versionId: childText(object, 'VersionId'),
    ifMatch: childText(object, 'ETag'),
  };
}

function tryDelete(
  call: S3Call,
  deletion: Deletion,
): { done: XmlNode } | { failed: XmlNode } {
  try {
    for (const permission of deletePermissions(deletion)) {
      const refusal = refuseOnBucket(
        call,
        bucketOf(call),
        permission,
        deletion.key,
      );
      if (refusal) {
        throw refusal;
      }
    }
    const { versionId, isDeleteMarker } = deleteOne(call, deletion);
    return {
      done: {
        Key: deletion.key,
        VersionId: deletion.versionId,
        DeleteMarker: isDeleteMarker ? true : undefined,
        DeleteMarkerVersionId: isDeleteMarker ? versionId : undefined,
      },
    };
  } catch (error) {
    if (error instanceof AwsError) {
      return {
        failed: {
          Key: deletion.key,
          VersionId: deletion.versionId,
          Code: error.code,
          Message: error.message,
        },
      };
    }
    throw error;
  }
}

const deleteObjects: S3Operation = {
  name: 'DeleteObjects',
  route: { method: 'POST', target: 'bucket', query: 'delete' },
  // Each key is authorized on its own, and its refusal stands in the answer.
  permissions: () => [],
  async run(call) {
    const request = parseXml((await call.readPayload()).body, 'Delete');
    const deletions = children(request, 'Object').map(readDeletion);
    if (deletions.length === 0 || deletions.length > MAXIMUM_KEYS) {
      throw malformedXml();
    }
    const outcomes = deletions.map(deletion => tryDelete(call, deletion));
    const isQuiet = childText(request, 'Quiet') === 'true';
    return respondXml('DeleteResult', {
      Deleted: isQuiet
        ? []
        : outcomes.flatMap(each => ('done' in each ? [each.done] : [])),
      Error: outcomes.flatMap(each => ('failed' in each ? [each.failed] : [])),
    });
  },
};

/** Deleting objects. */
export const deleteOperations: readonly S3Operation[] = [
  deleteObject,
  deleteObjects,
];
