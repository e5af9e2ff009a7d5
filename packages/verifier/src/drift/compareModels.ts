import type { AccessModel } from '@corridors/policy-engine';
import { compareBuckets } from './compareBuckets';
import { compareProviders } from './compareProviders';
import { compareRoles } from './compareRoles';
import { compareServiceAccounts } from './compareServiceAccounts';
import type { StatementDrift } from './statementDrift';

/**
 * Compares what the repository declares with what the account has, statement by statement and by meaning: the order of
 * lists and keys, one value or a list of one, and the case of actions make no difference. Of the account, only what the
 * repository declares is compared; what could not be read is `unknown`.
 *
 * @public
 */
export function compareModels(
  declared: AccessModel,
  configured: AccessModel,
): StatementDrift[] {
  return [
    ...compareRoles(declared, configured),
    ...compareBuckets(declared, configured),
    ...compareProviders(declared, configured),
    ...compareServiceAccounts(declared, configured),
  ];
}
