import type { CorridorIdentity, Identity } from '@corridors/model';

import type { CredentialPlan } from './credentialPlan';

/** The plan of an identity: the node role and strangers come to theirs in one way, a corridor as its mechanism says. */
export function credentialPlanOf(
  identity: Identity,
  ofCorridor: (identity: CorridorIdentity) => CredentialPlan,
): CredentialPlan {
  switch (identity.kind) {
    case 'corridor':
      return ofCorridor(identity);
    case 'node-role':
      return { kind: 'node-role', roleArn: identity.roleArn };
    case 'anonymous':
      return { kind: 'anonymous' };
    default: {
      const unknown: never = identity;
      throw new Error(`Unknown identity ${JSON.stringify(unknown)}`);
    }
  }
}
