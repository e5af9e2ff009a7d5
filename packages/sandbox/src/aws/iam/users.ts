import { members } from '../query/QueryCall';
import { userArn } from '../state/arns';
import type { UserState } from '../state/AwsState';
import { newIdentifier, newSecretAccessKey } from '../state/identifiers';
import { describeUser } from './describe';
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
import {
  alreadyExists,
  deleteConflict,
  limitExceeded,
  noSuchEntity,
} from './iamErrors';
import type { IamCall, IamOperations } from './IamOperation';
import { byName, paginate } from './paginate';
import { readName, readPath } from './readNames';
import { readBoundary } from './roles';

const MAXIMUM_NAME = 64;
const MAXIMUM_KEYS = 2;

/** Name of the user that a request is about: the caller itself when it names none. */
function readUserName(call: IamCall): string {
  const { caller, parameters } = call;
  if (parameters.optional('UserName') === undefined && caller.kind === 'user') {
    return caller.user.name;
  }
  return readName(call, 'UserName', MAXIMUM_NAME);
}

function requireUser(call: IamCall): UserState {
  const name = readUserName(call);
  const user = call.account.users.get(name.toLowerCase());
  if (!user) {
    throw noSuchEntity(`The user with name ${name} cannot be found.`);
  }
  return user;
}

function userResource(call: IamCall): string {
  const name = readUserName(call);
  const user = call.account.users.get(name.toLowerCase());
  return userArn(call.account, user ?? { name, path: '/' });
}

function requireKey(call: IamCall) {
  const id = call.parameters.required('AccessKeyId');
  const key = requireUser(call).accessKeys.find(
    each => each.accessKeyId === id,
  );
  if (!key) {
    throw noSuchEntity(`The Access Key with id ${id} cannot be found.`);
  }
  return key;
}

const USER: EntityKind = {
  kind: 'user',
  nameParameter: 'UserName',
  resource: userResource,
  context: () => ({}),
  require: requireUser,
};

/** Users, their policies and access keys. */
export const userOperations: IamOperations = {
  CreateUser: {
    resource: call =>
      userArn(call.account, { name: readUserName(call), path: readPath(call) }),
    run(call) {
      const name = readUserName(call);
      if (call.account.users.has(name.toLowerCase())) {
        throw alreadyExists(`User with name ${name} already exists.`);
      }
      const user: UserState = {
        name,
        path: readPath(call),
        id: newIdentifier('AIDA'),
        createdAt: call.request.at.toISOString(),
        permissionsBoundary: readBoundary(call),
        inlinePolicies: new Map(),
        attachedPolicies: [],
        tags: call.parameters.tags(),
        accessKeys: [],
      };
      call.account.users.set(name.toLowerCase(), user);
      call.context.store.changed();
      return { User: describeUser(call.account, user) };
    },
  },
  GetUser: {
    resource: userResource,
    run: call => ({ User: describeUser(call.account, requireUser(call)) }),
  },
  ListUsers: {
    resource: call => userArn(call.account, { name: '', path: '/' }),
    run(call) {
      const { items, result } = paginate(
        call,
        byName(call.account.users.values()),
      );
      return {
        Users: members(items.map(user => describeUser(call.account, user))),
        ...result,
      };
    },
  },
  DeleteUser: {
    resource: userResource,
    run(call) {
      const user = requireUser(call);
      if (user.accessKeys.length > 0) {
        throw deleteConflict(
          'Cannot delete entity, must delete access keys first.',
        );
      }
      if (user.attachedPolicies.length > 0) {
        throw deleteConflict(
          'Cannot delete entity, must detach all policies first.',
        );
      }
      if (user.inlinePolicies.size > 0) {
        throw deleteConflict(
          'Cannot delete entity, must delete policies first.',
        );
      }
      call.account.users.delete(user.name.toLowerCase());
      call.context.store.changed();
      return undefined;
    },
  },
  PutUserPolicy: putInline(USER),
  GetUserPolicy: getInline(USER),
  ListUserPolicies: listInline(USER),
  DeleteUserPolicy: deleteInline(USER),
  AttachUserPolicy: attachPolicy(USER),
  DetachUserPolicy: detachPolicy(USER),
  ListAttachedUserPolicies: listAttached(USER),
  CreateAccessKey: {
    resource: userResource,
    run(call) {
      const user = requireUser(call);
      if (user.accessKeys.length >= MAXIMUM_KEYS) {
        throw limitExceeded(
          `Cannot exceed quota for AccessKeysPerUser: ${MAXIMUM_KEYS}`,
        );
      }
      const key = {
        accessKeyId: newIdentifier('AKIA'),
        secretAccessKey: newSecretAccessKey(),
        active: true,
        createdAt: call.request.at.toISOString(),
      };
      user.accessKeys.push(key);
      call.context.store.changed();
      return {
        AccessKey: {
          UserName: user.name,
          AccessKeyId: key.accessKeyId,
          Status: 'Active',
          SecretAccessKey: key.secretAccessKey,
          CreateDate: key.createdAt,
        },
      };
    },
  },
  ListAccessKeys: {
    resource: userResource,
    run(call) {
      const user = requireUser(call);
      return {
        AccessKeyMetadata: members(
          user.accessKeys.map(key => ({
            UserName: user.name,
            AccessKeyId: key.accessKeyId,
            Status: key.active ? 'Active' : 'Inactive',
            CreateDate: key.createdAt,
          })),
        ),
        IsTruncated: false,
      };
    },
  },
  UpdateAccessKey: {
    resource: userResource,
    run(call) {
      requireKey(call).active = call.parameters.required('Status') === 'Active';
      call.context.store.changed();
      return undefined;
    },
  },
  DeleteAccessKey: {
    resource: userResource,
    run(call) {
      const key = requireKey(call);
      const user = requireUser(call);
      user.accessKeys = user.accessKeys.filter(each => each !== key);
      call.context.store.changed();
      return undefined;
    },
  },
};
