import { corridorTags } from '../../aws/tags';
import type { CorridorContext } from '../../corridorContext';
import { WAVE } from '../../files/objectMetadata';
import { identityMechanismFor } from '../../identity/identityMechanismFor';
import { ackObject, policyText } from './ackObject';

/** Sessions end after an hour and are renewed; a stolen one is worth no longer. */
const MAX_SESSION_SECONDS = 3600;

/** The corridor's role. */
export function ackRole(context: CorridorContext) {
  const { corridor, environment, names } = context;
  const { rolePath, permissionsBoundary, awsNamespace } = environment.spec.aws;
  const trust = identityMechanismFor(environment).trustPolicy(
    corridor,
    environment,
  );
  return {
    ...ackObject(
      context,
      { group: 'iam', kind: 'Role' },
      corridor.metadata.name,
      WAVE.role,
    ),
    spec: {
      name: names.roleName,
      path: rolePath,
      description: `Identity of the corridor ${corridor.metadata.name}`,
      maxSessionDuration: MAX_SESSION_SECONDS,
      ...(permissionsBoundary === undefined ? {} : { permissionsBoundary }),
      assumeRolePolicyDocument: policyText(trust),
      policyRefs: [
        { from: { name: corridor.metadata.name, namespace: awsNamespace } },
      ],
      tags: corridorTags(corridor),
    },
  };
}
