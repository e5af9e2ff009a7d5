import { members } from '../query/QueryCall';
import type { XmlNode } from '../http/xml';
import {
  instanceProfileArn,
  nameOfArn,
  policyArn,
  roleArn,
  userArn,
} from '../state/arns';
import type {
  AccountState,
  AwsState,
  InstanceProfileState,
  ManagedPolicyState,
  RoleState,
  UserState,
} from '../state/AwsState';
import { showPrincipalPolicy } from '../state/principalPolicy';
import { encodeDocument } from './policyDocuments';

type Described = { readonly [name: string]: XmlNode };

/** Tags as a list. */
export const describeTags = (tags: ReadonlyMap<string, string>): XmlNode =>
  members([...tags].map(([Key, Value]) => ({ Key, Value })));

const describeBoundary = (arn: string | undefined): XmlNode =>
  arn === undefined
    ? undefined
    : { PermissionsBoundaryType: 'Policy', PermissionsBoundaryArn: arn };

/** Attached managed policies as a list. */
export const describeAttached = (arns: readonly string[]): XmlNode =>
  members(
    arns.map(PolicyArn => ({ PolicyName: nameOfArn(PolicyArn), PolicyArn })),
  );

const describeInline = (policies: ReadonlyMap<string, string>): XmlNode =>
  members(
    [...policies].map(([PolicyName, document]) => ({
      PolicyName,
      PolicyDocument: encodeDocument(document),
    })),
  );

/** What `ListRoles` tells of a role. */
export function describeRole(
  account: AccountState,
  role: RoleState,
  state: AwsState,
): Described {
  return {
    Path: role.path,
    RoleName: role.name,
    RoleId: role.id,
    Arn: roleArn(account, role),
    CreateDate: role.createdAt,
    AssumeRolePolicyDocument: encodeDocument(
      showPrincipalPolicy(role.trustPolicy, state),
    ),
    Description: role.description,
    MaxSessionDuration: role.maxSessionDurationSeconds,
  };
}

const describeLastUsed = (role: RoleState): XmlNode =>
  role.lastUsed
    ? { LastUsedDate: role.lastUsed.at, Region: role.lastUsed.region }
    : '';

/** What `GetRole` tells beyond that. */
export function describeRoleInFull(
  account: AccountState,
  role: RoleState,
  state: AwsState,
): Described {
  return {
    ...describeRole(account, role, state),
    PermissionsBoundary: describeBoundary(role.permissionsBoundary),
    Tags: role.tags.size === 0 ? undefined : describeTags(role.tags),
    RoleLastUsed: describeLastUsed(role),
  };
}

/** What `GetUser` tells. */
export function describeUser(
  account: AccountState,
  user: UserState,
): Described {
  return {
    Path: user.path,
    UserName: user.name,
    UserId: user.id,
    Arn: userArn(account, user),
    CreateDate: user.createdAt,
    PermissionsBoundary: describeBoundary(user.permissionsBoundary),
    Tags: user.tags.size === 0 ? undefined : describeTags(user.tags),
  };
}

function countAttachments(
  account: AccountState,
  arn: string,
  asBoundary: boolean,
): number {
  return [...account.roles.values(), ...account.users.values()].filter(entity =>
    asBoundary
      ? entity.permissionsBoundary === arn
      : entity.attachedPolicies.includes(arn),
  ).length;
}

/** What `ListPolicies` tells of a managed policy. */
export function describePolicy(
  account: AccountState,
  policy: ManagedPolicyState,
): Described {
  const arn = policyArn(account, policy);
  return {
    PolicyName: policy.name,
    PolicyId: policy.id,
    Arn: arn,
    Path: policy.path,
    DefaultVersionId: policy.defaultVersionId,
    AttachmentCount: countAttachments(account, arn, false),
    PermissionsBoundaryUsageCount: countAttachments(account, arn, true),
    IsAttachable: true,
    Description: policy.description,
    CreateDate: policy.createdAt,
    UpdateDate: policy.updatedAt,
  };
}

/** A version of a managed policy, without its document. */
export function describeVersion(
  policy: ManagedPolicyState,
  version: ManagedPolicyState['versions'][number],
): Described {
  return {
    VersionId: version.id,
    IsDefaultVersion: version.id === policy.defaultVersionId,
    CreateDate: version.createdAt,
  };
}

/** An instance profile with its role. */
export function describeInstanceProfile(
  account: AccountState,
  profile: InstanceProfileState,
  state: AwsState,
): Described {
  const role =
    profile.roleName === undefined
      ? undefined
      : account.roles.get(profile.roleName.toLowerCase());
  return {
    Path: profile.path,
    InstanceProfileName: profile.name,
    InstanceProfileId: profile.id,
    Arn: instanceProfileArn(account, profile),
    CreateDate: profile.createdAt,
    Roles: members(role ? [describeRole(account, role, state)] : []),
  };
}

/** What `GetAccountAuthorizationDetails` tells of a role. */
export function describeRoleDetail(
  account: AccountState,
  role: RoleState,
  state: AwsState,
): Described {
  const profiles = [...account.instanceProfiles.values()].filter(
    profile => profile.roleName === role.name,
  );
  return {
    Path: role.path,
    RoleName: role.name,
    RoleId: role.id,
    Arn: roleArn(account, role),
    CreateDate: role.createdAt,
    AssumeRolePolicyDocument: encodeDocument(
      showPrincipalPolicy(role.trustPolicy, state),
    ),
    InstanceProfileList: members(
      profiles.map(profile => describeInstanceProfile(account, profile, state)),
    ),
    RolePolicyList: describeInline(role.inlinePolicies),
    AttachedManagedPolicies: describeAttached(role.attachedPolicies),
    PermissionsBoundary: describeBoundary(role.permissionsBoundary),
    Tags: describeTags(role.tags),
    RoleLastUsed: describeLastUsed(role),
  };
}

/** What `GetAccountAuthorizationDetails` tells of a user. */
export function describeUserDetail(
  account: AccountState,
  user: UserState,
): Described {
  return {
    ...describeUser(account, user),
    UserPolicyList: describeInline(user.inlinePolicies),
    GroupList: '',
    AttachedManagedPolicies: describeAttached(user.attachedPolicies),
    Tags: describeTags(user.tags),
  };
}

/** What `GetAccountAuthorizationDetails` tells of a managed policy: with all versions. */
export function describePolicyDetail(
  account: AccountState,
  policy: ManagedPolicyState,
): Described {
  return {
    ...describePolicy(account, policy),
    PolicyVersionList: members(
      policy.versions.map(version => ({
        ...describeVersion(policy, version),
        Document: encodeDocument(version.document),
      })),
    ),
  };
}

/** What `GetAccountAuthorizationDetails` tells of a policy of AWS's own. */
export function describeAwsPolicyDetail(
  account: AccountState,
  arn: string,
  document: string,
): Described {
  return {
    PolicyName: nameOfArn(arn),
    Arn: arn,
    Path: '/',
    DefaultVersionId: 'v1',
    AttachmentCount: countAttachments(account, arn, false),
    PermissionsBoundaryUsageCount: countAttachments(account, arn, true),
    IsAttachable: true,
    PolicyVersionList: members([
      {
        VersionId: 'v1',
        IsDefaultVersion: true,
        Document: encodeDocument(document),
      },
    ]),
  };
}
