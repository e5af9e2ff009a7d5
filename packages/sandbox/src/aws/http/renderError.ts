import type { AwsError } from './AwsError';
import type { AwsRequest, AwsResponse } from './AwsRequest';
import { renderXml } from './xml';

/** An error as S3 writes it ("Error responses"). A HEAD request gets the status alone. */
export function renderS3Error(
  error: AwsError,
  request: AwsRequest,
): AwsResponse {
  return {
    status: error.status,
    headers: { 'content-type': 'application/xml', ...error.headers },
    body:
      request.method === 'HEAD'
        ? undefined
        : renderXml('Error', {
            Code: error.code,
            Message: error.message,
            ...error.details,
            Resource: request.path,
            RequestId: request.id,
            HostId: `${request.id}/corridors-sandbox`,
          }),
  };
}

/** An error as the query services (STS, IAM) and S3 Control write it. */
export function renderQueryError(
  error: AwsError,
  request: AwsRequest,
  namespace: string,
): AwsResponse {
  return {
    status: error.status,
    headers: { 'content-type': 'text/xml', ...error.headers },
    body: renderXml(
      'ErrorResponse',
      {
        Error: {
          Type: error.status < 500 ? 'Sender' : 'Receiver',
          Code: error.code,
          Message: error.message,
        },
        RequestId: request.id,
      },
      namespace,
    ),
  };
}

/** An error as the JSON services (EKS) write it. */
export function renderJsonError(error: AwsError): AwsResponse {
  return {
    status: error.status,
    headers: {
      'content-type': 'application/json',
      'x-amzn-errortype': error.code,
      ...error.headers,
    },
    body: JSON.stringify({ message: error.message, ...error.details }),
  };
}
