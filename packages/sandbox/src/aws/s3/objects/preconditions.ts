import { AwsError } from '../../http/AwsError';
import type { ObjectVersionState } from '../../state/AwsState';

function preconditionFailed(condition: string): AwsError {
  return new AwsError(
    412,
    'PreconditionFailed',
    'At least one of the pre-conditions you specified did not hold',
    { details: { Condition: condition } },
  );
}

function noSuchKey(key: string): AwsError {
  return new AwsError(404, 'NoSuchKey', 'The specified key does not exist.', {
    details: { Key: key },
  });
}

const unquoted = (etag: string) =>
  etag.trim().replace(/^W\//, '').replace(/^"|"$/g, '');

const matches = (condition: string, etag: string) =>
  condition === '*' ||
  condition.split(',').some(each => unquoted(each) === unquoted(etag));

/**
 * Conditional reads ("Performing conditional reads of S3 objects").
 *
 * @returns whether the answer is `304 Not Modified`
 * @throws AwsError `PreconditionFailed`
 */
export function checkRead(
  headers: ReadonlyMap<string, string>,
  version: ObjectVersionState,
): boolean {
  const modified = Math.floor(Date.parse(version.lastModified) / 1000) * 1000;
  const ifMatch = headers.get('if-match');
  const ifUnmodifiedSince = headers.get('if-unmodified-since');
  if (ifMatch !== undefined && !matches(ifMatch, version.etag)) {
    throw preconditionFailed('If-Match');
  }
  if (
    ifMatch === undefined &&
    ifUnmodifiedSince !== undefined &&
    modified > Date.parse(ifUnmodifiedSince)
  ) {
    throw preconditionFailed('If-Unmodified-Since');
  }
  const ifNoneMatch = headers.get('if-none-match');
  if (ifNoneMatch !== undefined) {
    return matches(ifNoneMatch, version.etag);
  }
  const ifModifiedSince = headers.get('if-modified-since');
  return (
    ifModifiedSince !== undefined && modified <= Date.parse(ifModifiedSince)
  );
}

/**
 * Conditional writes ("How to prevent object overwrites with conditional writes").
 *
 * @param current - what the key holds now
 * @throws AwsError `PreconditionFailed`, `NoSuchKey` when there is nothing to match, `NotImplemented`
 */
export function checkWrite(
  headers: ReadonlyMap<string, string>,
  key: string,
  current: ObjectVersionState | undefined,
): void {
  const ifNoneMatch = headers.get('if-none-match');
  if (ifNoneMatch !== undefined) {
    if (ifNoneMatch !== '*') {
      throw new AwsError(
        501,
        'NotImplemented',
        'A header you provided implies functionality that is not implemented',
        { details: { Header: 'If-None-Match' } },
      );
    }
    if (current) {
      throw preconditionFailed('If-None-Match');
    }
  }
  const ifMatch = headers.get('if-match');
  if (ifMatch !== undefined) {
    if (!current) {
      throw noSuchKey(key);
    }
    if (!matches(ifMatch, current.etag)) {
      throw preconditionFailed('If-Match');
    }
  }
}

/**
 * Conditional deletes ("How to perform conditional deletes"): only the current version counts.
 *
 * @param newest - newest version of the key, delete marker or not
 * @throws AwsError `NoSuchKey` when the key was never written, `PreconditionFailed` when it is deleted or another
 */
export function checkDelete(
  ifMatch: string | undefined,
  key: string,
  newest: ObjectVersionState | undefined,
): void {
  if (ifMatch === undefined) {
    return;
  }
  if (!newest) {
    throw noSuchKey(key);
  }
  if (newest.isDeleteMarker || !matches(ifMatch, newest.etag)) {
    throw preconditionFailed('If-Match');
  }
}
