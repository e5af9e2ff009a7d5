import { members } from '../query/QueryCall';
import { roleArn } from '../state/arns';
import type { RoleState } from '../state/AwsState';
import { newIdentifier } from '../state/identifiers';
import { findManagedPolicyDocument } from './awsManagedPolicies';
import { describeRole, describeRoleInFull, describeTags } from './describe';
import {
  alreadyExists,
  deleteConflict,
  noSuchEntity,
  validationError,
} from './iamErrors';
import type { IamCall, IamOperation, IamOperations } from './IamOperation';
import { byName, paginate } from './paginate';
import { readTrustPolicy } from './policyDocuments';
import { readName, readPath } from './readNames';

const MAXIMUM_NAME = 64;
const MAXIMUM_TAGS = 50;
const DEFAULT_SESSION_SECONDS = 3600;

/** Name of the role that a request is about. */
export const readRoleName = (call: IamCall) =>
  readName(call, 'RoleName', MAXIMUM_NAME);

/**
 * The role that a request is about.
 *
 * @throws AwsError `NoSuchEntity`
 */
export function requireRole(call: IamCall): RoleState {
  const name = readRoleName(call);
  const role = call.account.roles.get(name.toLowerCase());
  if (!role) {
    throw noSuchEntity(`The role with name ${name} cannot be found.`);
  }
  return role;
}

/** ARN to authorize on: of the role as it exists, else as it would be named. */
export function roleResource(call: IamCall): string {
  const name = readRoleName(call);
  const role = call.account.roles.get(name.toLowerCase());
  return roleArn(call.account, role ?? { name, path: '/' });
}

/**
 * The boundary that a request sets.
 *
 * @throws AwsError `NoSuchEntity` when there is no such policy
 */
export function readBoundary(call: IamCall): string | undefined {
  const arn = call.parameters.optional('PermissionsBoundary');
  if (
    arn !== undefined &&
    findManagedPolicyDocument(call.context.store.state, arn) === undefined
  ) {
    throw noSuchEntity(
      `Scope ARN: ${arn} does not exist or is not attachable.`,
    );
  }
  return arn;
}

/** `iam:PermissionsBoundary`: of the request where it sets one, else of the role. */
export function boundaryContext(
  call: IamCall,
  current?: string,
): Record<string, string> {
  const arn = call.parameters.optional('PermissionsBoundary') ?? current;
  return arn === undefined ? {} : { 'iam:PermissionsBoundary': arn };
}

/** Boundary and tags of the role that a request is about, as condition keys. */
export function roleContext(call: IamCall): Record<string, string> {
  const role = call.account.roles.get(readRoleName(call).toLowerCase());
  const context = boundaryContext(call, role?.permissionsBoundary);
  for (const [key, value] of role?.tags ?? []) {
    context[`aws:ResourceTag/${key}`] = value;
  }
  return context;
}

function tagContext(call: IamCall): Record<string, string | string[]> {
  const tags = call.parameters.tags();
  const context: Record<string, string | string[]> = {};
  if (tags.size > 0) {
    context['aws:TagKeys'] = [...tags.keys()];
  }
  for (const [key, value] of tags) {
    context[`aws:RequestTag/${key}`] = value;
  }
  return context;
}

function readSessionSeconds(call: IamCall): number | undefined {
  return call.parameters.integer('MaxSessionDuration', {
    minimum: 3600,
    maximum: 43_200,
  });
}

const createRole: IamOperation = {
  resource: call =>
    roleArn(call.account, { name: readRoleName(call), path: readPath(call) }),
  context: call => ({ ...boundaryContext(call), ...tagContext(call) }),
  run(call) {
    const { account, context, request, parameters } = call;
    const name = readRoleName(call);
    if (account.roles.has(name.toLowerCase())) {
      throw alreadyExists(`Role with name ${name} already exists.`);
    }
    const tags = parameters.tags();
    if (tags.size > MAXIMUM_TAGS) {
      throw validationError(
        `The number of tags has reached the maximum limit of ${MAXIMUM_TAGS}.`,
      );
    }
    const role: RoleState = {
      name,
      path: readPath(call),
      id: newIdentifier('AROA'),
      createdAt: request.at.toISOString(),
      trustPolicy: readTrustPolicy(call, 'AssumeRolePolicyDocument'),
      description: parameters.optional('Description'),
      maxSessionDurationSeconds:
        readSessionSeconds(call) ?? DEFAULT_SESSION_SECONDS,
      permissionsBoundary: readBoundary(call),
      inlinePolicies: new Map(),
      attachedPolicies: [],
      tags,
    };
    account.roles.set(name.toLowerCase(), role);
    context.store.changed();
    return { Role: describeRoleInFull(account, role, context.store.state) };
  },
};

const deleteRole: IamOperation = {
  resource: roleResource,
  context: roleContext,
  run(call) {
    const { account, context } = call;
    const role = requireRole(call);
    if (role.attachedPolicies.length > 0) {
      throw deleteConflict(
        'Cannot delete entity, must detach all policies first.',
      );
    }
    if (role.inlinePolicies.size > 0) {
      throw deleteConflict('Cannot delete entity, must delete policies first.');
    }
    if (
      [...account.instanceProfiles.values()].some(
        each => each.roleName === role.name,
      )
    ) {
      throw deleteConflict(
        'Cannot delete entity, must remove roles from instance profile first.',
      );
    }
    account.roles.delete(role.name.toLowerCase());
    context.store.changed();
    return undefined;
  },
};

const listRoles: IamOperation = {
  resource: call => roleArn(call.account, { name: '', path: '/' }),
  run(call) {
    const prefix = call.parameters.optional('PathPrefix') ?? '/';
    const roles = byName(call.account.roles.values()).filter(role =>
      role.path.startsWith(prefix),
    );
    const { items, result } = paginate(call, roles);
    return {
      Roles: members(
        items.map(role =>
          describeRole(call.account, role, call.context.store.state),
        ),
      ),
      ...result,
    };
  },
};

/** Making, reading and changing roles. */
export const roleOperations: IamOperations = {
  CreateRole: createRole,
  DeleteRole: deleteRole,
  ListRoles: listRoles,
  GetRole: {
    resource: roleResource,
    context: roleContext,
    run: call => ({
      Role: describeRoleInFull(
        call.account,
        requireRole(call),
        call.context.store.state,
      ),
    }),
  },
  UpdateRole: {
    resource: roleResource,
    context: roleContext,
    run(call) {
      const role = requireRole(call);
      role.maxSessionDurationSeconds =
        readSessionSeconds(call) ?? role.maxSessionDurationSeconds;
      role.description =
        call.parameters.optional('Description') ?? role.description;
      call.context.store.changed();
      return {};
    },
  },
  UpdateAssumeRolePolicy: {
    resource: roleResource,
    context: roleContext,
    run(call) {
      requireRole(call).trustPolicy = readTrustPolicy(call, 'PolicyDocument');
      call.context.store.changed();
      return undefined;
    },
  },
  PutRolePermissionsBoundary: {
    resource: roleResource,
    context: roleContext,
    run(call) {
      const role = requireRole(call);
      call.parameters.required('PermissionsBoundary');
      role.permissionsBoundary = readBoundary(call);
      call.context.store.changed();
      return undefined;
    },
  },
  DeleteRolePermissionsBoundary: {
    resource: roleResource,
    context: roleContext,
    run(call) {
      const role = requireRole(call);
      if (role.permissionsBoundary === undefined) {
        throw noSuchEntity(
          `The role with name ${role.name} does not have a permissions boundary.`,
        );
      }
      role.permissionsBoundary = undefined;
      call.context.store.changed();
      return undefined;
    },
  },
  TagRole: {
    resource: roleResource,
    context: call => ({ ...roleContext(call), ...tagContext(call) }),
    run(call) {
      const role = requireRole(call);
      const tags = new Map([...role.tags, ...call.parameters.tags()]);
      if (tags.size > MAXIMUM_TAGS) {
        throw validationError(
          `The number of tags has reached the maximum limit of ${MAXIMUM_TAGS}.`,
        );
      }
      role.tags = tags;
      call.context.store.changed();
      return undefined;
    },
  },
  UntagRole: {
    resource: roleResource,
    context: roleContext,
    run(call) {
      const role = requireRole(call);
      for (const key of call.parameters.list('TagKeys')) {
        role.tags.delete(key);
      }
      call.context.store.changed();
      return undefined;
    },
  },
  ListRoleTags: {
    resource: roleResource,
    context: roleContext,
    run: call => ({
      Tags: describeTags(requireRole(call).tags),
      IsTruncated: false,
    }),
  },
};
