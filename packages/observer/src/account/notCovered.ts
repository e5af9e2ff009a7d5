import type { AccessModelBucket } from '@corridors/policy-engine';
import type { AccountCluster } from './accountAccess';

const NEVER_READ = [
  'S3 access points, Multi-Region Access Points and Object Lambda access points, whose own policies may allow or deny',
  'S3 Access Grants',
  'Service control policies, resource control policies and S3 policies of the organization, which may deny',
  'Policies of VPC endpoints, which may deny',
  'KMS key policies: reading or writing an encrypted object needs the key as well',
  'Policies of identities of other accounts: a bucket or role that trusts another account is not followed there',
  'Session policies that callers or pod identity associations pass, which may only narrow',
];

/** What may allow or deny something and is not read, in sentences without a full stop. */
export function notCoveredBy(read: {
  readonly buckets: readonly AccessModelBucket[];
  readonly clusters: readonly AccountCluster[];
}): string[] {
  const withLists = read.buckets
    .filter(({ objectOwnership }) => objectOwnership !== 'BucketOwnerEnforced')
    .map(({ name }) => name)
    .sort();
  return [
    ...NEVER_READ,
    ...(withLists.length > 0
      ? [
          `Access control lists of buckets and objects, which count in ${withLists.join(
            ', ',
          )}: ownership there is not BucketOwnerEnforced`,
        ]
      : []),
    ...(read.clusters.length === 0
      ? ['EKS pod identity associations: no EKS cluster is named']
      : []),
  ];
}
