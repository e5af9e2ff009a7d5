import {
  GetRoleCommand,
  GetRolePolicyCommand,
  IAMClient,
  paginateListAttachedRolePolicies,
  paginateListRolePolicies,
} from '@aws-sdk/client-iam';
import { ObservedPolicy, ObservedRole } from './awsAccountSnapshot';
import { ReadOutcome } from './fact';
import { decodeDocument } from './decodeDocument';
import { readAws, ReadContext } from './readAws';
import { readManagedPolicy } from './readManagedPolicy';

const NO_ROLE = ['NoSuchEntity', 'NoSuchEntityException'];

/** Reads a role. Only GetRole tells when it was last used: lists leave that out. */
export function readRole(
  iam: IAMClient,
  name: string,
  context: ReadContext,
): Promise<ReadOutcome<ObservedRole>> {
  return readAws(context, NO_ROLE, async call => {
    const { Role: role } = await call({
      permission: 'iam:GetRole',
      resource: name,
      send: abortSignal =>
        iam.send(new GetRoleCommand({ RoleName: name }), { abortSignal }),
    });
    const usedAt = role?.RoleLastUsed?.LastUsedDate;
    return {
      name,
      arn: role?.Arn ?? '',
      roleId: role?.RoleId ?? '',
      trustPolicy: decodeDocument(role?.AssumeRolePolicyDocument),
      maxSessionDurationSeconds: role?.MaxSessionDuration,
      permissionsBoundaryArn: role?.PermissionsBoundary?.PermissionsBoundaryArn,
      createdAt: role?.CreateDate?.toISOString(),
      lastUsed: usedAt && {
        at: usedAt.toISOString(),
        region: role?.RoleLastUsed?.Region,
      },
    };
  });
}

/** Reads the documents of every policy that a role carries: attached ones in their default version, and inline ones. */
export function readRolePolicies(
  iam: IAMClient,
  name: string,
  context: ReadContext,
): Promise<ReadOutcome<readonly ObservedPolicy[]>> {
  return readAws(context, NO_ROLE, async call => {
    const attached = await call({
      permission: 'iam:ListAttachedRolePolicies',
      resource: name,
      send: async abortSignal => {
        const policies = [];
        const pages = paginateListAttachedRolePolicies(
          { client: iam },
          { RoleName: name },
          { abortSignal },
        );
        for await (const page of pages) {
          policies.push(...(page.AttachedPolicies ?? []));
        }
        return policies;
      },
    });
    const inline = await call({
      permission: 'iam:ListRolePolicies',
      resource: name,
      send: async abortSignal => {
        const names = [];
        for await (const page of paginateListRolePolicies(
          { client: iam },
          { RoleName: name },
          { abortSignal },
        )) {
          names.push(...(page.PolicyNames ?? []));
        }
        return names;
      },
    });
    const policies: ObservedPolicy[] = [];
    for (const { PolicyArn: arn, PolicyName: policyName } of attached) {
      if (arn !== undefined) {
        const document = await readManagedPolicy(iam, arn, call);
        policies.push({
          name: policyName ?? arn,
          kind: 'attached',
          arn,
          document,
        });
      }
    }
    for (const policyName of inline) {
      const { PolicyDocument: document } = await call({
        permission: 'iam:GetRolePolicy',
        resource: `${name}, policy ${policyName}`,
        send: abortSignal =>
          iam.send(
            new GetRolePolicyCommand({
              RoleName: name,
              PolicyName: policyName,
            }),
            { abortSignal },
          ),
      });
      policies.push({
        name: policyName,
        kind: 'inline',
        document: decodeDocument(document),
      });
    }
    return policies;
  });
}
