import type { AwsResponse } from '../http/AwsRequest';
import { renderXml } from '../http/xml';
import type { XmlNode } from '../http/xml';

const NAMESPACE = 'http://s3.amazonaws.com/doc/2006-03-01/';

/** An answer in XML, in S3's namespace. */
export function respondXml(
  root: string,
  content: { readonly [name: string]: XmlNode },
  headers: Readonly<Record<string, string>> = {},
): AwsResponse {
  return {
    status: 200,
    headers: { 'content-type': 'application/xml', ...headers },
    body: renderXml(root, content, NAMESPACE),
  };
}

/** An answer without a body. */
export function respondEmpty(
  status: 200 | 204,
  headers: Readonly<Record<string, string>> = {},
): AwsResponse {
  return { status, headers };
}
