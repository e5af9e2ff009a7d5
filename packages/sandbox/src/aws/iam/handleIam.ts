import { denialReason } from '../authorization/denialReason';
import { callerName, transportContext } from '../authorization/requestContext';
import { AwsError } from '../http/AwsError';
import type { AwsResponse } from '../http/AwsRequest';
import { respondQuery } from '../query/QueryCall';
import type { QueryCall } from '../query/QueryCall';
import { accountDetailOperations } from './accountDetails';
import type { IamCall, IamOperation, IamOperations } from './IamOperation';
import { instanceProfileOperations } from './instanceProfiles';
import { managedPolicyOperations } from './managedPolicies';
import { oidcProviderOperations } from './oidcProviders';
import { rolePolicyOperations } from './rolePolicies';
import { roleOperations } from './roles';
import { userOperations } from './users';

export const IAM_NAMESPACE = 'https://iam.amazonaws.com/doc/2010-05-08/';

const OPERATIONS: ReadonlyMap<string, IamOperation> = new Map(
  Object.entries({
    ...roleOperations,
    ...rolePolicyOperations,
    ...managedPolicyOperations,
    ...userOperations,
    ...oidcProviderOperations,
    ...instanceProfileOperations,
    ...accountDetailOperations,
  } satisfies IamOperations),
);

function authorize(call: IamCall, name: string, operation: IamOperation): void {
  const action = `iam:${operation.action ?? name}`;
  const resource = operation.resource(call);
  const decision = call.context.authorizer.decide(call.caller, {
    action,
    resource,
    resourceAccount: call.account.accountId,
    context: {
      ...transportContext(call.request, call.signature, call.context.region),
      ...operation.context?.(call),
    },
  });
  if (decision.verdict !== 'allow') {
    throw new AwsError(
      403,
      'AccessDenied',
      `User: ${callerName(
        call.caller,
      )} is not authorized to perform: ${action} on resource: ${resource}${denialReason(
        decision,
        action,
      )}`,
    );
  }
}

function toIamCall(call: QueryCall): IamCall {
  const { caller } = call;
  switch (caller.kind) {
    case 'anonymous':
      throw new AwsError(
        403,
        'MissingAuthenticationToken',
        'Request is missing Authentication Token',
      );
    case 'service':
      throw new AwsError(
        403,
        'AccessDenied',
        'A service has no account to administer',
      );
    case 'root':
    case 'user':
    case 'session':
      return { ...call, caller, account: caller.account };
    default:
      return caller satisfies never;
  }
}

/** Answers a request to IAM: on the caller's own account, after authorizing it. */
export function handleIam(call: QueryCall): AwsResponse {
  const name = call.parameters.required('Action');
  const operation = OPERATIONS.get(name);
  if (!operation) {
    throw new AwsError(
      400,
      'InvalidAction',
      `Could not find operation ${name} for version 2010-05-08`,
    );
  }
  const iamCall = toIamCall(call);
  authorize(iamCall, name, operation);
  return respondQuery(call, name, operation.run(iamCall), IAM_NAMESPACE);
}
