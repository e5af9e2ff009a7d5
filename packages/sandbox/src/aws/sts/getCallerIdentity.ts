import { sessionArnOf } from '../authentication/Caller';
import { AwsError } from '../http/AwsError';
import type { QueryCall, QueryResult } from '../query/QueryCall';
import { userArn } from '../state/arns';

/** `GetCallerIdentity`: needs no permission, and no policy can deny it. */
export function getCallerIdentity({ caller }: QueryCall): QueryResult {
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
        'A service has no identity in an account',
      );
    case 'root':
      return {
        Arn: `arn:aws:iam::${caller.account.accountId}:root`,
        UserId: caller.account.accountId,
        Account: caller.account.accountId,
      };
    case 'user':
      return {
        Arn: userArn(caller.account, caller.user),
        UserId: caller.user.id,
        Account: caller.account.accountId,
      };
    case 'session':
      return {
        Arn: sessionArnOf(caller),
        UserId: `${caller.role.id}:${caller.claims.sessionName}`,
        Account: caller.account.accountId,
      };
    default:
      return caller satisfies never;
  }
}
