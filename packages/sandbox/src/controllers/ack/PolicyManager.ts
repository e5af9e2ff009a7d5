import {
  CreatePolicyCommand,
  CreatePolicyVersionCommand,
  DeletePolicyCommand,
  DeletePolicyVersionCommand,
  GetPolicyCommand,
  GetPolicyVersionCommand,
  ListPolicyVersionsCommand,
  TagPolicyCommand,
} from '@aws-sdk/client-iam';
import type { Policy } from '@aws-sdk/client-iam';
import { errorName } from '../../aws/clients/errorName';
import type { AckPolicy } from './AckObject';
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
  isSameTags,
  toSdkTags,
} from './ownership';

/** "A managed policy can have up to 5 versions". */
const MAXIMUM_VERSIONS = 5;

/** Customer managed policies of IAM. */
export class PolicyManager implements AckResourceManager<AckPolicy> {
  constructor(private readonly scope: AckScope) {}

  async sync(object: AckPolicy, isManaged: boolean): Promise<AckResource> {
    const { iam } = this.scope.aws;
    const { spec } = object;
    const arn = this.arnOf(object);
    const tags = desiredTags(object, spec.tags);
    const existing = await this.find(arn);
    if (!existing) {
      const { Policy: created } = await iam.send(
        new CreatePolicyCommand({
          PolicyName: spec.name,
          Path: spec.path,
          Description: spec.description,
          PolicyDocument: spec.policyDocument,
          Tags: toSdkTags(tags),
        }),
      );
      return this.describe(arn, created);
    }
    const actualTags = fromSdkTags(existing.Tags);
    if (!isManaged && !isOwnByTags(object, actualTags)) {
      throw foreignResource(arn);
    }
    await this.syncDocument(object, arn, existing.DefaultVersionId ?? 'v1');
    if (!isSameTags(actualTags, tags)) {
      await iam.send(
        new TagPolicyCommand({ PolicyArn: arn, Tags: toSdkTags(tags) }),
      );
    }
    return this.describe(arn, await this.find(arn));
  }

  async remove(object: AckPolicy, isManaged: boolean): Promise<void> {
    const { iam } = this.scope.aws;
    const arn = this.arnOf(object);
    const existing = await this.find(arn);
    const isOwn = isManaged || isOwnByTags(object, fromSdkTags(existing?.Tags));
    if (!existing || !isOwn) {
      return;
    }
    const { Versions = [] } = await iam.send(
      new ListPolicyVersionsCommand({ PolicyArn: arn }),
    );
    for (const { VersionId, IsDefaultVersion } of Versions) {
      if (!IsDefaultVersion) {
        await iam.send(
          new DeletePolicyVersionCommand({ PolicyArn: arn, VersionId }),
        );
      }
    }
    await iam.send(new DeletePolicyCommand({ PolicyArn: arn }));
  }

  private arnOf({ spec }: AckPolicy): string {
    return `arn:aws:iam::${this.scope.accountId}:policy${spec.path ?? '/'}${
      spec.name
    }`;
  }

  private async find(arn: string): Promise<Policy | undefined> {
    try {
      return (
        await this.scope.aws.iam.send(new GetPolicyCommand({ PolicyArn: arn }))
      ).Policy;
    } catch (error) {
      if (errorName(error)?.startsWith('NoSuchEntity')) {
        return undefined;
      }
      throw error;
    }
  }

  private async syncDocument(
    object: AckPolicy,
    arn: string,
    versionId: string,
  ): Promise<void> {
    const { iam } = this.scope.aws;
    const { PolicyVersion } = await iam.send(
      new GetPolicyVersionCommand({ PolicyArn: arn, VersionId: versionId }),
    );
    const actual = decodeURIComponent(PolicyVersion?.Document ?? '');
    if (isSameDocument(object.spec.policyDocument, actual)) {
      return;
    }
    const { Versions = [] } = await iam.send(
      new ListPolicyVersionsCommand({ PolicyArn: arn }),
    );
    if (Versions.length >= MAXIMUM_VERSIONS) {
      const oldest = Versions.filter(
        version => !version.IsDefaultVersion,
      ).pop();
      await iam.send(
        new DeletePolicyVersionCommand({
          PolicyArn: arn,
          VersionId: oldest?.VersionId,
        }),
      );
    }
    await iam.send(
      new CreatePolicyVersionCommand({
        PolicyArn: arn,
        PolicyDocument: object.spec.policyDocument,
        SetAsDefault: true,
      }),
    );
  }

  private describe(arn: string, policy: Policy | undefined): AckResource {
    return {
      arn,
      facts: {
        policyID: policy?.PolicyId ?? '',
        defaultVersionID: policy?.DefaultVersionId ?? '',
        attachmentCount: policy?.AttachmentCount ?? 0,
        isAttachable: policy?.IsAttachable ?? true,
        createDate: policy?.CreateDate?.toISOString() ?? '',
        updateDate: policy?.UpdateDate?.toISOString() ?? '',
      },
    };
  }
}
