import { members } from '../query/QueryCall';
import { policyArn } from '../state/arns';
import type { AccountState, ManagedPolicyState } from '../state/AwsState';
import { findPolicy } from '../state/findEntity';
import { newIdentifier } from '../state/identifiers';
import { describePolicy, describeTags, describeVersion } from './describe';
import {
  alreadyExists,
  deleteConflict,
  limitExceeded,
  noSuchEntity,
} from './iamErrors';
import type { IamCall, IamOperation, IamOperations } from './IamOperation';
import { byName, paginate } from './paginate';
import { encodeDocument, readManagedPolicy } from './policyDocuments';
import { readName, readPath } from './readNames';

const MAXIMUM_NAME = 128;
const MAXIMUM_VERSIONS = 5;

const policyResource = (call: IamCall) => call.parameters.required('PolicyArn');

function requirePolicy(call: IamCall): ManagedPolicyState {
  const arn = policyResource(call);
  const policy = findPolicy(call.context.store.state, arn);
  if (
    !policy ||
    call.account.policies.get(policy.name.toLowerCase()) !== policy
  ) {
    throw noSuchEntity(`Policy ${arn} was not found.`);
  }
  return policy;
}

function requireVersion(call: IamCall, policy: ManagedPolicyState) {
  const id = call.parameters.required('VersionId');
  const version = policy.versions.find(each => each.id === id);
  if (!version) {
    throw noSuchEntity(
      `Policy ${policyResource(
        call,
      )} version ${id} does not exist or is not attachable.`,
    );
  }
  return version;
}

function isAttached(account: AccountState, arn: string): boolean {
  return [...account.roles.values(), ...account.users.values()].some(
    entity =>
      entity.attachedPolicies.includes(arn) ||
      entity.permissionsBoundary === arn,
  );
}

const createPolicy: IamOperation = {
  resource: call =>
    policyArn(call.account, {
      name: readName(call, 'PolicyName', MAXIMUM_NAME),
      path: readPath(call),
    }),
  run(call) {
    const name = readName(call, 'PolicyName', MAXIMUM_NAME);
    if (call.account.policies.has(name.toLowerCase())) {
      throw alreadyExists(
        `A policy called ${name} already exists. Duplicate names are not allowed.`,
      );
    }
    const at = call.request.at.toISOString();
    const policy: ManagedPolicyState = {
      name,
      path: readPath(call),
      id: newIdentifier('ANPA'),
      description: call.parameters.optional('Description'),
      createdAt: at,
      updatedAt: at,
      defaultVersionId: 'v1',
      nextVersion: 2,
      versions: [
        { id: 'v1', document: readManagedPolicy(call), createdAt: at },
      ],
      tags: call.parameters.tags(),
    };
    call.account.policies.set(name.toLowerCase(), policy);
    call.context.store.changed();
    return { Policy: describePolicy(call.account, policy) };
  },
};

const createPolicyVersion: IamOperation = {
  resource: policyResource,
  run(call) {
    const policy = requirePolicy(call);
    const document = readManagedPolicy(call);
    if (policy.versions.length >= MAXIMUM_VERSIONS) {
      throw limitExceeded(
        `A managed policy can have up to ${MAXIMUM_VERSIONS} versions. Before you create a new version, you must delete an existing version.`,
      );
    }
    const version = {
      id: `v${policy.nextVersion}`,
      document,
      createdAt: call.request.at.toISOString(),
    };
    policy.nextVersion += 1;
    policy.versions.push(version);
    policy.updatedAt = version.createdAt;
    if (call.parameters.optional('SetAsDefault') === 'true') {
      policy.defaultVersionId = version.id;
    }
    call.context.store.changed();
    return { PolicyVersion: describeVersion(policy, version) };
  },
};

const deletePolicy: IamOperation = {
  resource: policyResource,
  run(call) {
    const policy = requirePolicy(call);
    if (isAttached(call.account, policyResource(call))) {
      throw deleteConflict('Cannot delete a policy attached to entities.');
    }
    if (policy.versions.length > 1) {
      throw deleteConflict(
        "This policy has more than one version. Before you delete a policy, you must delete the policy's versions. The default version is deleted with the policy.",
      );
    }
    call.account.policies.delete(policy.name.toLowerCase());
    call.context.store.changed();
    return undefined;
  },
};

/** Customer managed policies and their versions. */
export const managedPolicyOperations: IamOperations = {
  CreatePolicy: createPolicy,
  DeletePolicy: deletePolicy,
  CreatePolicyVersion: createPolicyVersion,
  GetPolicy: {
    resource: policyResource,
    run(call) {
      const policy = requirePolicy(call);
      return {
        Policy: {
          ...describePolicy(call.account, policy),
          Tags: policy.tags.size === 0 ? undefined : describeTags(policy.tags),
        },
      };
    },
  },
  ListPolicies: {
    resource: call => policyArn(call.account, { name: '', path: '/' }),
    run(call) {
      const isAskedFor = (policy: ManagedPolicyState) =>
        policy.path.startsWith(call.parameters.optional('PathPrefix') ?? '/') &&
        call.parameters.optional('Scope') !== 'AWS' &&
        (call.parameters.optional('OnlyAttached') !== 'true' ||
          isAttached(call.account, policyArn(call.account, policy)));
      const policies = byName(call.account.policies.values()).filter(
        isAskedFor,
      );
      const { items, result } = paginate(call, policies);
      return {
        Policies: members(
          items.map(policy => describePolicy(call.account, policy)),
        ),
        ...result,
      };
    },
  },
  GetPolicyVersion: {
    resource: policyResource,
    run(call) {
      const policy = requirePolicy(call);
      const version = requireVersion(call, policy);
      return {
        PolicyVersion: {
          Document: encodeDocument(version.document),
          ...describeVersion(policy, version),
        },
      };
    },
  },
  ListPolicyVersions: {
    resource: policyResource,
    run(call) {
      const policy = requirePolicy(call);
      const { items, result } = paginate(call, [...policy.versions].reverse());
      return {
        Versions: members(
          items.map(version => describeVersion(policy, version)),
        ),
        ...result,
      };
    },
  },
  SetDefaultPolicyVersion: {
    resource: policyResource,
    run(call) {
      const policy = requirePolicy(call);
      policy.defaultVersionId = requireVersion(call, policy).id;
      call.context.store.changed();
      return undefined;
    },
  },
  DeletePolicyVersion: {
    resource: policyResource,
    run(call) {
      const policy = requirePolicy(call);
      const version = requireVersion(call, policy);
      if (version.id === policy.defaultVersionId) {
        throw deleteConflict('Cannot delete the default version of a policy.');
      }
      policy.versions = policy.versions.filter(each => each !== version);
      call.context.store.changed();
      return undefined;
    },
  },
  TagPolicy: {
    resource: policyResource,
    run(call) {
      const policy = requirePolicy(call);
      policy.tags = new Map([...policy.tags, ...call.parameters.tags()]);
      call.context.store.changed();
      return undefined;
    },
  },
};
