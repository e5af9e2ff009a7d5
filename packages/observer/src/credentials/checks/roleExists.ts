import { CredentialCheck } from '@corridors/model';
import { ObservedRole } from '../../aws';
import { CheckFinding, checkAws } from '../checkOutcome';
import { CredentialContext } from '../credentialContext';

const TTL_SECONDS = 900;

/** Whether the corridor's role exists, under the ARN that everything else names, within its boundary. */
export function checkRoleExists(context: CredentialContext): CredentialCheck {
  const { roleName } = context.names;
  return checkAws(
    { id: 'role-exists', required: true, ttlSeconds: TTL_SECONDS },
    context,
    aws => aws.roles.get(roleName)?.role,
    fact =>
      fact.state === 'absent'
        ? {
            status: 'fail',
            detail: `Role ${roleName} does not exist`,
            evidence: `iam:GetRole ${roleName}: NoSuchEntity`,
            nextAction:
              'See the state of the Role below; recreate it from the GitOps repository',
          }
        : judgeRole(fact.value, context),
  );
}

function judgeRole(
  role: ObservedRole,
  { names, environment }: CredentialContext,
): CheckFinding {
  if (role.arn !== names.roleArn) {
    return {
      status: 'fail',
      detail: `Role ${role.name} exists under another path, expected ${names.roleArn}`,
      evidence: role.arn,
      nextAction:
        'Remove the role of that name and recreate it from the GitOps repository',
    };
  }
  const expected = environment.spec.aws.permissionsBoundary;
  if (expected !== undefined && role.permissionsBoundaryArn !== expected) {
    return {
      status: 'warn',
      detail: `The permissions boundary is ${
        role.permissionsBoundaryArn ?? 'missing'
      }, expected ${expected}`,
      evidence: `iam:GetRole ${role.name}`,
      nextAction: 'Restore the boundary from the GitOps repository',
    };
  }
  return {
    status: 'pass',
    detail: `Role ${role.name} exists`,
    evidence: role.arn,
    since: role.createdAt,
  };
}
