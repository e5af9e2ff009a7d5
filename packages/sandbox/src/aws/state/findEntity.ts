import { accountOfArn, nameOfArn, policyArn, roleArn, userArn } from './arns';
import type {
  AccountState,
  AwsState,
  ManagedPolicyState,
  RoleState,
  UserState,
} from './AwsState';

/** A role with the account that it belongs to. */
export interface OwnedRole {
  readonly account: AccountState;
  readonly role: RoleState;
}

/** A user with the account that it belongs to. */
export interface OwnedUser {
  readonly account: AccountState;
  readonly user: UserState;
}

function accountOf(state: AwsState, arn: string): AccountState | undefined {
  const accountId = accountOfArn(arn);
  return accountId === undefined ? undefined : state.accounts.get(accountId);
}

/** The role of an ARN. The path must be right: IAM knows no role by half its ARN. */
export function findRole(state: AwsState, arn: string): OwnedRole | undefined {
  const account = accountOf(state, arn);
  const role = account?.roles.get(nameOfArn(arn).toLowerCase());
  return account && role && roleArn(account, role) === arn
    ? { account, role }
    : undefined;
}

/** The user of an ARN. */
export function findUser(state: AwsState, arn: string): OwnedUser | undefined {
  const account = accountOf(state, arn);
  const user = account?.users.get(nameOfArn(arn).toLowerCase());
  return account && user && userArn(account, user) === arn
    ? { account, user }
    : undefined;
}

/** The customer managed policy of an ARN. */
export function findPolicy(
  state: AwsState,
  arn: string,
): ManagedPolicyState | undefined {
  const account = accountOf(state, arn);
  const policy = account?.policies.get(nameOfArn(arn).toLowerCase());
  return account && policy && policyArn(account, policy) === arn
    ? policy
    : undefined;
}

/** Unique id of the role or user that an ARN names. */
export function findPrincipalId(
  state: AwsState,
  arn: string,
): string | undefined {
  return findRole(state, arn)?.role.id ?? findUser(state, arn)?.user.id;
}
