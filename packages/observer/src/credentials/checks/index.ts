import { CredentialCheck, CredentialCheckId } from '@corridors/model';
import { CredentialContext } from '../credentialContext';
import { checkInjection } from './injection';
import { checkLastUsed } from './lastUsed';
import { checkOidcProvider } from './oidcProvider';
import { checkProviderConfig } from './providerConfig';
import { checkRoleExists } from './roleExists';
import { checkServiceAccountExists } from './saExists';
import { checkServiceAccountRole } from './saRole';
import { checkTrust } from './trust';

/** Every check, by id. */
export const credentialChecks: Readonly<
  Record<CredentialCheckId, (context: CredentialContext) => CredentialCheck>
> = {
  'sa-exists': checkServiceAccountExists,
  'sa-role': checkServiceAccountRole,
  'oidc-provider': checkOidcProvider,
  'role-exists': checkRoleExists,
  trust: checkTrust,
  injection: checkInjection,
  'provider-config': checkProviderConfig,
  'last-used': checkLastUsed,
};
