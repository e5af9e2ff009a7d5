import type { CorridorContext } from '../corridorContext';
import type { ManifestFile } from '../files/manifestFile';
import { yamlFile } from '../files/yamlFile';
import type { IdentityMechanism } from '../identity/identityMechanism';
import { connectionConfigMap } from './connection';
import { driverRole, driverRoleBinding } from './driverAccess';
import { managerRoleBinding } from './managerAccess';
import { namespace } from './namespace';
import { networkPolicies } from './networkPolicies';
import { limitRange, resourceQuota } from './quota';
import { defaultServiceAccount, serviceAccount } from './serviceAccounts';

/** The Kubernetes side of a corridor, one object a file. */
export function renderKubernetes(
  context: CorridorContext,
  mechanism: IdentityMechanism,
): ManifestFile[] {
  const { corridor, environment } = context;
  const parts = mechanism.kubernetesParts(corridor, environment);
  const spark = mechanism.sparkConfiguration(
    corridor.spec.spark.version,
    corridor,
    environment,
  );
  const objects: [string, Readonly<Record<string, unknown>>][] = [
    ['namespace', namespace(context)],
    ['service-account', serviceAccount(context, parts)],
    ['service-account-default', defaultServiceAccount(context)],
    ['driver-role', driverRole(context)],
    ['driver-role-binding', driverRoleBinding(context)],
    ['manager-role-binding', managerRoleBinding(context)],
    ['resource-quota', resourceQuota(context)],
    ['limit-range', limitRange(context)],
    ['connection', connectionConfigMap(context, spark)],
    ...networkPolicies(context, parts).map(
      (policy): [string, typeof policy] => [
        `network-policy-${policy.metadata.name}`,
        policy,
      ],
    ),
  ];
  return objects.map(([name, object]) =>
    yamlFile(`kubernetes/${name}.yaml`, corridor.metadata.name, object),
  );
}
