import { AwsError } from '../../http/AwsError';
import type { AwsResponse } from '../../http/AwsRequest';
import type { XmlNode } from '../../http/xml';
import type { ObjectVersionState } from '../../state/AwsState';
import { respondXml } from '../respond';
import { bucketOf } from '../S3Call';
import type { S3Call, S3Operation } from '../S3Call';
import { ownerId } from './lifeOfBuckets';

const MAXIMUM_KEYS = 1000;

interface ListQuery {
  readonly prefix: string;
  readonly delimiter: string;
  readonly maxKeys: number;
  /** Only what sorts after this is listed. */
  readonly after: string;
  readonly encode: (text: string) => string;
  readonly encodingType?: 'url';
}

interface Entry {
  readonly sortsAt: string;
  readonly key?: string;
  readonly commonPrefix?: string;
}

const byBytes = (left: string, right: string) =>
  Buffer.compare(Buffer.from(left), Buffer.from(right));

/** Percent-encoding of keys in answers: a slash stays. */
const encodeKey = (key: string) =>
  encodeURIComponent(key)
    .replace(/%2F/g, '/')
    .replace(
      /[!'()*]/g,
      character => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
    );

function readQuery(call: S3Call, after: string): ListQuery {
  const { query } = call.request;
  const maxKeys = Number(query.get('max-keys') ?? MAXIMUM_KEYS);
  if (!Number.isInteger(maxKeys) || maxKeys < 0) {
    throw new AwsError(
      400,
      'InvalidArgument',
      'Argument max-keys must be an integer between 0 and 2147483647',
      {
        details: {
          ArgumentName: 'max-keys',
          ArgumentValue: query.get('max-keys') ?? '',
        },
      },
    );
  }
  const encodingType = query.get('encoding-type');
  if (encodingType !== null && encodingType !== 'url') {
    throw new AwsError(
      400,
      'InvalidArgument',
      'Invalid Encoding Method specified in Request',
      {
        details: { ArgumentName: 'encoding-type', ArgumentValue: encodingType },
      },
    );
  }
  return {
    prefix: query.get('prefix') ?? '',
    delimiter: query.get('delimiter') ?? '',
    maxKeys: Math.min(maxKeys, MAXIMUM_KEYS),
    after,
    encode: encodingType === 'url' ? encodeKey : text => text,
    encodingType: encodingType ?? undefined,
  };
}

/** Keys and common prefixes in order, all of them that the query covers. */
function entriesOf(keys: Iterable<string>, list: ListQuery): Entry[] {
  const entries = new Map<string, Entry>();
  for (const key of [...keys].sort(byBytes)) {
    if (!key.startsWith(list.prefix)) {
      continue;
    }
    const cut =
      list.delimiter === ''
        ? -1
        : key.indexOf(list.delimiter, list.prefix.length);
    const commonPrefix =
      cut < 0 ? undefined : key.slice(0, cut + list.delimiter.length);
    const sortsAt = commonPrefix ?? key;
    if (byBytes(sortsAt, list.after) > 0) {
      entries.set(
        sortsAt,
        commonPrefix === undefined
          ? { sortsAt, key }
          : { sortsAt, commonPrefix },
      );
    }
  }
  return [...entries.values()];
}

function currentVersions(call: S3Call): Map<string, ObjectVersionState> {
  const current = new Map<string, ObjectVersionState>();
  for (const [key, [newest]] of bucketOf(call).objects) {
    if (newest && !newest.isDeleteMarker) {
      current.set(key, newest);
    }
  }
  return current;
}

function describeVersion(version: ObjectVersionState): {
  [name: string]: XmlNode;
} {
  return {
    LastModified: version.lastModified,
    ETag: version.etag,
    ChecksumAlgorithm: [...version.checksums.keys()].map(each =>
      each.toUpperCase(),
    ),
    Size: version.size,
    StorageClass: 'STANDARD',
  };
}

interface Page {
  readonly list: ListQuery;
  readonly shown: Entry[];
  readonly isTruncated: boolean;
  readonly body: { [name: string]: XmlNode };
}

function page(call: S3Call, after: string, withOwner: boolean): Page {
  const bucket = bucketOf(call);
  const list = readQuery(call, after);
  const current = currentVersions(call);
  const entries = entriesOf(current.keys(), list);
  const shown = entries.slice(0, list.maxKeys);
  const isTruncated = list.maxKeys > 0 && shown.length < entries.length;
  const owner = withOwner ? { Owner: { ID: ownerId(bucket.accountId) } } : {};
  return {
    list,
    shown,
    isTruncated,
    body: {
      Name: bucket.name,
      Prefix: list.encode(list.prefix),
      Delimiter:
        list.delimiter === '' ? undefined : list.encode(list.delimiter),
      MaxKeys: list.maxKeys,
      EncodingType: list.encodingType,
      IsTruncated: isTruncated,
      Contents: shown.flatMap(({ key }) => {
        const version = key === undefined ? undefined : current.get(key);
        return key === undefined || !version
          ? []
          : [{ Key: list.encode(key), ...describeVersion(version), ...owner }];
      }),
      CommonPrefixes: shown.flatMap(({ commonPrefix }) =>
        commonPrefix === undefined
          ? []
          : [{ Prefix: list.encode(commonPrefix) }],
      ),
    },
  };
}

function listObjectsV2(call: S3Call): AwsResponse {
  const { query } = call.request;
  const token = query.get('continuation-token');
  const startAfter = query.get('start-after');
  if (token === '') {
    throw new AwsError(
      400,
      'InvalidArgument',
      'The continuation token provided is incorrect',
      {
        details: { ArgumentName: 'continuation-token' },
      },
    );
  }
  const after =
    token === null
      ? startAfter ?? ''
      : Buffer.from(token, 'base64url').toString('utf8');
  const { body, shown, isTruncated, list } = page(
    call,
    after,
    query.get('fetch-owner') === 'true',
  );
  const last = shown[shown.length - 1];
  return respondXml('ListBucketResult', {
    ...body,
    KeyCount: shown.length,
    ContinuationToken: token ?? undefined,
    StartAfter: startAfter === null ? undefined : list.encode(startAfter),
    NextContinuationToken:
      isTruncated && last
        ? Buffer.from(last.sortsAt).toString('base64url')
        : undefined,
  });
}

function listObjects(call: S3Call): AwsResponse {
  const marker = call.request.query.get('marker') ?? '';
  const { body, shown, isTruncated, list } = page(call, marker, true);
  const last = shown[shown.length - 1];
  return respondXml('ListBucketResult', {
    ...body,
    Marker: list.encode(marker),
    NextMarker:
      isTruncated && last && list.delimiter !== ''
        ? list.encode(last.sortsAt)
        : undefined,
  });
}

function listObjectVersions(call: S3Call): AwsResponse {
  const bucket = bucketOf(call);
  const marker = call.request.query.get('key-marker') ?? '';
  const list = readQuery(call, marker);
  const entries = entriesOf(bucket.objects.keys(), list);
  const shown = entries.slice(0, list.maxKeys);
  const isTruncated = list.maxKeys > 0 && shown.length < entries.length;
  const versions: XmlNode[] = [];
  const deleteMarkers: XmlNode[] = [];
  for (const { key } of shown) {
    const all = key === undefined ? [] : bucket.objects.get(key) ?? [];
    all.forEach((version, index) => {
      const common = {
        Key: list.encode(key ?? ''),
        VersionId: version.versionId,
        IsLatest: index === 0,
        Owner: { ID: ownerId(bucket.accountId) },
      };
      if (version.isDeleteMarker) {
        deleteMarkers.push({ ...common, LastModified: version.lastModified });
      } else {
        versions.push({ ...common, ...describeVersion(version) });
      }
    });
  }
  return respondXml('ListVersionsResult', {
    Name: bucket.name,
    Prefix: list.encode(list.prefix),
    KeyMarker: list.encode(marker),
    VersionIdMarker: '',
    MaxKeys: list.maxKeys,
    EncodingType: list.encodingType,
    Delimiter: list.delimiter === '' ? undefined : list.encode(list.delimiter),
    IsTruncated: isTruncated,
    NextKeyMarker: isTruncated
      ? list.encode(shown[shown.length - 1]?.sortsAt ?? '')
      : undefined,
    Version: versions,
    DeleteMarker: deleteMarkers,
    CommonPrefixes: shown.flatMap(({ commonPrefix }) =>
      commonPrefix === undefined ? [] : [{ Prefix: list.encode(commonPrefix) }],
    ),
  });
}

/** Listing what is in a bucket. */
export const listOperations: readonly S3Operation[] = [
  {
    name: 'ListObjectVersions',
    route: { method: 'GET', target: 'bucket', query: 'versions' },
    permissions: () => [{ action: 's3:ListBucketVersions', on: 'bucket' }],
    run: listObjectVersions,
  },
  {
    name: 'ListObjectsV2',
    route: {
      method: 'GET',
      target: 'bucket',
      query: 'list-type',
      queryValue: '2',
    },
    permissions: () => [{ action: 's3:ListBucket', on: 'bucket' }],
    run: listObjectsV2,
  },
  {
    name: 'ListObjects',
    route: { method: 'GET', target: 'bucket' },
    permissions: () => [{ action: 's3:ListBucket', on: 'bucket' }],
    run: listObjects,
  },
];
