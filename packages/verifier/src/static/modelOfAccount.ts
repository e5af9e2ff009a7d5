import type { AccessModel, PolicySource } from '@corridors/policy-engine';
import { groupBy } from './groupBy';
import { textsOf } from './policyDocument';

/** What of a model bears on one account. */
export interface ModelOfAccount {
  readonly model: AccessModel;
  /** The account, and those of which everything is in the model because policies mention them. */
  readonly accounts: ReadonlySet<string>;
}

/**
 * What of a model bears on one account: what the account has, the buckets named beside, and all of the accounts that bucket and
 * trust policies mention, those that policies of these accounts mention included.
 *
 * @param accountId - 12 digits
 * @param buckets - names of buckets of other accounts that count too
 */
export function modelOfAccount(
  model: AccessModel,
  accountId: string,
  buckets: ReadonlySet<string>,
): ModelOfAccount {
  const accounts = accountsBearingOn(model, accountId);
  const isMentioned = (one: { readonly accountId: string }) =>
    accounts.has(one.accountId);
  return {
    accounts,
    model: {
      ...model,
      roles: model.roles.filter(isMentioned),
      buckets: model.buckets.filter(
        bucket => isMentioned(bucket) || buckets.has(bucket.name),
      ),
      users: model.users?.filter(isMentioned),
    },
  };
}

function accountsBearingOn(model: AccessModel, accountId: string): Set<string> {
  const guards = groupBy(
    [
      ...model.roles.map(role => ({
        accountId: role.accountId,
        policy: role.trust,
      })),
      ...model.buckets,
    ],
    guard => guard.accountId,
  );
  const reached = new Set([accountId]);
  for (const account of reached) {
    for (const mentioned of guards.get(account)?.flatMap(accountsIn) ?? []) {
      reached.add(mentioned);
    }
  }
  return reached;
}

function accountsIn({ policy }: { readonly policy?: PolicySource }): string[] {
  return (policy ? textsOf(policy) : []).flatMap(
    text => text.match(/\d{12}/g) ?? [],
  );
}
