import { accountIdOf } from './authentication/Caller';
import { authenticate } from './authentication/authenticate';
import type { Caller } from './authentication/Caller';
import { parseSignature } from './authentication/parseSignature';
import type { RequestSignature } from './authentication/parseSignature';
import type { AwsContext } from './AwsContext';
import { handleEks } from './eks/handleEks';
import { AwsError } from './http/AwsError';
import type { AwsRequest, AwsResponse } from './http/AwsRequest';
import {
  renderJsonError,
  renderQueryError,
  renderS3Error,
} from './http/renderError';
import { IAM_NAMESPACE, handleIam } from './iam/handleIam';
import { QueryParameters } from './query/QueryParameters';
import { handleS3 } from './s3/handleS3';
import {
  handleS3Control,
  isS3Control,
  S3_CONTROL_NAMESPACE,
} from './s3control/handleS3Control';
import { STS_NAMESPACE, handleSts } from './sts/handleSts';

type Service = 's3' | 's3control' | 'sts' | 'iam' | 'eks';

const QUERY_VERSIONS: ReadonlyMap<string, Service> = new Map([
  ['2011-06-15', 'sts'],
  ['2010-05-08', 'iam'],
]);

const isForm = (request: AwsRequest) =>
  request.method === 'POST' &&
  (request.headers.get('content-type') ?? '').startsWith(
    'application/x-www-form-urlencoded',
  );

async function serviceOf(
  request: AwsRequest,
  signature: RequestSignature | undefined,
): Promise<Service> {
  switch (signature?.service) {
    case 'sts':
    case 'iam':
    case 'eks':
      return signature.service;
    default:
  }
  if (isS3Control(request)) {
    return 's3control';
  }
  if (signature || request.path !== '/') {
    return 's3';
  }
  const version = isForm(request)
    ? QueryParameters.parse(await request.readBody()).optional('Version')
    : request.query.get('Version') ?? undefined;
  return QUERY_VERSIONS.get(version ?? '') ?? 's3';
}

/** A role's last use is kept as `GetRole` tells it: when, and in which region. */
function noteUse(
  context: AwsContext,
  caller: Caller,
  request: AwsRequest,
  region: string,
): void {
  if (caller.kind === 'session') {
    caller.role.lastUsed = { at: request.at.toISOString(), region };
    context.store.changed();
  }
}

async function parametersOf(request: AwsRequest): Promise<QueryParameters> {
  return isForm(request)
    ? QueryParameters.parse(await request.readBody())
    : new QueryParameters(request.query);
}

async function dispatch(
  context: AwsContext,
  service: Service,
  request: AwsRequest,
  signature: RequestSignature | undefined,
): Promise<AwsResponse> {
  const isS3 = service === 's3' || service === 's3control';
  const body = isS3 ? undefined : await request.readBody();
  const caller: Caller = signature
    ? await authenticate(
        request,
        signature,
        { state: context.store.state, fixedKeys: context.fixedKeys },
        body,
      )
    : { kind: 'anonymous' };
  if (accountIdOf(caller) !== undefined) {
    noteUse(context, caller, request, signature?.region ?? context.region);
  }
  switch (service) {
    case 's3':
      return handleS3(context, request, caller, signature);
    case 's3control':
      return handleS3Control({ context, request, caller, signature });
    case 'eks':
      return handleEks({ context, request, caller, signature });
    case 'sts':
      return handleSts({
        context,
        request,
        caller,
        signature,
        parameters: await parametersOf(request),
      });
    case 'iam':
      return handleIam({
        context,
        request,
        caller,
        signature,
        parameters: await parametersOf(request),
      });
    default:
      return service satisfies never;
  }
}

function toAwsError(error: unknown, log: (message: string) => void): AwsError {
  if (error instanceof AwsError) {
    return error;
  }
  log(
    `AWS sandbox: ${
      error instanceof Error ? error.stack ?? error.message : String(error)
    }`,
  );
  return new AwsError(
    500,
    'InternalError',
    'We encountered an internal error. Please try again.',
  );
}

function renderError(
  service: Service,
  error: AwsError,
  request: AwsRequest,
): AwsResponse {
  switch (service) {
    case 's3':
      return renderS3Error(error, request);
    case 's3control':
      return renderQueryError(error, request, S3_CONTROL_NAMESPACE);
    case 'eks':
      return renderJsonError(error);
    case 'sts':
      return renderQueryError(error, request, STS_NAMESPACE);
    case 'iam':
      return renderQueryError(error, request, IAM_NAMESPACE);
    default:
      return service satisfies never;
  }
}

/** Answers one request: finds out for which service it is, who sent it and whether they may, and does it. */
export async function handleRequest(
  context: AwsContext,
  request: AwsRequest,
  log: (message: string) => void,
): Promise<AwsResponse> {
  let service: Service = 's3';
  try {
    const signature = parseSignature(request);
    service = await serviceOf(request, signature);
    return await dispatch(context, service, request, signature);
  } catch (error) {
    return renderError(service, toAwsError(error, log), request);
  }
}
