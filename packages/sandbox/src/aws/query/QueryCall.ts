import type { Caller } from '../authentication/Caller';
import type { RequestSignature } from '../authentication/parseSignature';
import type { AwsContext } from '../AwsContext';
import type { AwsRequest, AwsResponse } from '../http/AwsRequest';
import { renderXml } from '../http/xml';
import type { XmlNode } from '../http/xml';
import type { QueryParameters } from './QueryParameters';

/** A request of the query protocol whose sender is known. */
export interface QueryCall {
  readonly context: AwsContext;
  readonly request: AwsRequest;
  readonly signature?: RequestSignature;
  readonly caller: Caller;
  readonly parameters: QueryParameters;
}

/** What an operation answers: the content of its `…Result` element, or nothing. */
export type QueryResult = { readonly [name: string]: XmlNode } | undefined;

/** A list as the query protocol writes it. */
export const members = (items: readonly XmlNode[]): XmlNode =>
  items.length === 0 ? '' : { member: items };

/** Writes the answer of an operation. */
export function respondQuery(
  call: QueryCall,
  action: string,
  result: QueryResult,
  namespace: string,
): AwsResponse {
  return {
    status: 200,
    headers: { 'content-type': 'text/xml' },
    body: renderXml(
      `${action}Response`,
      {
        ...(result === undefined ? {} : { [`${action}Result`]: result }),
        ResponseMetadata: { RequestId: call.request.id },
      },
      namespace,
    ),
  };
}
