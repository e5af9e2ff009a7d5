import { CredentialCheck } from '@corridors/model';
import { objectKey } from '../../kubernetes';
import { checkCluster } from '../checkOutcome';
import { CredentialContext } from '../credentialContext';

/** Whether the corridor's ServiceAccount exists. */
export function checkServiceAccountExists(
  context: CredentialContext,
): CredentialCheck {
  const { namespace, serviceAccount } = context.names;
  return checkCluster(
    { id: 'sa-exists', required: true },
    context,
    ['namespaces', 'serviceAccounts'],
    cluster => {
      const account = cluster.serviceAccounts.get(
        objectKey(namespace, serviceAccount),
      );
      if (account) {
        return {
          status: 'pass',
          detail: `ServiceAccount ${serviceAccount} exists in namespace ${namespace}`,
          since: account.createdAt,
        };
      }
      const missing = cluster.namespaces.has(namespace)
        ? `Namespace ${namespace} has no ServiceAccount ${serviceAccount}`
        : `Namespace ${namespace} does not exist`;
      return {
        status: 'fail',
        detail: missing,
        nextAction:
          "Merge the corridor's pull request, or see why the GitOps controller has not applied it",
      };
    },
  );
}
