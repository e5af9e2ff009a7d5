import { denialReason } from '../authorization/denialReason';
import { callerName, transportContext } from '../authorization/requestContext';
import { AwsError } from '../http/AwsError';
import type { AwsResponse } from '../http/AwsRequest';
import { invalidParameter, notFound } from './EksCall';
import type { EksCall, EksOperation, EksRequest } from './EksCall';
import { podIdentityOperations } from './podIdentityAssociations';

const PATH = /^\/clusters\/([^/]+)\/pod-identity-associations(?:\/([^/]+))?$/;

function authorize(call: EksCall, operation: EksOperation): void {
  const { caller, context, request, signature } = call;
  for (const permission of operation.permissions(call)) {
    const decision = context.authorizer.decide(caller, {
      action: permission.action,
      resource: permission.resource,
      resourceAccount: call.account.accountId,
      context: {
        ...transportContext(request, signature, context.region),
        ...permission.context,
      },
    });
    if (decision.verdict !== 'allow') {
      throw new AwsError(
        403,
        'AccessDeniedException',
        `User: ${callerName(caller)} is not authorized to perform: ${
          permission.action
        } on resource: ${permission.resource}${denialReason(
          decision,
          permission.action,
        )}`,
      );
    }
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

async function readBody({
  request,
}: EksRequest): Promise<Readonly<Record<string, unknown>>> {
  const text = (await request.readBody()).toString('utf8');
  if (text === '') {
    return {};
  }
  try {
    const body: unknown = JSON.parse(text);
    if (isRecord(body)) {
      return body;
    }
  } catch (error) {
    if (!(error instanceof SyntaxError)) {
      throw error;
    }
  }
  throw new AwsError(
    400,
    'SerializationException',
    'The body is not a JSON object',
  );
}

function ownCaller(
  caller: EksRequest['caller'],
): Exclude<EksRequest['caller'], { kind: 'anonymous' | 'service' }> {
  if (caller.kind === 'anonymous' || caller.kind === 'service') {
    throw new AwsError(
      403,
      'MissingAuthenticationTokenException',
      'Missing Authentication Token',
    );
  }
  return caller;
}

function decodeName(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    throw invalidParameter(`${segment} is not a name`);
  }
}

/** Answers a request to EKS: on a cluster of the caller's own account, after authorizing it. */
export async function handleEks(received: EksRequest): Promise<AwsResponse> {
  const { context, request, signature } = received;
  const caller = ownCaller(received.caller);
  const [, name, associationId] = PATH.exec(request.path) ?? [];
  const operation = podIdentityOperations(
    request.method,
    associationId !== undefined,
  );
  if (name === undefined || !operation) {
    throw new AwsError(
      404,
      'NotFoundException',
      `The sandbox does not know ${request.method} ${request.path} of EKS.`,
    );
  }
  const call: EksCall = {
    ...received,
    caller,
    account: caller.account,
    region: signature?.region ?? context.region,
    cluster: decodeName(name),
    associationId:
      associationId === undefined ? undefined : decodeName(associationId),
    body: await readBody(received),
  };
  authorize(call, operation);
  const clusters = context.eksClusters.get(caller.account.accountId) ?? [];
  if (!clusters.includes(call.cluster)) {
    throw notFound(`No cluster found for name: ${call.cluster}.`);
  }
  return {
    status: 200,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(operation.run(call)),
  };
}
