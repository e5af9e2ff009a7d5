import type {
  AccessModelBucket,
  AccessModelRole,
} from '@corridors/policy-engine';

import type { ClaimRules } from './claims';
import type { CorridorPlace } from './corridorPlace';
import type { DeclaredPolicy } from './declaredResources';
import { unreadable } from './policySource';

interface Prefix {
  readonly prefix: string;
  readonly corridor: string;
}

/** Roles: one of a name in an account. */
export function roleRules(
  places: readonly CorridorPlace[],
): ClaimRules<AccessModelRole> {
  const owners = new Map(
    places.map(({ names, corridor }) => [
      iamKey(names.roleArn),
      corridor.metadata.name,
    ]),
  );
  return {
    key: ({ arn }) => iamKey(arn),
    ownerOf: ({ arn }) => owners.get(iamKey(arn)),
    describe: ({ arn }) => `role ${arn}`,
    unknown: role => ({
      ...role,
      trust: unreadable(role.trust.name, role.trust.origin),
      identity: [unreadable(role.arn, role.trust.origin)],
    }),
  };
}

/** Managed policies: one of a name in an account. */
export function policyRules(
  places: readonly CorridorPlace[],
): ClaimRules<DeclaredPolicy> {
  const owners = new Map(
    places.map(({ names, corridor }) => [
      iamKey(names.policyArn),
      corridor.metadata.name,
    ]),
  );
  return {
    key: ({ arn }) => iamKey(arn),
    ownerOf: ({ arn }) => owners.get(iamKey(arn)),
    describe: ({ arn }) => `policy ${arn}`,
    unknown: policy => ({
      ...policy,
      source: unreadable(policy.arn, policy.source.origin),
    }),
  };
}

/**
 * Buckets: one of a name. Those of an account that begin with the prefix of a corridor of the account are the corridor's;
 * prefixes of different accounts may begin each other.
 */
export function bucketRules(
  places: readonly CorridorPlace[],
): ClaimRules<AccessModelBucket> {
  const prefixes = new Map<string, Prefix[]>();
  for (const { names, corridor, environment } of places) {
    const { accountId } = environment.spec.aws;
    const known = prefixes.get(accountId) ?? [];
    known.push({
      prefix: names.bucketPrefix,
      corridor: corridor.metadata.name,
    });
    prefixes.set(accountId, known);
  }
  for (const ofAccount of prefixes.values()) {
    ofAccount.sort((left, right) => (left.prefix < right.prefix ? -1 : 1));
  }
  return {
    key: ({ name }) => name,
    ownerOf: ({ name, accountId }) =>
      holderOf(name, prefixes.get(accountId) ?? []),
    describe: ({ name }) => `bucket ${name}`,
    unknown: bucket => ({
      ...bucket,
      policy: unreadable(bucket.name, bucket.policy?.origin),
    }),
  };
}

/** Account, kind and name. Path and case do not tell two names apart (AWS: "IAM and AWS STS quotas", IAM name requirements). */
export function iamKey(arn: string): string {
  const [, , , , accountId = '', resource = ''] = arn.split(':');
  const kind = resource.slice(0, resource.indexOf('/'));
  const name = resource.slice(resource.lastIndexOf('/') + 1).toLowerCase();
  return `${accountId} ${kind} ${name}`;
}

/** No prefix of an account begins another, so the last one that does not come after the name is the one that may begin it. */
function holderOf(
  name: string,
  prefixes: readonly Prefix[],
): string | undefined {
  let low = 0;
  let high = prefixes.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((prefixes[middle]?.prefix ?? '') <= name) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  const candidate = prefixes[low - 1];
  return candidate && name.startsWith(candidate.prefix)
    ? candidate.corridor
    : undefined;
}
