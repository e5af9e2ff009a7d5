import type { Environment, IdentityMechanismName } from '@corridors/model';

import { assumeRole } from './assumeRole/assumeRole';
import type { IdentityMechanism } from './identityMechanism';
import { irsa } from './irsa/irsa';

const MECHANISMS: Readonly<Record<IdentityMechanismName, IdentityMechanism>> = {
  'assume-role': assumeRole,
  irsa,
};

/**
 * The identity mechanism of an environment.
 *
 * @public
 */
export function identityMechanismFor(
  environment: Environment,
): IdentityMechanism {
  return MECHANISMS[environment.spec.identity.mechanism];
}
