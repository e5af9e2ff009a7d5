import { accountIdOf } from '../authentication/Caller';
import type { Caller } from '../authentication/Caller';
import type { RequestSignature } from '../authentication/parseSignature';
import { denialReason } from '../authorization/denialReason';
import { callerName, transportContext } from '../authorization/requestContext';
import type { AwsContext } from '../AwsContext';
import { AwsError } from '../http/AwsError';
import type { AwsRequest, AwsResponse } from '../http/AwsRequest';
import { renderXml } from '../http/xml';
import { readPayload } from '../s3/payload/readPayload';
import {
  describePublicAccessBlock,
  parsePublicAccessBlock,
  PUBLIC_ACCESS_BLOCK,
} from '../s3/publicAccess/publicAccessBlockXml';
import { respondEmpty } from '../s3/respond';
import type { AccountState } from '../state/AwsState';

export const S3_CONTROL_NAMESPACE =
  'http://awss3control.amazonaws.com/doc/2018-08-20/';

const API_VERSION = '/v20180820/';
const ACCOUNT_HEADER = 'x-amz-account-id';

/** A request of S3 Control whose sender is known. */
export interface S3ControlCall {
  readonly context: AwsContext;
  readonly request: AwsRequest;
  readonly signature?: RequestSignature;
  readonly caller: Caller;
}

interface S3ControlOperation {
  readonly action: string;
  readonly run: (
    call: S3ControlCall,
    account: AccountState,
  ) => AwsResponse | Promise<AwsResponse>;
}

/** By method. An account's settings add to those of each bucket ("Blocking public access to your Amazon S3 storage"). */
const PUBLIC_ACCESS_BLOCK_OPERATIONS: ReadonlyMap<string, S3ControlOperation> =
  new Map([
    [
      'GET',
      {
        action: 's3:GetAccountPublicAccessBlock',
        run(_call, { publicAccessBlock: block }) {
          if (!block) {
            throw new AwsError(
              404,
              'NoSuchPublicAccessBlockConfiguration',
              'The public access block configuration was not found',
            );
          }
          return {
            status: 200,
            headers: { 'content-type': 'application/xml' },
            body: renderXml(
              PUBLIC_ACCESS_BLOCK,
              describePublicAccessBlock(block),
              S3_CONTROL_NAMESPACE,
            ),
          };
        },
      },
    ],
    [
      'PUT',
      {
        action: 's3:PutAccountPublicAccessBlock',
        async run({ context, request }, account) {
          const { body } = await readPayload(request);
          account.publicAccessBlock = parsePublicAccessBlock(body);
          context.store.changed();
          return respondEmpty(200);
        },
      },
    ],
    [
      'DELETE',
      {
        action: 's3:PutAccountPublicAccessBlock',
        run({ context }, account) {
          account.publicAccessBlock = undefined;
          context.store.changed();
          return respondEmpty(204);
        },
      },
    ],
  ] satisfies [string, S3ControlOperation][]);

/** Whether a request is S3 Control's: it names an account, where S3 has a bucket. */
export function isS3Control(request: AwsRequest): boolean {
  return (
    request.path.startsWith(API_VERSION) && request.headers.has(ACCOUNT_HEADER)
  );
}

function authorize(call: S3ControlCall, action: string): AccountState {
  const { caller, context, request, signature } = call;
  const accountId = accountIdOf(caller);
  const account =
    accountId === undefined
      ? undefined
      : context.store.state.accounts.get(accountId);
  if (
    caller.kind === 'anonymous' ||
    !account ||
    request.headers.get(ACCOUNT_HEADER) !== account.accountId
  ) {
    throw new AwsError(403, 'AccessDenied', 'Access Denied');
  }
  const decision = context.authorizer.decide(caller, {
    action,
    resource: '*',
    resourceAccount: account.accountId,
    context: transportContext(request, signature, context.region),
  });
  if (decision.verdict !== 'allow') {
    throw new AwsError(
      403,
      'AccessDenied',
      `User: ${callerName(
        caller,
      )} is not authorized to perform: ${action}${denialReason(
        decision,
        action,
      )}`,
    );
  }
  return account;
}

/** Answers a request to S3 Control: on the caller's own account, after authorizing it. */
export async function handleS3Control(
  call: S3ControlCall,
): Promise<AwsResponse> {
  const { method, path } = call.request;
  const operation =
    path === `${API_VERSION}configuration/publicAccessBlock`
      ? PUBLIC_ACCESS_BLOCK_OPERATIONS.get(method)
      : undefined;
  if (!operation) {
    throw new AwsError(
      501,
      'NotImplemented',
      `The sandbox does not know ${method} ${path} of S3 Control.`,
    );
  }
  return operation.run(call, authorize(call, operation.action));
}
