import type {
  AccountState,
  ManagedPolicyState,
  OidcProviderState,
  RoleState,
  UserState,
} from './AwsState';

type Owner = Pick<AccountState, 'accountId'>;

export const roleArn = (
  account: Owner,
  role: Pick<RoleState, 'name' | 'path'>,
) => `arn:aws:iam::${account.accountId}:role${role.path}${role.name}`;

export const userArn = (
  account: Owner,
  user: Pick<UserState, 'name' | 'path'>,
) => `arn:aws:iam::${account.accountId}:user${user.path}${user.name}`;

export const policyArn = (
  account: Owner,
  policy: Pick<ManagedPolicyState, 'name' | 'path'>,
) => `arn:aws:iam::${account.accountId}:policy${policy.path}${policy.name}`;

export const oidcProviderArn = (
  account: Owner,
  provider: Pick<OidcProviderState, 'url'>,
) => `arn:aws:iam::${account.accountId}:oidc-provider/${provider.url}`;

export const instanceProfileArn = (
  account: Owner,
  profile: { name: string; path: string },
) =>
  `arn:aws:iam::${account.accountId}:instance-profile${profile.path}${profile.name}`;

/** The session's ARN: it carries the role's name without its path. */
export const sessionArn = (
  account: Owner,
  roleName: string,
  sessionName: string,
) =>
  `arn:aws:sts::${account.accountId}:assumed-role/${roleName}/${sessionName}`;

/** Account of an IAM or STS ARN; nothing when it has none. */
export function accountOfArn(arn: string): string | undefined {
  return /^arn:[^:]+:[^:]+:[^:]*:(\d{12}):/.exec(arn)?.[1];
}

/** Name at the end of an IAM ARN: `arn:aws:iam::…:role/a/b/name` → `name`. */
export function nameOfArn(arn: string): string {
  return arn.slice(arn.lastIndexOf('/') + 1);
}
