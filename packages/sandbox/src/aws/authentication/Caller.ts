import { sessionArn } from '../state/arns';
import type { AccountState } from '../state/AwsState';
import type { OwnedRole, OwnedUser } from '../state/findEntity';
import type { SessionClaims } from './sessionTokens';

/** Who sent a request, after its signature was checked. */
export type Caller =
  | { readonly kind: 'anonymous' }
  | {
      readonly kind: 'root';
      readonly account: AccountState;
      readonly accessKeyId: string;
    }
  | ({ readonly kind: 'user'; readonly accessKeyId: string } & OwnedUser)
  | ({
      readonly kind: 'session';
      readonly accessKeyId: string;
      readonly claims: SessionClaims;
    } & OwnedRole)
  /** One of AWS's own services, such as `ec2.amazonaws.com`. */
  | { readonly kind: 'service'; readonly service: string };

/** Account that a caller belongs to; anonymous ones and services belong to none. */
export function accountIdOf(caller: Caller): string | undefined {
  switch (caller.kind) {
    case 'anonymous':
    case 'service':
      return undefined;
    case 'root':
    case 'user':
    case 'session':
      return caller.account.accountId;
    default:
      return caller satisfies never;
  }
}

/** ARN of a role session. */
export function sessionArnOf(
  caller: Extract<Caller, { kind: 'session' }>,
): string {
  return sessionArn(
    caller.account,
    caller.role.name,
    caller.claims.sessionName,
  );
}
