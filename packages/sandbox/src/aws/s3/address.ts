import { AwsError } from '../http/AwsError';
import type { AwsRequest } from '../http/AwsRequest';

/** What an S3 request points at. */
export interface S3Address {
  readonly bucketName?: string;
  readonly key?: string;
}

function decode(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    throw new AwsError(400, 'InvalidURI', "Couldn't parse the specified URI.");
  }
}

/**
 * Reads bucket and key from a request, of either style: `https://host/bucket/key` or `https://bucket.host/key`
 * ("Virtual hosting of general purpose buckets").
 *
 * @param virtualHosts - names below which a label is a bucket
 */
export function addressOf(
  request: AwsRequest,
  virtualHosts: readonly string[],
): S3Address {
  const hostname = request.host.replace(/:\d+$/, '').toLowerCase();
  const base = virtualHosts.find(host => hostname.endsWith(`.${host}`));
  const path = request.path.replace(/^\//, '');
  if (base !== undefined) {
    const bucketName = hostname.slice(0, -base.length - 1);
    return { bucketName, key: path === '' ? undefined : decode(path) };
  }
  if (path === '') {
    return {};
  }
  const slash = path.indexOf('/');
  const bucketName = decode(slash < 0 ? path : path.slice(0, slash));
  const key = slash < 0 ? '' : decode(path.slice(slash + 1));
  return { bucketName, key: key === '' ? undefined : key };
}
