import { members } from '../query/QueryCall';
import { instanceProfileArn } from '../state/arns';
import type { InstanceProfileState } from '../state/AwsState';
import { newIdentifier } from '../state/identifiers';
import { describeInstanceProfile } from './describe';
import {
  alreadyExists,
  deleteConflict,
  limitExceeded,
  noSuchEntity,
} from './iamErrors';
import type { IamCall, IamOperations } from './IamOperation';
import { byName, paginate } from './paginate';
import { readName, readPath } from './readNames';
import { requireRole } from './roles';

const MAXIMUM_NAME = 128;

const readProfileName = (call: IamCall) =>
  readName(call, 'InstanceProfileName', MAXIMUM_NAME);

function profileResource(call: IamCall): string {
  const name = readProfileName(call);
  const profile = call.account.instanceProfiles.get(name.toLowerCase());
  return instanceProfileArn(call.account, profile ?? { name, path: '/' });
}

function requireProfile(call: IamCall): InstanceProfileState {
  const name = readProfileName(call);
  const profile = call.account.instanceProfiles.get(name.toLowerCase());
  if (!profile) {
    throw noSuchEntity(`Instance Profile ${name} cannot be found.`);
  }
  return profile;
}

const describe = (call: IamCall, profile: InstanceProfileState) =>
  describeInstanceProfile(call.account, profile, call.context.store.state);

/** Instance profiles: how an EC2 instance is given its one role. */
export const instanceProfileOperations: IamOperations = {
  CreateInstanceProfile: {
    resource: call =>
      instanceProfileArn(call.account, {
        name: readProfileName(call),
        path: readPath(call),
      }),
    run(call) {
      const name = readProfileName(call);
      if (call.account.instanceProfiles.has(name.toLowerCase())) {
        throw alreadyExists(`Instance Profile ${name} already exists.`);
      }
      const profile: InstanceProfileState = {
        name,
        path: readPath(call),
        id: newIdentifier('AIPA'),
        createdAt: call.request.at.toISOString(),
      };
      call.account.instanceProfiles.set(name.toLowerCase(), profile);
      call.context.store.changed();
      return { InstanceProfile: describe(call, profile) };
    },
  },
  GetInstanceProfile: {
    resource: profileResource,
    run: call => ({ InstanceProfile: describe(call, requireProfile(call)) }),
  },
  ListInstanceProfiles: {
    resource: call => instanceProfileArn(call.account, { name: '', path: '/' }),
    run(call) {
      const { items, result } = paginate(
        call,
        byName(call.account.instanceProfiles.values()),
      );
      return {
        InstanceProfiles: members(
          items.map(profile => describe(call, profile)),
        ),
        ...result,
      };
    },
  },
  ListInstanceProfilesForRole: {
    resource: call => instanceProfileArn(call.account, { name: '', path: '/' }),
    run(call) {
      const role = requireRole(call);
      const profiles = byName(call.account.instanceProfiles.values()).filter(
        profile => profile.roleName === role.name,
      );
      const { items, result } = paginate(call, profiles);
      return {
        InstanceProfiles: members(
          items.map(profile => describe(call, profile)),
        ),
        ...result,
      };
    },
  },
  AddRoleToInstanceProfile: {
    resource: profileResource,
    run(call) {
      const profile = requireProfile(call);
      const role = requireRole(call);
      if (profile.roleName !== undefined) {
        throw limitExceeded(
          'Cannot exceed quota for InstanceSessionsPerInstanceProfile: 1',
        );
      }
      profile.roleName = role.name;
      call.context.store.changed();
      return undefined;
    },
  },
  RemoveRoleFromInstanceProfile: {
    resource: profileResource,
    run(call) {
      const profile = requireProfile(call);
      if (profile.roleName !== requireRole(call).name) {
        throw noSuchEntity(
          `Role is not in the instance profile ${profile.name}.`,
        );
      }
      profile.roleName = undefined;
      call.context.store.changed();
      return undefined;
    },
  },
  DeleteInstanceProfile: {
    resource: profileResource,
    run(call) {
      const profile = requireProfile(call);
      if (profile.roleName !== undefined) {
        throw deleteConflict(
          'Cannot delete entity, must remove roles from instance profile first.',
        );
      }
      call.account.instanceProfiles.delete(profile.name.toLowerCase());
      call.context.store.changed();
      return undefined;
    },
  },
};
