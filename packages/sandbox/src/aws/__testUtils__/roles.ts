import {
  CreateRoleCommand,
  DeleteRoleCommand,
  DeleteRolePolicyCommand,
  PutRolePolicyCommand,
} from '@aws-sdk/client-iam';
import { AssumeRoleCommand } from '@aws-sdk/client-sts';
import type { AssumeRoleCommandInput } from '@aws-sdk/client-sts';
import { ACCOUNT, EC2_SERVICE, ROOT, policy } from './startTestAws';
import type { TestAws, TestCredentials } from './startTestAws';

/** Trust policy: these principals may assume the role. */
export const trust = (
  principal: object,
  action = 'sts:AssumeRole',
  condition?: object,
) =>
  policy({
    Effect: 'Allow',
    Principal: principal,
    Action: action,
    ...(condition && { Condition: condition }),
  });

export const EC2 = { Service: 'ec2.amazonaws.com' };

/** ARN of a role of the account under test. */
export const arnOf = (roleName: string) =>
  `arn:aws:iam::${ACCOUNT}:role/${roleName}`;

/** Makes a role with one inline policy, as the root user. */
export async function createRole(
  test: TestAws,
  RoleName: string,
  options: {
    trust?: string;
    statements?: object[];
    maxSessionDuration?: number;
    boundary?: string;
  } = {},
) {
  const iam = test.iam(ROOT);
  await iam.send(
    new CreateRoleCommand({
      RoleName,
      AssumeRolePolicyDocument: options.trust ?? trust(EC2),
      MaxSessionDuration: options.maxSessionDuration,
      PermissionsBoundary: options.boundary,
    }),
  );
  if (options.statements?.length) {
    await iam.send(
      new PutRolePolicyCommand({
        RoleName,
        PolicyName: 'inline',
        PolicyDocument: policy(...options.statements),
      }),
    );
  }
}

/** Deletes a role made by `createRole`. */
export async function deleteRole(test: TestAws, RoleName: string) {
  const iam = test.iam(ROOT);
  await iam.send(
    new DeleteRolePolicyCommand({ RoleName, PolicyName: 'inline' }),
  );
  await iam.send(new DeleteRoleCommand({ RoleName }));
}

/** Assumes a role: as the EC2 service, or with the credentials given. */
export async function assume(
  test: TestAws,
  roleName: string,
  options: Partial<AssumeRoleCommandInput> & { as?: TestCredentials } = {},
): Promise<TestCredentials> {
  const { as = EC2_SERVICE, ...input } = options;
  const { Credentials } = await test.sts(as).send(
    new AssumeRoleCommand({
      RoleArn: arnOf(roleName),
      RoleSessionName: 'probe',
      ...input,
    }),
  );
  return {
    accessKeyId: Credentials?.AccessKeyId ?? '',
    secretAccessKey: Credentials?.SecretAccessKey ?? '',
    sessionToken: Credentials?.SessionToken,
  };
}
