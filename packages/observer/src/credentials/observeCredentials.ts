import { identityMechanismFor } from '@corridors/manifests';
import { CredentialHealth, foldCredentialChecks } from '@corridors/model';
import { credentialChecks } from './checks';
import { CredentialContext } from './credentialContext';

/**
 * Runs the credential checks that mean something under the environment's identity mechanism and folds them into one
 * state. Looks at snapshots only; take fresh ones, for their facts age.
 *
 * @public
 */
export function observeCredentials(input: CredentialContext): CredentialHealth {
  const { checks } = identityMechanismFor(input.environment);
  return foldCredentialChecks(
    checks.map(id => credentialChecks[id](input)),
    input.now,
  );
}
