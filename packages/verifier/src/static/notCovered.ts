import type { AccessModel } from '@corridors/policy-engine';

const NEVER = [
  'S3 access points, Multi-Region Access Points and Object Lambda access points, whose own policies may allow or deny',
  'S3 Access Grants',
  'Resource control policies, and policies of VPC endpoints, which may deny',
  'KMS key policies: reading or writing an encrypted object needs the key as well',
  'Session policies that callers pass, which may only narrow',
];

/** What an analysis never looks at, as sentences without a full stop. */
export function notCoveredBy(
  model: AccessModel,
  accountId: string,
  view: 'declared' | 'configured',
): string[] {
  const withLists = model.buckets
    .filter(({ objectOwnership }) => objectOwnership !== 'BucketOwnerEnforced')
    .map(({ name }) => name)
    .sort();
  const account = (model.accounts ?? []).find(
    one => one.accountId === accountId,
  );
  return [
    ...NEVER,
    ...(account?.serviceControlPolicies
      ? []
      : [
          `Service control policies of account ${accountId}, which may deny${
            view === 'declared' ? ': none are declared' : ''
          }`,
        ]),
    ...(withLists.length > 0
      ? [
          `Access control lists of buckets and objects, which count in ${nameSome(
            withLists,
          )}: ownership there is not known to be BucketOwnerEnforced`,
        ]
      : []),
    view === 'declared'
      ? 'Users, and roles that the repository does not declare, but for whoever a bucket or trust policy lets in'
      : 'What users and roles beside corridors and nodes may do by their own policies, as administrators and provisioners',
  ];
}

/** More than these are counted instead of named. */
const MOST_NAMED = 10;

function nameSome(names: readonly string[]): string {
  return names.length > MOST_NAMED
    ? `${names.length} buckets`
    : names.join(', ');
}
