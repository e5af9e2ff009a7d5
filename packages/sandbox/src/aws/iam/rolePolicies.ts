import {
  attachPolicy,
  deleteInline,
  detachPolicy,
  getInline,
  listAttached,
  listInline,
  putInline,
} from './entityPolicies';
import type { EntityKind } from './entityPolicies';
import type { IamOperations } from './IamOperation';
import { requireRole, roleContext, roleResource } from './roles';

const ROLE: EntityKind = {
  kind: 'role',
  nameParameter: 'RoleName',
  resource: roleResource,
  context: roleContext,
  require: requireRole,
};

/** The policies of roles. */
export const rolePolicyOperations: IamOperations = {
  PutRolePolicy: putInline(ROLE),
  GetRolePolicy: getInline(ROLE),
  ListRolePolicies: listInline(ROLE),
  DeleteRolePolicy: deleteInline(ROLE),
  AttachRolePolicy: attachPolicy(ROLE),
  DetachRolePolicy: detachPolicy(ROLE),
  ListAttachedRolePolicies: listAttached(ROLE),
};
