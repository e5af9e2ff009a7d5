import {
  AuthorizeResult,
  isPermission,
  isResourcePermission,
  Permission,
  PolicyDecision,
} from '@backstage/plugin-permission-common';
import {
  PermissionPolicy,
  PolicyQuery,
  PolicyQueryUser,
} from '@backstage/plugin-permission-node';
import {
  corridorConditions,
  createCorridorConditionalDecision,
} from '@corridors/plugin-corridors-backend';
import {
  corridorsEnvironmentReadPermission,
  corridorsPermissions,
  corridorsRequestCreatePermission,
  corridorsVerificationRunAllPermission,
  RESOURCE_TYPE_CORRIDOR,
} from '@corridors/plugin-corridors-common';

const PLATFORM = 'group:default/platform';
const AUDIT = 'group:default/audit';

const ALLOW: PolicyDecision = { result: AuthorizeResult.ALLOW };
const DENY: PolicyDecision = { result: AuthorizeResult.DENY };

const OUR_PERMISSIONS = new Set(corridorsPermissions.map(({ name }) => name));

function decideOurs(permission: Permission, claims: string[]): PolicyDecision {
  const isAuditor = claims.includes(AUDIT);
  if (isPermission(permission, corridorsEnvironmentReadPermission)) {
    return ALLOW;
  }
  if (isPermission(permission, corridorsRequestCreatePermission)) {
    return isAuditor ? DENY : ALLOW;
  }
  if (isPermission(permission, corridorsVerificationRunAllPermission)) {
    return isAuditor ? ALLOW : DENY;
  }
  if (isResourcePermission(permission, RESOURCE_TYPE_CORRIDOR)) {
    return isAuditor
      ? ALLOW
      : createCorridorConditionalDecision(
          permission,
          corridorConditions.isOwner({ claims }),
        );
  }
  return DENY;
}

/**
 * Who may do what in the example portal: the platform team everything; auditors see and verify everything and ask for
 * nothing; everybody else sees, changes and verifies what a group of theirs owns. Of other plugins everybody may read,
 * and run templates.
 */
export class ExamplePermissionPolicy implements PermissionPolicy {
  async handle(
    { permission }: PolicyQuery,
    user?: PolicyQueryUser,
  ): Promise<PolicyDecision> {
    const claims = user?.info.ownershipEntityRefs ?? [];
    if (claims.length === 0) {
      return DENY;
    }
    if (claims.includes(PLATFORM)) {
      return ALLOW;
    }
    if (OUR_PERMISSIONS.has(permission.name)) {
      return decideOurs(permission, claims);
    }
    return permission.attributes.action === 'read' ||
      permission.name.startsWith('scaffolder.')
      ? ALLOW
      : DENY;
  }
}
