import {
  AttachRolePolicyCommand,
  CreateRoleCommand,
  DeleteRoleCommand,
  DeleteRolePolicyCommand,
  DetachRolePolicyCommand,
  GetRoleCommand,
  IAMClient,
  ListAttachedRolePoliciesCommand,
  PutRolePolicyCommand,
  UpdateAssumeRolePolicyCommand,
} from '@aws-sdk/client-iam';
import fs from 'node:fs';
import { Agent } from 'node:https';
import { CA_FILE, sandboxSecret } from './sandboxSecrets';

/** A policy document as IAM takes it. */
export interface PolicyDocument {
  readonly Version: '2012-10-17';
  readonly Statement: readonly Record<string, unknown>[];
}

/** The root user of an account: what a person with too many rights does past every controller. */
export class AccountRoot {
  readonly #iam: IAMClient;

  constructor(accountId: string) {
    this.#iam = new IAMClient({
      endpoint: 'https://localhost:8182',
      region: 'eu-west-3',
      credentials: JSON.parse(sandboxSecret(`aws/${accountId}/root`)),
      requestHandler: {
        httpsAgent: new Agent({ ca: fs.readFileSync(CA_FILE) }),
      },
    });
  }

  async putInlinePolicy(
    RoleName: string,
    PolicyName: string,
    document: PolicyDocument,
  ): Promise<void> {
    await this.#iam.send(
      new PutRolePolicyCommand({
        RoleName,
        PolicyName,
        PolicyDocument: JSON.stringify(document),
      }),
    );
  }

  async deleteInlinePolicy(
    RoleName: string,
    PolicyName: string,
  ): Promise<void> {
    await this.#iam.send(new DeleteRolePolicyCommand({ RoleName, PolicyName }));
  }

  async trustPolicy(RoleName: string): Promise<PolicyDocument> {
    const { Role } = await this.#iam.send(new GetRoleCommand({ RoleName }));
    return JSON.parse(decodeURIComponent(Role?.AssumeRolePolicyDocument ?? ''));
  }

  async setTrustPolicy(
    RoleName: string,
    document: PolicyDocument,
  ): Promise<void> {
    await this.#iam.send(
      new UpdateAssumeRolePolicyCommand({
        RoleName,
        PolicyDocument: JSON.stringify(document),
      }),
    );
  }

  /** @returns what puts the role back as it was */
  async deleteRole(RoleName: string): Promise<() => Promise<void>> {
    const { Role } = await this.#iam.send(new GetRoleCommand({ RoleName }));
    const { AttachedPolicies = [] } = await this.#iam.send(
      new ListAttachedRolePoliciesCommand({ RoleName }),
    );
    const trust = await this.trustPolicy(RoleName);
    for (const { PolicyArn } of AttachedPolicies) {
      await this.#iam.send(
        new DetachRolePolicyCommand({ RoleName, PolicyArn }),
      );
    }
    await this.#iam.send(new DeleteRoleCommand({ RoleName }));
    return async () => {
      await this.#iam.send(
        new CreateRoleCommand({
          RoleName,
          Path: Role?.Path,
          Description: Role?.Description,
          MaxSessionDuration: Role?.MaxSessionDuration,
          PermissionsBoundary:
            Role?.PermissionsBoundary?.PermissionsBoundaryArn,
          Tags: Role?.Tags,
          AssumeRolePolicyDocument: JSON.stringify(trust),
        }),
      );
      for (const { PolicyArn } of AttachedPolicies) {
        await this.#iam.send(
          new AttachRolePolicyCommand({ RoleName, PolicyArn }),
        );
      }
    };
  }
}
