import { GetRoleCommand } from '@aws-sdk/client-iam';
import type { RoleResource } from '@corridors/model';
import { nameAnswer } from '../aws/answer';
import { causeOf } from '../classify/classify';
import type { ControlTools } from './controlBucket';
import type { Proof } from './proof';

/** Sees that a role exists, with the portal's own credentials. (AWS: "GetRole" in the IAM API Reference) */
export async function controlRole(
  role: RoleResource,
  tools: ControlTools,
): Promise<Proof> {
  const { clients, credentials, evidence, signal } = tools;
  const client = clients.iam(credentials);
  const name = role.arn.slice(role.arn.lastIndexOf('/') + 1);
  const answer = await clients.askService(
    options => client.send(new GetRoleCommand({ RoleName: name }), options),
    signal,
  );
  if (answer.kind === 'ok') {
    return answer.output.Role?.Arn === role.arn
      ? { isProven: true, evidence: evidence(`Role ${role.arn} exists.`) }
      : {
          isProven: false,
          cause: `the role named ${name} is ${
            answer.output.Role?.Arn ?? 'none'
          }, not ${role.arn}`,
        };
  }
  return nameAnswer(answer).startsWith('404 NoSuchEntity')
    ? { isProven: false, cause: `role ${role.arn} does not exist` }
    : {
        isProven: false,
        cause: `role ${role.arn} could not be seen: ${causeOf(answer)}`,
      };
}
