import type { AccessModel } from '@corridors/policy-engine';
import type { StatementDrift } from './statementDrift';

/**
 * Compares what the repository declares with what the account has, statement by statement and by meaning: the order of
 * lists and keys, one value or a list of one, and the case of actions make no difference. Of the account, only what the
 * repository declares is compared.
 *
 * @public
 */
export function compareModels(
  _declared: AccessModel,
  _configured: AccessModel,
): StatementDrift[] {
  throw new Error('Models cannot be compared yet');
}
