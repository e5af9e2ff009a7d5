import type { ConditionContext } from '../authorization/requestContext';
import { members } from '../query/QueryCall';
import type { RoleState, UserState } from '../state/AwsState';
import { findManagedPolicyDocument } from './awsManagedPolicies';
import { describeAttached } from './describe';
import { limitExceeded, noSuchEntity } from './iamErrors';
import type { IamCall, IamOperation } from './IamOperation';
import { encodeDocument, readInlinePolicy } from './policyDocuments';
import { byName, paginate } from './paginate';
import { readName } from './readNames';

/** "Managed policies attached to an IAM role: 10" ("IAM and AWS STS quotas"). */
const MAXIMUM_ATTACHED = 10;
const MAXIMUM_POLICY_NAME = 128;

/** What tells operations on roles from the same ones on users. */
export interface EntityKind {
  readonly kind: 'role' | 'user';
  readonly nameParameter: 'RoleName' | 'UserName';
  readonly resource: (call: IamCall) => string;
  readonly context: (call: IamCall) => ConditionContext;
  readonly require: (call: IamCall) => RoleState | UserState;
}

const readPolicyName = (call: IamCall) =>
  readName(call, 'PolicyName', MAXIMUM_POLICY_NAME);

const policyArnContext = (entity: EntityKind) => (call: IamCall) => ({
  ...entity.context(call),
  'iam:PolicyARN': call.parameters.required('PolicyArn'),
});

function requireInline(
  entity: EntityKind,
  call: IamCall,
): { name: string; document: string } {
  const owner = entity.require(call);
  const name = readPolicyName(call);
  const document = owner.inlinePolicies.get(name);
  if (document === undefined) {
    throw noSuchEntity(
      `The ${entity.kind} policy with name ${name} cannot be found.`,
    );
  }
  return { name, document };
}

/** Puts an inline policy on a role or user. */
export const putInline = (entity: EntityKind): IamOperation => ({
  resource: entity.resource,
  context: entity.context,
  run(call) {
    const owner = entity.require(call);
    const name = readPolicyName(call);
    owner.inlinePolicies.set(
      name,
      readInlinePolicy(call, entity.kind, name, owner.inlinePolicies),
    );
    call.context.store.changed();
    return undefined;
  },
});

/** Reads an inline policy. */
export const getInline = (entity: EntityKind): IamOperation => ({
  resource: entity.resource,
  context: entity.context,
  run(call) {
    const { name, document } = requireInline(entity, call);
    return {
      [entity.nameParameter]: entity.require(call).name,
      PolicyName: name,
      PolicyDocument: encodeDocument(document),
    };
  },
});

/** Lists the names of the inline policies. */
export const listInline = (entity: EntityKind): IamOperation => ({
  resource: entity.resource,
  context: entity.context,
  run(call) {
    const names = [...entity.require(call).inlinePolicies.keys()].sort();
    const { items, result } = paginate(call, names);
    return { PolicyNames: members(items), ...result };
  },
});

/** Deletes an inline policy. */
export const deleteInline = (entity: EntityKind): IamOperation => ({
  resource: entity.resource,
  context: entity.context,
  run(call) {
    const { name } = requireInline(entity, call);
    entity.require(call).inlinePolicies.delete(name);
    call.context.store.changed();
    return undefined;
  },
});

/** Attaches a managed policy; again is no fault. */
export const attachPolicy = (entity: EntityKind): IamOperation => ({
  resource: entity.resource,
  context: policyArnContext(entity),
  run(call) {
    const owner = entity.require(call);
    const arn = call.parameters.required('PolicyArn');
    if (
      findManagedPolicyDocument(call.context.store.state, arn) === undefined
    ) {
      throw noSuchEntity(`Policy ${arn} does not exist or is not attachable.`);
    }
    if (!owner.attachedPolicies.includes(arn)) {
      if (owner.attachedPolicies.length >= MAXIMUM_ATTACHED) {
        const quota =
          entity.kind === 'role' ? 'PoliciesPerRole' : 'PoliciesPerUser';
        throw limitExceeded(
          `Cannot exceed quota for ${quota}: ${MAXIMUM_ATTACHED}`,
        );
      }
      owner.attachedPolicies.push(arn);
      call.context.store.changed();
    }
    return undefined;
  },
});

/** Detaches a managed policy. */
export const detachPolicy = (entity: EntityKind): IamOperation => ({
  resource: entity.resource,
  context: policyArnContext(entity),
  run(call) {
    const owner = entity.require(call);
    const arn = call.parameters.required('PolicyArn');
    if (!owner.attachedPolicies.includes(arn)) {
      throw noSuchEntity(`Policy ${arn} was not found.`);
    }
    owner.attachedPolicies = owner.attachedPolicies.filter(
      each => each !== arn,
    );
    call.context.store.changed();
    return undefined;
  },
});

/** Lists the attached managed policies. */
export const listAttached = (entity: EntityKind): IamOperation => ({
  resource: entity.resource,
  context: entity.context,
  run(call) {
    const arns = byName(
      entity.require(call).attachedPolicies.map(name => ({ name })),
    );
    const { items, result } = paginate(call, arns);
    return {
      AttachedPolicies: describeAttached(items.map(item => item.name)),
      ...result,
    };
  },
});
