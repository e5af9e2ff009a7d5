import type { AwsResourceStatus } from '@corridors/model';
import {
  lastKnown,
  type AwsAccountSnapshot,
  type BucketFacts,
  type Fact,
} from '@corridors/observer';
import type { CorridorDetail } from '@corridors/plugin-corridors-common';
import type { InventoryEntry } from './InventoryEntry';

type BucketDetail = CorridorDetail['bucketsDetail'][number];
type RoleDetail = CorridorDetail['roles'][number];

/** The corridor's buckets with their settings as AWS tells them. @param reachOf - who is meant to reach a bucket */
export function describeBuckets(
  { corridor, names, awsResources }: InventoryEntry,
  account: AwsAccountSnapshot | undefined,
  reachOf: (bucketName: string) => BucketDetail['reachableBy'],
): BucketDetail[] {
  return names.buckets.map(({ bucket, name, arn }) => ({
    bucket,
    name,
    arn,
    purpose: corridor.spec.buckets.find(candidate => candidate.name === bucket)
      ?.purpose,
    status: statusOf('Bucket', name, awsResources),
    facts: describeBucketFacts(account?.buckets.get(name)),
    reachableBy: reachOf(name),
  }));
}

/** The corridor's role with its trust and its policies as AWS tells them. */
export function describeRoles(
  { names, awsResources }: InventoryEntry,
  account: AwsAccountSnapshot | undefined,
): RoleDetail[] {
  const facts = account?.roles.get(names.roleName);
  const role = valueOf(facts?.role);
  const policies = valueOf(facts?.policies);
  return [
    {
      name: names.roleName,
      arn: names.roleArn,
      status: statusOf('Role', names.roleName, awsResources),
      trustPolicy: role?.trustPolicy,
      policies: policies?.map(({ name, document }) => ({ name, document })),
      lastUsed: role?.lastUsed,
      asOf: lastKnown(facts?.role)?.asOf,
    },
  ];
}

function statusOf(
  kind: AwsResourceStatus['kind'],
  awsName: string,
  statuses: readonly AwsResourceStatus[],
): AwsResourceStatus {
  return (
    statuses.find(
      status => status.kind === kind && status.awsName === awsName,
    ) ?? {
      kind,
      name: '',
      awsName,
      state: 'unknown',
    }
  );
}

function describeBucketFacts(
  facts: BucketFacts | undefined,
): BucketDetail['facts'] {
  const times = facts
    ? [
        facts.encryption,
        facts.publicAccessBlock,
        facts.versioning,
        facts.policy,
      ].flatMap((fact: Fact<unknown>) => lastKnown(fact)?.asOf ?? [])
    : [];
  const [asOf] = times.sort();
  if (!facts || asOf === undefined) {
    return undefined;
  }
  const block = lastKnown(facts.publicAccessBlock);
  const versioning = valueOf(facts.versioning);
  return {
    encryption: valueOf(facts.encryption)?.algorithm,
    publicAccessBlocked:
      block &&
      (block.state === 'known'
        ? Object.values(block.value).every(Boolean)
        : false),
    versioning: versioning && versioning === 'enabled',
    policy: valueOf(facts.policy),
    asOf,
  };
}

function valueOf<T>(fact: Fact<T> | undefined): T | undefined {
  const known = lastKnown(fact);
  return known?.state === 'known' ? known.value : undefined;
}
