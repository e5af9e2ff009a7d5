import type {
  AttachedPolicy,
  ManagedPolicyDetail,
  PolicyDetail,
} from '@aws-sdk/client-iam';
import type {
  AccessModelRole,
  AccessModelUser,
  PolicySource,
} from '@corridors/policy-engine';
import { decodeDocument } from '../aws/decodeDocument';
import type { AuthorizationDetails } from './readAuthorizationDetails';

/** Documents of managed policies in their default version, by ARN. */
export type ManagedDocuments = ReadonlyMap<string, string>;

/** Roles and users, by ARN in ascending order. */
export interface RolesAndUsers {
  readonly roles: readonly AccessModelRole[];
  readonly users: readonly AccessModelUser[];
}

/** Documents of the managed policies that the answer holds. Only the default version is in force. */
export function managedDocuments(
  policies: readonly ManagedPolicyDetail[],
): Map<string, string> {
  const documents = new Map<string, string>();
  for (const { Arn: arn, PolicyVersionList: versions } of policies) {
    const inForce = versions?.find(({ IsDefaultVersion }) => IsDefaultVersion);
    if (arn !== undefined && inForce?.Document !== undefined) {
      documents.set(arn, decodeDocument(inForce.Document));
    }
  }
  return documents;
}

/** ARNs of every managed policy that a role, user or group carries or is bounded by. */
export function managedPoliciesInUse(details: AuthorizationDetails): string[] {
  const carriers = [...details.roles, ...details.users, ...details.groups];
  const bounded = [...details.roles, ...details.users];
  const arns = [
    ...carriers.flatMap(({ AttachedManagedPolicies }) =>
      (AttachedManagedPolicies ?? []).map(({ PolicyArn }) => PolicyArn),
    ),
    ...bounded.map(
      ({ PermissionsBoundary }) => PermissionsBoundary?.PermissionsBoundaryArn,
    ),
  ];
  return [...new Set(arns.filter(arn => arn !== undefined))].sort();
}

/**
 * Roles and users with the policies in force, each named as the repository's are: a managed policy by its ARN, a trust
 * policy by its role. A user has the policies of its groups
 * (source: IAM user guide, "IAM user groups").
 *
 * @param documents - of every managed policy in use
 */
export function rolesAndUsersOf(
  details: AuthorizationDetails,
  documents: ManagedDocuments,
  accountId: string,
): RolesAndUsers {
  const groups = new Map(
    details.groups.map(group => [
      group.GroupName,
      [
        ...inline(group.GroupPolicyList, `group ${group.GroupName}`),
        ...attached(group.AttachedManagedPolicies, documents),
      ],
    ]),
  );
  const roles = details.roles.map(role => ({
    arn: role.Arn ?? '',
    accountId,
    trust: {
      name: role.RoleName ?? '',
      document: decodeDocument(role.AssumeRolePolicyDocument),
    },
    identity: [
      ...inline(role.RolePolicyList, `role ${role.RoleName}`),
      ...attached(role.AttachedManagedPolicies, documents),
    ],
    ...boundary(role.PermissionsBoundary?.PermissionsBoundaryArn, documents),
  }));
  const users = details.users.map(user => ({
    arn: user.Arn ?? '',
    accountId,
    identity: [
      ...inline(user.UserPolicyList, `user ${user.UserName}`),
      ...attached(user.AttachedManagedPolicies, documents),
      ...(user.GroupList ?? []).flatMap(name => groups.get(name) ?? []),
    ],
    ...boundary(user.PermissionsBoundary?.PermissionsBoundaryArn, documents),
  }));
  return { roles: roles.sort(byArn), users: users.sort(byArn) };
}

function byArn(a: { arn: string }, b: { arn: string }): number {
  return a.arn < b.arn ? -1 : Number(a.arn > b.arn);
}

function inline(
  policies: readonly PolicyDetail[] | undefined,
  owner: string,
): PolicySource[] {
  return (policies ?? []).map(({ PolicyName, PolicyDocument }) => ({
    name: `${PolicyName} of ${owner}`,
    document: decodeDocument(PolicyDocument),
  }));
}

function attached(
  policies: readonly AttachedPolicy[] | undefined,
  documents: ManagedDocuments,
): PolicySource[] {
  return (policies ?? []).map(({ PolicyArn: arn = '' }) =>
    managed(arn, documents),
  );
}

function boundary(
  arn: string | undefined,
  documents: ManagedDocuments,
): { boundary?: PolicySource } {
  return arn === undefined ? {} : { boundary: managed(arn, documents) };
}

function managed(arn: string, documents: ManagedDocuments): PolicySource {
  return { name: arn, document: documents.get(arn) };
}
