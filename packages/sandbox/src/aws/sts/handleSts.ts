import { AwsError } from '../http/AwsError';
import type { AwsResponse } from '../http/AwsRequest';
import { respondQuery } from '../query/QueryCall';
import type { QueryCall, QueryResult } from '../query/QueryCall';
import { assumeRole } from './assumeRole';
import { assumeRoleWithWebIdentity } from './assumeRoleWithWebIdentity';
import { getCallerIdentity } from './getCallerIdentity';

export const STS_NAMESPACE = 'https://sts.amazonaws.com/doc/2011-06-15/';

type StsOperation = (call: QueryCall) => QueryResult | Promise<QueryResult>;

const OPERATIONS: ReadonlyMap<string, StsOperation> = new Map<
  string,
  StsOperation
>([
  ['AssumeRole', assumeRole],
  ['AssumeRoleWithWebIdentity', assumeRoleWithWebIdentity],
  ['GetCallerIdentity', getCallerIdentity],
]);

/** Answers a request to STS. */
export async function handleSts(call: QueryCall): Promise<AwsResponse> {
  const action = call.parameters.required('Action');
  const operation = OPERATIONS.get(action);
  if (!operation) {
    throw new AwsError(
      400,
      'InvalidAction',
      `Could not find operation ${action} for version 2011-06-15`,
    );
  }
  return respondQuery(call, action, await operation(call), STS_NAMESPACE);
}
