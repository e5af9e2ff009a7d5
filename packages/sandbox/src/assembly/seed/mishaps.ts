import {
  DeleteRoleCommand,
  DetachRolePolicyCommand,
  ListAttachedRolePoliciesCommand,
} from '@aws-sdk/client-iam';
import { openClients } from '../../aws/clients/openClients';
import type { AwsConnection } from '../../aws';

/** The corridor whose role somebody removed by hand: its credentials are broken, and its job fails. */
export const CORRIDOR_WITHOUT_ROLE = 'archive';

/**
 * Removes a role as a person with too many rights would, past the controllers.
 *
 * @param root - the account's root user
 */
export async function removeRole(
  root: AwsConnection,
  RoleName: string,
): Promise<void> {
  const { iam, destroy } = openClients(root);
  try {
    const { AttachedPolicies = [] } = await iam.send(
      new ListAttachedRolePoliciesCommand({ RoleName }),
    );
    for (const { PolicyArn } of AttachedPolicies) {
      await iam.send(new DetachRolePolicyCommand({ RoleName, PolicyArn }));
    }
    await iam.send(new DeleteRoleCommand({ RoleName }));
  } finally {
    destroy();
  }
}
