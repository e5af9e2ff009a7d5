import { accessPolicy } from '../../aws/accessPolicy';
import { corridorTags } from '../../aws/tags';
import type { CorridorContext } from '../../corridorContext';
import { WAVE } from '../../files/objectMetadata';
import { ackObject, policyText } from './ackObject';

/** The managed policy of the corridor's role. */
export function ackPolicy(context: CorridorContext) {
  const { corridor, environment, names } = context;
  return {
    ...ackObject(
      context,
      { group: 'iam', kind: 'Policy' },
      corridor.metadata.name,
      WAVE.policy,
    ),
    spec: {
      name: names.policyName,
      path: environment.spec.aws.rolePath,
      description: `What the corridor ${corridor.metadata.name} may do`,
      policyDocument: policyText(accessPolicy(context)),
      tags: corridorTags(corridor),
    },
  };
}
