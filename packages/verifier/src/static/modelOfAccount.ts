import type { AccessModel, PolicySource } from '@corridors/policy-engine';

/**
 * What of a model bears on one account: what the account has, the buckets named beside, and all of the accounts that its bucket and
 * trust policies mention.
 *
 * @param accountId - 12 digits
 * @param buckets - names of buckets of other accounts that count too
 */
export function modelOfAccount(
  model: AccessModel,
  accountId: string,
  buckets: ReadonlySet<string>,
): AccessModel {
  const own = (one: { readonly accountId: string }) =>
    one.accountId === accountId;
  const guards: readonly (PolicySource | undefined)[] = [
    ...model.roles.filter(own).map(({ trust }) => trust),
    ...model.buckets.filter(own).map(({ policy }) => policy),
  ];
  const mentioned = new Set([accountId, ...guards.flatMap(accountsIn)]);
  const isMentioned = (one: { readonly accountId: string }) =>
    mentioned.has(one.accountId);
  return {
    ...model,
    roles: model.roles.filter(isMentioned),
    buckets: model.buckets.filter(
      bucket => isMentioned(bucket) || buckets.has(bucket.name),
    ),
    users: model.users?.filter(isMentioned),
  };
}

function accountsIn(policy: PolicySource | undefined): string[] {
  const { document } = policy ?? {};
  const text =
    typeof document === 'string' ? document : JSON.stringify(document) ?? '';
  return text.match(/\d{12}/g) ?? [];
}
