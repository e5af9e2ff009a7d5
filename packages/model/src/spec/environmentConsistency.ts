import { apiServerFaults } from './apiServerFaults';
import { compareQuantities } from './quantity';
import { repeated, type ConsistencyFault } from './corridorConsistency';
import type { Environment } from './environment';
import { kubernetesFaults } from './kubernetesFaults';

/** What is wrong within an environment. */
export function environmentConsistencyFaults({
  spec,
}: Environment): ConsistencyFault[] {
  return [
    ...apiServerFaults(spec),
    ...kubernetesFaults(spec),
    ...awsFaults(spec),
    ...quotaFaults(spec),
    ...repeated(spec.sharedBuckets, bucket => bucket.name).map(
      ({ index, key, first }) => ({
        code: 'duplicate-bucket',
        path: ['spec', 'sharedBuckets', index, 'name'],
        message: `is "${key}", which spec.sharedBuckets[${first}] is named already`,
      }),
    ),
  ];
}

function awsFaults({
  aws,
  identity,
  nodeRole,
}: Environment['spec']): ConsistencyFault[] {
  const faults: ConsistencyFault[] = [];
  const partition = partitionOf(aws.region);
  if (partition !== aws.partition) {
    faults.push({
      code: 'wrong-partition',
      path: ['spec', 'aws', 'partition'],
      message: `must be ${partition} for ${aws.region}, but is ${aws.partition}`,
    });
  }
  if (identity.mechanism === 'assume-role' && !nodeRole) {
    faults.push({
      code: 'missing-field',
      path: ['spec', 'nodeRole'],
      message: 'is missing; assume-role needs the role that pods switch from',
    });
  }
  if (nodeRole && !belongsTo(nodeRole.arn, aws)) {
    faults.push({
      code: 'other-account',
      path: ['spec', 'nodeRole', 'arn'],
      message: `must be a role of arn:${aws.partition} and account ${aws.accountId}`,
    });
  }
  const boundary = aws.permissionsBoundary;
  if (
    boundary !== undefined &&
    !belongsTo(boundary, aws) &&
    !boundary.startsWith(`arn:${aws.partition}:iam::aws:`)
  ) {
    faults.push({
      code: 'other-account',
      path: ['spec', 'aws', 'permissionsBoundary'],
      message: `must be a policy of arn:${aws.partition} and account ${aws.accountId}, or one that AWS manages`,
    });
  }
  return faults;
}

function quotaFaults({ quota }: Environment['spec']): ConsistencyFault[] {
  const standard = quota.default;
  if (!standard) {
    return [];
  }
  const exceeds = {
    cpu: compareQuantities(standard.cpu, quota.maximum.cpu) > 0,
    memory: compareQuantities(standard.memory, quota.maximum.memory) > 0,
    pods: standard.pods > quota.maximum.pods,
  };
  return (['cpu', 'memory', 'pods'] as const)
    .filter(field => exceeds[field])
    .map(field => ({
      code: 'above-maximum',
      path: ['spec', 'quota', 'default', field],
      message: `is ${standard[field]}, above the maximum of ${quota.maximum[field]}`,
    }));
}

/** "AWS Regions and partitions": the partition follows from the Region's name. */
function partitionOf(region: string): Environment['spec']['aws']['partition'] {
  if (region.startsWith('cn-')) {
    return 'aws-cn';
  }
  return region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
}

function belongsTo(arn: string, aws: Environment['spec']['aws']): boolean {
  return arn.startsWith(`arn:${aws.partition}:iam::${aws.accountId}:`);
}
