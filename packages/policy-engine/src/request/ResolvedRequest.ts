import { isAccountId, parseArn } from '../arn';
import type { AccessRequest } from './AccessRequest';
import { deriveContext } from './deriveContext';
import { InvalidRequestError } from './InvalidRequestError';
import { identifyPrincipal, PrincipalIdentity } from './PrincipalIdentity';
import type { RequestContext } from './RequestContext';

const ACTION = /^[a-z0-9-]+:[a-z0-9]+$/;

/** A request that was checked, with everything that follows from it. */
export interface ResolvedRequest {
  readonly principal: PrincipalIdentity;
  /** In lower case. */
  readonly action: string;
  readonly service: string;
  readonly resource: string;
  readonly resourceAccount: string;
  readonly context: RequestContext;
  /** As the caller wrote it, for messages. */
  readonly asked: AccessRequest;
}

/** @throws {@link InvalidRequestError} naming the field that is not understood */
export function resolveRequest(
  request: AccessRequest,
  options: { contextComplete: boolean },
): ResolvedRequest {
  const action = request.action.toLowerCase();
  if (!ACTION.test(action)) {
    throw new InvalidRequestError(
      'malformed-action',
      'action',
      `"${request.action}" is not of the form service:Action`,
    );
  }
  const arn = resourceArn(request.resource);
  const principal = identifyPrincipal(
    request.principal,
    arn?.partition ?? 'aws',
  );
  const resourceAccount =
    request.resourceAccount ?? (arn?.accountId || principal.accountId);
  if (resourceAccount === undefined) {
    throw new InvalidRequestError(
      'unknown-resource-account',
      'resourceAccount',
      `neither "${request.resource}" nor the principal tells which account owns the resource; say it`,
    );
  }
  if (!isAccountId(resourceAccount)) {
    throw new InvalidRequestError(
      'malformed-account',
      'resourceAccount',
      `"${resourceAccount}" is not an account id`,
    );
  }
  return {
    principal,
    action,
    service: action.slice(0, action.indexOf(':')),
    resource: request.resource,
    resourceAccount,
    context: deriveContext(
      request,
      principal,
      resourceAccount,
      options.contextComplete,
    ),
    asked: request,
  };
}

function resourceArn(resource: string) {
  if (resource === '*') {
    return undefined;
  }
  let arn;
  try {
    arn = parseArn(resource);
  } catch {
    throw new InvalidRequestError(
      'malformed-resource',
      'resource',
      `"${resource}" is neither an ARN nor "*"`,
    );
  }
  if (arn.service === 's3' && (arn.region !== '' || arn.accountId !== '')) {
    throw new InvalidRequestError(
      'unsupported-resource',
      'resource',
      `"${resource}" is no bucket or object; access points and jobs are not evaluated`,
    );
  }
  return arn;
}
