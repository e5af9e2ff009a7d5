import {
  AttachRolePolicyCommand,
  CreateRoleCommand,
  DeleteRoleCommand,
  DeleteRolePermissionsBoundaryCommand,
  DeleteRolePolicyCommand,
  DetachRolePolicyCommand,
  GetRoleCommand,
  GetRolePolicyCommand,
  ListAttachedRolePoliciesCommand,
  ListRolePoliciesCommand,
  PutRolePermissionsBoundaryCommand,
  PutRolePolicyCommand,
  TagRoleCommand,
  UntagRoleCommand,
  UpdateAssumeRolePolicyCommand,
  UpdateRoleCommand,
} from '@aws-sdk/client-iam';
import type { Role } from '@aws-sdk/client-iam';
import { errorName } from '../../aws/clients/errorName';
import type { AckRole } from './AckObject';
import type {
  AckResource,
  AckResourceManager,
  AckScope,
} from './AckResourceManager';
import { isSameDocument } from './isSameDocument';
import {
  desiredTags,
  foreignResource,
  fromSdkTags,
  isOwnByTags,
  toSdkTags,
} from './ownership';

/** A role whose references were looked up. */
export type ResolvedRole = AckRole & {
  readonly resolved: {
    readonly policyArns: readonly string[];
    readonly boundaryArn?: string;
  };
};

/** Roles of IAM, with their policies. */
export class RoleManager implements AckResourceManager<ResolvedRole> {
  constructor(private readonly scope: AckScope) {}

  async sync(object: ResolvedRole, isManaged: boolean): Promise<AckResource> {
    const { spec } = object;
    const existing = await this.find(spec.name);
    if (
      existing &&
      !isManaged &&
      !isOwnByTags(object, fromSdkTags(existing.Tags))
    ) {
      throw foreignResource(existing.Arn ?? spec.name);
    }
    const role = existing ?? (await this.create(object));
    if (existing) {
      await this.update(object, existing);
    }
    await this.syncAttached(object);
    await this.syncInline(object);
    return {
      arn: role.Arn ?? '',
      facts: {
        roleID: role.RoleId ?? '',
        createDate: role.CreateDate?.toISOString() ?? '',
      },
    };
  }

  async remove(object: ResolvedRole, isManaged: boolean): Promise<void> {
    const { iam } = this.scope.aws;
    const RoleName = object.spec.name;
    const existing = await this.find(RoleName);
    const isOwn = isManaged || isOwnByTags(object, fromSdkTags(existing?.Tags));
    if (!existing || !isOwn) {
      return;
    }
    for (const PolicyArn of await this.attached(RoleName)) {
      await iam.send(new DetachRolePolicyCommand({ RoleName, PolicyArn }));
    }
    for (const PolicyName of await this.inline(RoleName)) {
      await iam.send(new DeleteRolePolicyCommand({ RoleName, PolicyName }));
    }
    await iam.send(new DeleteRoleCommand({ RoleName }));
  }

  private async find(RoleName: string): Promise<Role | undefined> {
    try {
      return (await this.scope.aws.iam.send(new GetRoleCommand({ RoleName })))
        .Role;
    } catch (error) {
      if (errorName(error)?.startsWith('NoSuchEntity')) {
        return undefined;
      }
      throw error;
    }
  }

  private async create(object: ResolvedRole): Promise<Role> {
    const { spec, resolved } = object;
    const { Role: created } = await this.scope.aws.iam.send(
      new CreateRoleCommand({
        RoleName: spec.name,
        Path: spec.path,
        Description: spec.description,
        AssumeRolePolicyDocument: spec.assumeRolePolicyDocument,
        MaxSessionDuration: spec.maxSessionDuration,
        PermissionsBoundary: resolved.boundaryArn,
        Tags: toSdkTags(desiredTags(object, spec.tags)),
      }),
    );
    if (!created) {
      throw new Error(
        `IAM answered CreateRole for ${spec.name} without a role`,
      );
    }
    return created;
  }

  private async update(object: ResolvedRole, role: Role): Promise<void> {
    const { iam } = this.scope.aws;
    const { spec } = object;
    const RoleName = spec.name;
    const trust = decodeURIComponent(role.AssumeRolePolicyDocument ?? '');
    if (!isSameDocument(spec.assumeRolePolicyDocument, trust)) {
      await iam.send(
        new UpdateAssumeRolePolicyCommand({
          RoleName,
          PolicyDocument: spec.assumeRolePolicyDocument,
        }),
      );
    }
    const hasOtherDuration =
      spec.maxSessionDuration !== undefined &&
      spec.maxSessionDuration !== role.MaxSessionDuration;
    const hasOtherDescription =
      spec.description !== undefined && spec.description !== role.Description;
    if (hasOtherDuration || hasOtherDescription) {
      await iam.send(
        new UpdateRoleCommand({
          RoleName,
          Description: spec.description,
          MaxSessionDuration: spec.maxSessionDuration,
        }),
      );
    }
    await this.syncBoundary(object, role);
    await this.syncTags(object, role);
  }

  private async syncBoundary(
    { spec, resolved }: ResolvedRole,
    role: Role,
  ): Promise<void> {
    const actual = role.PermissionsBoundary?.PermissionsBoundaryArn;
    if (actual === resolved.boundaryArn) {
      return;
    }
    await (resolved.boundaryArn === undefined
      ? this.scope.aws.iam.send(
          new DeleteRolePermissionsBoundaryCommand({ RoleName: spec.name }),
        )
      : this.scope.aws.iam.send(
          new PutRolePermissionsBoundaryCommand({
            RoleName: spec.name,
            PermissionsBoundary: resolved.boundaryArn,
          }),
        ));
  }

  private async syncTags(object: ResolvedRole, role: Role): Promise<void> {
    const { iam } = this.scope.aws;
    const RoleName = object.spec.name;
    const desired = desiredTags(object, object.spec.tags);
    const actual = fromSdkTags(role.Tags);
    const changed = new Map(
      [...desired].filter(([key, value]) => actual.get(key) !== value),
    );
    const surplus = [...actual.keys()].filter(key => !desired.has(key));
    if (changed.size > 0) {
      await iam.send(
        new TagRoleCommand({ RoleName, Tags: toSdkTags(changed) }),
      );
    }
    if (surplus.length > 0) {
      await iam.send(new UntagRoleCommand({ RoleName, TagKeys: surplus }));
    }
  }

  private async attached(RoleName: string): Promise<string[]> {
    const { AttachedPolicies = [] } = await this.scope.aws.iam.send(
      new ListAttachedRolePoliciesCommand({ RoleName }),
    );
    return AttachedPolicies.flatMap(({ PolicyArn }) =>
      PolicyArn ? [PolicyArn] : [],
    );
  }

  private async inline(RoleName: string): Promise<string[]> {
    const { PolicyNames = [] } = await this.scope.aws.iam.send(
      new ListRolePoliciesCommand({ RoleName }),
    );
    return PolicyNames;
  }

  private async syncAttached({ spec, resolved }: ResolvedRole): Promise<void> {
    const { iam } = this.scope.aws;
    const RoleName = spec.name;
    const actual = await this.attached(RoleName);
    for (const PolicyArn of actual.filter(
      arn => !resolved.policyArns.includes(arn),
    )) {
      await iam.send(new DetachRolePolicyCommand({ RoleName, PolicyArn }));
    }
    for (const PolicyArn of resolved.policyArns.filter(
      arn => !actual.includes(arn),
    )) {
      await iam.send(new AttachRolePolicyCommand({ RoleName, PolicyArn }));
    }
  }

  private async syncInline({ spec }: ResolvedRole): Promise<void> {
    const { iam } = this.scope.aws;
    const RoleName = spec.name;
    const desired = spec.inlinePolicies ?? {};
    for (const PolicyName of await this.inline(RoleName)) {
      const wanted = desired[PolicyName];
      if (wanted === undefined) {
        await iam.send(new DeleteRolePolicyCommand({ RoleName, PolicyName }));
      }
    }
    for (const [PolicyName, PolicyDocument] of Object.entries(desired)) {
      if (
        !isSameDocument(
          PolicyDocument,
          await this.inlineDocument(RoleName, PolicyName),
        )
      ) {
        await iam.send(
          new PutRolePolicyCommand({ RoleName, PolicyName, PolicyDocument }),
        );
      }
    }
  }

  private async inlineDocument(
    RoleName: string,
    PolicyName: string,
  ): Promise<string | undefined> {
    try {
      const { PolicyDocument } = await this.scope.aws.iam.send(
        new GetRolePolicyCommand({ RoleName, PolicyName }),
      );
      return PolicyDocument === undefined
        ? undefined
        : decodeURIComponent(PolicyDocument);
    } catch (error) {
      if (errorName(error)?.startsWith('NoSuchEntity')) {
        return undefined;
      }
      throw error;
    }
  }
}
